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
 * @param terminal      number that the bank gave; the protocol knows no other login
 * @param rest          where the bank is called, named as the gateway is in the hub
 * @param page          where the payer's browser goes
 * @param reverseWithin after the payment, until which the bank takes reversals
 * @param counter       whether the terminal is a card reader or a branch, where payers come with their cards
 * @param office        code of the office where the reader stands; empty for a branch
 * @param receipts      whether the bank is asked which sale a session ended in before that is verified
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
    /** what was paid at a reader stays, so it is only we who lose patience */
    private static final Duration CHASE = Duration.ofDays(7);

    /** Of a terminal that opens sessions. */
    public SamanSettings(long terminal, RestPartner.Settings rest, URI page, Duration reverseWithin) {
        this(terminal, rest, page, reverseWithin, false, Optional.empty(), true);
    }

    /** A verification is all that SEP wants, and it answers no inquiries. */
    Traits traits() {
        return counter
                ? new Traits(CHASE, CHASE, reverseWithin, false, false, true)
                : new Traits(TOKEN, VERIFY, reverseWithin, false, false);
    }

    /** What of these decides where payers' money goes. */
    Account account() {
        Map<String, String> terms = counter
                ? Map.of("url", rest.url().toString(), "counter", office.orElse("branch"))
                : Map.of("url", rest.url().toString(), "pageUrl", page.toString());
        // there is no password: whoever knows the terminal knows the login
        return new Account(terms, Sha256.hex("city.pishkhan.bank.saman " + terminal));
    }

    @Override
    public String toString() {
        return rest.name() + " (terminal " + terminal + " at " + rest.url() + ")";
    }
}
