package city.pishkhan.bank.internal.saman;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PaymentGateway.Account;
import city.pishkhan.spi.PaymentGateway.Traits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One merchant terminal at Saman SEP.
 *
 * @param terminal      terminal number assigned by the bank; the protocol has no other login
 * @param rest          the bank's REST endpoint; its name is the gateway's name in the hub
 * @param page          the bank's payment page for the payer's browser
 * @param reverseWithin time after the payment in which the bank accepts reversals
 * @param counter       {@code true} if the terminal is a card reader or a branch, which payers visit with their cards
 * @param office        code of the card reader's office; empty for a branch or if any office may enter its payments
 * @param receipts      {@code true} if the receipt of a session is requested and compared before its sale is verified
 */
public record SamanSettings(
        long terminal,
        RestPartner.Settings rest,
        URI page,
        Duration reverseWithin,
        boolean counter,
        Optional<String> office,
        boolean receipts) {
    private static final Duration TOKEN = Duration.ofMinutes(20);
    private static final Duration VERIFY = Duration.ofMinutes(30);
    /**
     * the bank never returns the money of sales at a card reader by itself; after this time the hub stops retrying on
     * its own
     */
    private static final Duration MAX_RETRY_TIME = Duration.ofDays(7);

    /** Creates the settings of a terminal that opens sessions. */
    public SamanSettings(long terminal, RestPartner.Settings rest, URI page, Duration reverseWithin) {
        this(terminal, rest, page, reverseWithin, false, Optional.empty(), true);
    }

    /** Returns the properties of this gateway. SEP requires only a verification, no settle call, and it answers no inquiries. */
    Traits traits() {
        return counter
                ? new Traits(MAX_RETRY_TIME, MAX_RETRY_TIME, reverseWithin, false, false, true)
                : new Traits(TOKEN, VERIFY, reverseWithin, false, false);
    }

    /** Returns the settings that decide where the payers' money goes. */
    Account account() {
        Map<String, String> terms = counter
                ? Map.of("url", rest.url().toString(), "counter", office.orElse("branch"))
                : Map.of("url", rest.url().toString(), "pageUrl", page.toString());
        // there is no password: the terminal number is the login
        return new Account(terms, Sha256.hex("city.pishkhan.bank.saman " + terminal));
    }

    @Override
    public String toString() {
        return rest.name() + " (terminal " + terminal + " at " + rest.url() + ")";
    }
}
