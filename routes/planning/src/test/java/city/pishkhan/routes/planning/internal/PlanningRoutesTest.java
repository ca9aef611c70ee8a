package city.pishkhan.routes.planning.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.spi.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class PlanningRoutesTest extends CamelTestSupport {
    static final PlanOrder ORDER = new PlanOrder(
            "22-3-17-4-1-0-0",
            22,
            List.of("residential"),
            8,
            240,
            new BigDecimal("312.50"),
            4_420_080L,
            List.of("0499370899", "0790419904"),
            "7");

    private final PlanningSystem planning = code -> switch (code) {
        case "22-3-17-4-1-0-0" -> Optional.of(ORDER);
        case "1-1-1-1-1-0-0" -> throw new PartnerUnavailable("down");
        default -> Optional.empty();
    };

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        RouteConfigurationBuilder policy = new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("transacted").errorHandler(noErrorHandler());
            }
        };
        return new RoutesBuilder[] {
            policy,
            new PlanningRoutes("direct:inquiries", "direct:notices", new PlanOrderLookup(planning), "mock:answers")
        };
    }

    private static Inquiry inquiry(Map<String, Object> facts) {
        return new Inquiry(
                UUID.randomUUID(),
                "planning",
                "building-permit",
                "22-1404-1-0",
                "d".repeat(64),
                1,
                Instant.now(),
                null,
                facts,
                List.of(),
                null);
    }

    @Test
    void consumesNoticesOfVoidInquiries() {
        Object notice = new AgencyNotice(UUID.randomUUID(), "planning", AgencyNotice.Kind.SUPERSEDED, null, "grew");
        Exchange told = template()
                .send("direct:notices", exchange -> exchange.getMessage().setBody(notice));
        assertFalse(told.isFailed());
    }

    private Answer answer(Inquiry inquiry) {
        MockEndpoint answers = getMockEndpoint("mock:answers");
        answers.reset();
        template().sendBody("direct:inquiries", inquiry);
        assertEquals(1, answers.getReceivedCounter());
        Answer answer = answers.getExchanges().get(0).getMessage().getBody(Answer.class);
        assertEquals(inquiry.id(), answer.inquiry());
        assertEquals(inquiry.digest(), answer.digest());
        return answer;
    }

    private Exchange failure(Inquiry inquiry) {
        Exchange exchange =
                template().send("direct:inquiries", e -> e.getMessage().setBody(inquiry));
        assertEquals(0, getMockEndpoint("mock:answers").getReceivedCounter());
        return exchange;
    }

    @Test
    void planOrderBecomesAnswer() {
        Answer answer = answer(inquiry(Map.of("property", "22-3-17-4-1-0-0")));
        assertEquals(Verdict.DATA, answer.verdict());
        assertEquals(
                Map.of(
                        "allowedFloors", 8L,
                        "permittedUses", List.of("residential"),
                        "density", 240L,
                        "landArea", new BigDecimal("312.50"),
                        "regionalPrice", 4_420_080L,
                        "registeredOwners", 2L,
                        "orderRevision", "7"),
                answer.data());
        assertFalse(answer.toString().contains("0499370899"), "no personal data");
    }

    @Test
    void unknownPropertyIsRejectedWithReason() {
        Answer answer = answer(inquiry(Map.of("property", "3-1-1-1-1-0-0")));
        assertEquals(Verdict.REJECT, answer.verdict());
        assertTrue(answer.reason().contains("3-1-1-1-1-0-0") && answer.reason().contains("ثبت نشده"), answer.reason());
    }

    @Test
    void unavailableSystemLeavesInquiryInQueue() {
        assertInstanceOf(
                PartnerUnavailable.class,
                failure(inquiry(Map.of("property", "1-1-1-1-1-0-0"))).getException());
    }

    @Test
    void inquiryWithoutPropertyIsNeverAnswered() {
        assertInstanceOf(
                IllegalArgumentException.class,
                failure(inquiry(Map.of("floors", 8L))).getException());
    }
}
