package city.pishkhan.routes.vehicles.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class VehicleRouteTest extends CamelTestSupport {
    private static final String PLATE = "12ب14547";

    private final VehicleRegistry registry = new VehicleRegistry() {
        @Override
        public Optional<VehicleRecord> byPlate(String plate) {
            return plate.equals(PLATE)
                    ? Optional.of(new VehicleRecord(
                            PLATE, "NAAP41FD5AJ123457", "dena-plus", "دنا", "petrol", "private", 1400, 1404))
                    : Optional.empty();
        }

        @Override
        public Optional<VehicleRecord> byVin(String vin) {
            return Optional.empty();
        }

        @Override
        public String reportDutyPaid(UUID id, String plate, int year) {
            return switch (year) {
                case 1405 -> "V-" + id;
                case 1404 -> throw new PartnerUnavailable("down");
                default -> throw new PartnerRefused("year", "no such year");
            };
        }
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
            new VehicleRoutes(
                    "direct:lookups",
                    "direct:settlements",
                    "direct:void",
                    "direct:voided",
                    new VehicleInquiries(registry),
                    "mock:answers")
        };
    }

    private static Inquiry inquiry(Map<String, Object> facts) {
        return new Inquiry(
                UUID.randomUUID(),
                "vehicles",
                "vehicle-duty",
                "22-1405-1-0",
                "d".repeat(64),
                1,
                Instant.now(),
                null,
                facts,
                List.of(),
                null);
    }

    private Answer answer(String to, Inquiry inquiry) {
        MockEndpoint answers = getMockEndpoint("mock:answers");
        answers.reset();
        template().sendBody(to, inquiry);
        assertEquals(1, answers.getReceivedCounter());
        Answer answer = answers.getExchanges().get(0).getMessage().getBody(Answer.class);
        assertEquals(inquiry.id(), answer.inquiry());
        return answer;
    }

    @Test
    void vehicleRecordBecomesFacts() {
        Answer answer = answer("direct:lookups", inquiry(Map.of("plate", PLATE)));
        assertEquals(Verdict.DATA, answer.verdict());
        assertEquals(1404L, answer.data().get("paidThrough"));
        assertEquals("dena-plus", answer.data().get("vehicleModel"));
    }

    @Test
    void unknownPlateIsRejectedWithReason() {
        Answer answer = answer("direct:lookups", inquiry(Map.of("plate", "21ج36521")));
        assertEquals(Verdict.REJECT, answer.verdict());
        assertTrue(answer.reason().contains("ثبت نشده"), answer.reason());
    }

    @Test
    void settlementUsesInquiryId() {
        Inquiry told = inquiry(Map.of("plate", PLATE, "year", 1405L));
        Answer answer = answer("direct:settlements", told);
        assertEquals(Verdict.APPROVE, answer.verdict());
        assertEquals("V-" + told.id(), answer.reference());
        assertEquals(
                Verdict.REJECT,
                answer("direct:settlements", inquiry(Map.of("plate", PLATE, "year", 1399L)))
                        .verdict());
    }

    @Test
    void unavailableRegistryLeavesInquiryInQueue() {
        Inquiry told = inquiry(Map.of("plate", PLATE, "year", 1404L));
        getMockEndpoint("mock:answers").reset();
        Exception failure = template()
                .send("direct:settlements", e -> e.getMessage().setBody(told))
                .getException();
        assertInstanceOf(PartnerUnavailable.class, failure);
        assertEquals(0, getMockEndpoint("mock:answers").getReceivedCounter());
    }
}
