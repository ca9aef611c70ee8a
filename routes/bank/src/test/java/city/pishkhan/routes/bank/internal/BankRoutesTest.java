package city.pishkhan.routes.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.PartnerUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class BankRoutesTest extends CamelTestSupport {
    private final List<UUID> confirmed = new ArrayList<>();
    private RuntimeException trouble;

    private final Payments payments = new Payments() {
        @Override
        public void confirm(UUID attempt) {
            if (trouble != null) {
                throw trouble;
            }
            confirmed.add(attempt);
        }

        @Override
        public List<Bill> raise(Debtor debtor, List<Duty> duties) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Bill> bills(UUID caseId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasPendingRefund(UUID caseId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancelOutdated(UUID caseId, String stage, List<Duty> duties) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endCase(UUID caseId, String reason, CaseEnd end, int refund) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Attempt enterSlip(Caller office, UUID caseId, Slip slip) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Attempt> attempts(UUID bill) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Attempt acceptCallback(String gateway, Map<String, String> form) {
            throw new UnsupportedOperationException();
        }
    };

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        // as in the running hub, the broker and not the route handles failures
        RouteConfigurationBuilder policy = new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("transacted").errorHandler(noErrorHandler());
            }
        };
        return new RoutesBuilder[] {policy, new BankRoutes("direct:attempts", payments)};
    }

    @Test
    void confirmsPaymentAttempt() {
        UUID attempt = UUID.randomUUID();
        template.sendBody("direct:attempts", attempt);
        assertEquals(List.of(attempt), confirmed);
    }

    @Test
    void failureReturnsToQueueUnchanged() {
        trouble = new PartnerUnavailable("no route to host");
        var failure = assertThrows(
                CamelExecutionException.class, () -> template.sendBody("direct:attempts", UUID.randomUUID()));
        assertSame(trouble, failure.getCause());
    }
}
