package city.pishkhan.routes.bank.internal;

import city.pishkhan.api.money.Payments;
import org.apache.camel.builder.RouteBuilder;

/** Route that processes queued payment attempts whose outcome at the bank is not final yet. */
class BankRoutes extends RouteBuilder {
    private final String attempts;
    private final Payments payments;

    BankRoutes(String attempts, Payments payments) {
        this.attempts = attempts;
        this.payments = payments;
    }

    @Override
    public void configure() {
        from(attempts)
                .routeId("bank-confirmations")
                .routeDescription("advances a payment at its bank")
                .routeConfigurationId("transacted")
                .bean(payments, "confirm");
    }
}
