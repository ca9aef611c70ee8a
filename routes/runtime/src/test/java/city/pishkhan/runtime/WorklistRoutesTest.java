package city.pishkhan.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.cases.Worklist;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Inquiry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class WorklistRoutesTest extends CamelTestSupport {

    private final List<String> calls = new ArrayList<>();
    private RuntimeException trouble;

    private final Worklist worklist = (Worklist) Proxy.newProxyInstance(
            Worklist.class.getClassLoader(), new Class<?>[] {Worklist.class}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.getName().equals("hashCode")
                            ? 1
                            : method.getName().equals("equals") ? proxy == arguments[0] : "worklist";
                }
                if (trouble != null) {
                    throw trouble;
                }
                Object what = arguments[0] instanceof Inquiry inquiry ? inquiry.id() : arguments[0];
                calls.add(method.getName() + " " + what);
                return null;
            });

    private final Inquiry inquiry = new Inquiry(
            UUID.randomUUID(),
            "article-100",
            "violation-report",
            "22-1405-000017-4",
            "0a",
            1,
            Instant.now(),
            null,
            Map.of(),
            List.of(),
            null);

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new WorklistRoutes("article-100", "direct:inquiries", "direct:notices", worklist);
    }

    @Test
    void anInquiryIsPutOnTheList() {
        template.sendBody("direct:inquiries", inquiry);
        assertEquals(List.of("put " + inquiry.id()), calls);
    }

    @Test
    void whatIsWithdrawnIsTakenOffIt() {
        template.sendBody(
                "direct:notices",
                new AgencyNotice(inquiry.id(), "article-100", AgencyNotice.Kind.SUPERSEDED, null, "grew"));
        assertEquals(List.of("remove " + inquiry.id()), calls);
    }

    @Test
    void whatIsDueSoonStaysOnItMarked() {
        template.sendBody(
                "direct:notices",
                new AgencyNotice(inquiry.id(), "article-100", AgencyNotice.Kind.REMINDER, null, "due soon"));
        assertEquals(List.of("remind " + inquiry.id()), calls);
    }

    @Test
    void aFailureGoesBack() {
        trouble = new IllegalStateException("no database");
        var failure = assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:inquiries", inquiry));
        assertSame(trouble, failure.getCause());
    }

    @Test
    void theRoutesAreNamedAfterTheAgency() {
        assertEquals(
                List.of("article-100-inquiries", "article-100-notices"),
                context.getRoutes().stream().map(r -> r.getRouteId()).sorted().toList());
    }
}
