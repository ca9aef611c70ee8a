package city.pishkhan.bank.internal;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PaymentGateway.Account;
import city.pishkhan.spi.PaymentGateway.Traits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One merchant terminal at Saman SEP.
 *
 * @param terminal      number that the bank gave; the protocol knows no other login
 * @param rest          where the bank is called, named as the gateway is in the hub
 * @param page          where the payer's browser goes
 * @param reverseWithin after the payment, until which the bank takes reversals
 */
record SamanSettings(long terminal, RestPartner.Settings rest, URI page, Duration reverseWithin) {
    private static final Duration TOKEN = Duration.ofMinutes(20);
    private static final Duration VERIFY = Duration.ofMinutes(30);

    /** A verification is all that SEP wants, and it answers no inquiries. */
    Traits traits() {
        return new Traits(TOKEN, VERIFY, reverseWithin, false, false);
    }

    /** What of these decides where payers' money goes. */
    Account account() {
        return new Account(
                Map.of("url", rest.url().toString(), "pageUrl", page.toString()),
                Secrets.digest("city.pishkhan.bank.saman", Long.toString(terminal)));
    }

    @Override
    public String toString() {
        return rest.name() + " (terminal " + terminal + " at " + rest.url() + ")";
    }
}
