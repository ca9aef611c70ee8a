package city.pishkhan.routes.post.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.stubs.Stubs;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class PostRoutesTest extends CamelTestSupport {
    private final List<Object> processed = new ArrayList<>();
    private RuntimeException trouble;

    private final Deliveries deliveries = Stubs.intercept(Deliveries.class, (proxy, method, arguments) -> {
        if (method.getName().equals("advance")) {
            if (trouble != null) {
                throw trouble;
            }
            processed.add(arguments[0]);
        }
        return null;
    });

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        // as in the running hub, the broker and not the route handles failures
        RouteConfigurationBuilder policy = new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("transacted").errorHandler(noErrorHandler());
            }
        };
        return new RoutesBuilder[] {policy, new PostRoutes("direct:letters", deliveries)};
    }

    @Test
    void processesLetter() {
        UUID letter = UUID.randomUUID();
        template.sendBody("direct:letters", letter);
        assertEquals(List.of(letter), processed);
    }

    @Test
    void failureReturnsToQueueUnchanged() {
        trouble = new IllegalStateException("the database is away");
        var failure = assertThrows(
                CamelExecutionException.class, () -> template.sendBody("direct:letters", UUID.randomUUID()));
        assertSame(trouble, failure.getCause());
    }
}
