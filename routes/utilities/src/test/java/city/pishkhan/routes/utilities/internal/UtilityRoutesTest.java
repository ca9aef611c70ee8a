package city.pishkhan.routes.utilities.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class UtilityRoutesTest extends CamelTestSupport {

    /** A company that accepts everything until it is told to refuse. */
    private static final class Company implements AgencyConnector {
        private final List<Object> heard = new ArrayList<>();
        private RuntimeException trouble;

        @Override
        public Reply ask(Inquiry inquiry) {
            hear(inquiry);
            return new Reply.Accepted(inquiry.id(), "ref");
        }

        @Override
        public void tell(AgencyNotice agencyNotice) {
            hear(agencyNotice);
        }

        private void hear(Object what) {
            if (trouble != null) {
                throw trouble;
            }
            heard.add(what);
        }
    }

    private final Company water = new Company();
    private final Company gas = new Company();

    private static Inquiry inquiry(String agency) {
        return new Inquiry(
                UUID.randomUUID(),
                agency,
                "building-permit",
                "22-1405-000017-4",
                "0a",
                1,
                Instant.now(),
                null,
                Map.of(),
                List.of(),
                null);
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        return new RoutesBuilder[] {
            new UtilityRoutes("water", "direct:water", "direct:water-notices", "mock:answers", water),
            new UtilityRoutes("gas", "direct:gas", "direct:gas-notices", "mock:answers", gas)
        };
    }

    @Test
    void eachCompanyIsAskedItsOwn() throws Exception {
        MockEndpoint answers = getMockEndpoint("mock:answers");
        answers.expectedMessageCount(2);
        Inquiry toWater = inquiry("water");
        Inquiry toGas = inquiry("gas");
        template.sendBody("direct:water", toWater);
        template.sendBody("direct:gas", toGas);
        answers.assertIsSatisfied();
        assertEquals(List.of(toWater), water.heard);
        assertEquals(List.of(toGas), gas.heard);
        assertEquals(
                toGas.id(),
                answers.getExchanges().get(1).getMessage().getBody(Reply.class).inquiry());
    }

    @Test
    void oneCompanysRefusalIsItsOwn() throws Exception {
        water.trouble = new PartnerRefused("invalid", "no");
        getMockEndpoint("mock:answers").expectedMessageCount(1);
        var failure =
                assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:water", inquiry("water")));
        assertSame(water.trouble, failure.getCause());
        template.sendBody("direct:gas", inquiry("gas"));
        getMockEndpoint("mock:answers").assertIsSatisfied();
    }

    @Test
    void aNoticeIsTold() {
        AgencyNotice agencyNotice =
                new AgencyNotice(UUID.randomUUID(), "gas", AgencyNotice.Kind.WITHDRAWN, null, "over");
        template.sendBody("direct:gas-notices", agencyNotice);
        assertEquals(List.of(agencyNotice), gas.heard);
    }

    @Test
    void routesAreNamedAfterTheirCompany() {
        for (String id : List.of("water-inquiries", "water-notices", "gas-inquiries", "gas-notices")) {
            assertNotNull(context.getRoute(id), id);
        }
    }
}
