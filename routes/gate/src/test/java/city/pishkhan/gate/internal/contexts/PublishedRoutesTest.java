package city.pishkhan.gate.internal.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

class PublishedRoutesTest {

    private final List<Object> released = new ArrayList<>();

    @Test
    void suppliesNewInstanceForEachStart() {
        PublishedRoutes routes = publish(PublishedRoutesTest::routes);
        RoutesBuilder first = routes.get();
        RoutesBuilder second = routes.get();
        assertNotSame(first, second);
        assertEquals(List.of(first), released);
        routes.release();
        assertEquals(List.of(first, second), released);
    }

    @Test
    void refusesSecondStartOfOneRouteBuilder() {
        RouteBuilder only = routes();
        PublishedRoutes routes = publish(() -> only);
        assertSame(only, routes.get());
        String message = assertThrows(IllegalStateException.class, routes::get).getMessage();
        assertTrue(message.contains("scope = ServiceScope.PROTOTYPE"), message);
    }

    @Test
    void acceptsOneInstanceThatAddsNewRoutes() {
        RoutesBuilder door = Stubs.empty(RoutesBuilder.class);
        PublishedRoutes routes = publish(() -> door);
        assertSame(door, routes.get());
        assertSame(door, routes.get());
    }

    @Test
    void componentThatCannotStartPublishesNothing() {
        assertNull(publish(() -> null));
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("mock:a");
            }
        };
    }

    @SuppressWarnings("unchecked") // the proxies have the type parameters of the test
    private PublishedRoutes publish(Supplier<RoutesBuilder> instances) {
        ServiceObjects<RoutesBuilder> objects = Stubs.intercept(ServiceObjects.class, (self, method, arguments) -> {
            if (method.getName().equals("getService")) {
                return instances.get();
            }
            released.add(arguments[0]);
            return null;
        });
        BundleContext bundles = Stubs.intercept(BundleContext.class, (self, method, arguments) -> objects);
        return PublishedRoutes.of(bundles, Stubs.empty(ServiceReference.class));
    }
}
