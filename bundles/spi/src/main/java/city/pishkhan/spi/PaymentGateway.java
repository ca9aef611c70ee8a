package city.pishkhan.spi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A bank's online payment gateway (درگاه پرداخت). Published with the service property {@code gateway=<name>}, one instance per
 * merchant terminal. No call changes state of the hub: the caller records what it is about to do before, and what came of it after.
 * Every method throws {@link PartnerUnavailable} when the outcome is UNKNOWN (timeout, broken connection, rubbish).
 */
public interface PaymentGateway {

    /** Instance name, e.g. {@code mellat}. */
    String name();

    /** The merchant terminal's number at the bank. */
    String terminal();

    /**
     * The merchant account: whatever of the configuration decides where payers' money goes. The same on every node that is configured the
     * same, and after every restart; another one as soon as any of that changes.
     */
    Account account();

    /** How the bank's protocol differs from other banks'; the same for as long as the gateway is there. */
    Traits traits();

    /** The code of the one office whose clerks may enter what was paid at this counter; empty for any office, and for online gateways. */
    default Optional<String> office() {
        return Optional.empty();
    }

    /** Asks the bank for a payment session. Never asked of a {@linkplain Traits#counter counter}. */
    Session pay(PayRequest request);

    /** Reads what the bank's page sent to our callback address. It is a hint: nothing in it may be believed before {@link #verify}. */
    Optional<Callback> callback(Map<String, String> form);

    Outcome verify(Sale sale);

    /** Takes a verified sale's money for good. Asked only where {@link Traits#settles}. */
    default Outcome settle(Sale sale) {
        throw new UnsupportedOperationException(name() + " settles what it verifies");
    }

    /**
     * What became of a sale: OK where it stands and was verified, UNVERIFIED, NOT_FOUND, REFUSED, REVERSED or UNKNOWN.
     * Asked only where {@link Traits#inquires}.
     */
    default Outcome inquire(Sale sale) {
        throw new UnsupportedOperationException(name() + " answers no inquiries");
    }

    Outcome reverse(Sale sale);

    /**
     * What the payer's browser brings back from the session's page, asked of the bank itself where its protocol has a call for that: for a payer whose return was lost.
     * It is a hint like the other.
     *
     * @param sale without a reference
     * @return empty where the bank has no such call, or says that nobody paid (yet)
     */
    default Optional<Callback> returned(Sale sale) {
        return Optional.empty();
    }

    /**
     * What a bank's protocol promises and what calls it has.
     *
     * @param payWithin     after its opening, until which a payer may pay in a session
     * @param verifyWithin  after the payment; what nobody verified by then the bank gives back by itself
     * @param reverseWithin after the payment, until which the bank takes reversals
     * @param settles       whether there is a call to settle; without one a verification takes the money for good
     * @param inquires      whether there is a call that tells what became of a sale and changes nothing, also without its reference
     * @param counter       whether payers pay at a card reader or a branch, and not in a session: what was paid there is entered by its
     *                      reference. The money does not go back by itself, however late it is verified
     */
    record Traits(
            Duration payWithin,
            Duration verifyWithin,
            Duration reverseWithin,
            boolean settles,
            boolean inquires,
            boolean counter) {

        /** Of a gateway that opens sessions. */
        public Traits(
                Duration payWithin, Duration verifyWithin, Duration reverseWithin, boolean settles, boolean inquires) {
            this(payWithin, verifyWithin, reverseWithin, settles, inquires, false);
        }
    }

    /**
     * @param terms what may be shown of it, by name: the bank's addresses and the like; no secret
     * @param login digest of the merchant's login at the bank, slow to guess where that is secret; not shown to anybody as it is
     */
    record Account(Map<String, String> terms, String login) {
        public Account {
            terms = Map.copyOf(terms);
        }
    }

    /**
     * @param order       our unique order number
     * @param amount      rial
     * @param callbackUrl where the bank sends the payer back
     * @param description shown to the payer; no personal data
     * @param billId      bill ID, or {@code null}
     * @param paymentId   payment ID, or {@code null}
     */
    record PayRequest(long order, long amount, URI callbackUrl, String description, String billId, String paymentId) {}

    /**
     * @param accepted  whether the bank opened a session
     * @param session   the bank's session reference (RefId, token); {@code null} unless accepted
     * @param page      where the payer goes; {@code null} unless accepted
     * @param form      fields that the payer's browser POSTs to the page
     * @param code      the bank's code
     */
    record Session(boolean accepted, String session, URI page, Map<String, String> form, String code) {}

    /**
     * @param session   the bank's session reference
     * @param order     our order number as the bank repeats it
     * @param reference the sale's reference at the bank; {@code null} if there was no sale
     * @param code      the bank's code
     * @param paid      whether the page claims that the payer paid
     * @param maskedPan masked card number or {@code null}
     * @param amount    rial as the page claims, or {@code null}
     */
    record Callback(
            String session, long order, String reference, String code, boolean paid, String maskedPan, Long amount) {}

    /**
     * @param order     our order number of this call (some banks want a new one per call; else the sale's)
     * @param saleOrder order number of the sale
     * @param reference the sale's reference at the bank; {@code null} where the payer never came back (inquiry only)
     * @param amount    rial, what we asked for
     * @param session   the bank's session reference as {@link Session} had it; {@code null} where there is none
     * @param form      what the payer's browser POSTed to the session's page; empty where there was no page
     */
    record Sale(long order, long saleOrder, String reference, long amount, String session, Map<String, String> form) {
        public Sale {
            form = form == null ? Map.of() : Map.copyOf(form);
        }

        /** Of no session. */
        public Sale(long order, long saleOrder, String reference, long amount) {
            this(order, saleOrder, reference, amount, null, Map.of());
        }
    }

    /**
     * @param kind   what the bank's code means
     * @param code   the bank's code as it came
     * @param amount rial as the bank says, or {@code null} where its protocol does not say it
     * @param paid   bill ID and payment ID for which the bank took it, as {@code 7748317800142/1770160}, or {@code null} where it does not say
     * @param order  our order number for which the bank took it, told or compared by the bank itself; {@code null} where its protocol goes
     *               by the reference alone, so that a payer can bring another's: then only its settlement file names the order
     * @param at     when the payer paid, by the bank's clock, or {@code null} where it does not say
     */
    record Outcome(Kind kind, String code, Long amount, String paid, Long order, Instant at) {

        public Outcome(Kind kind, String code, Long amount) {
            this(kind, code, amount, null, null, null);
        }

        public Outcome(Kind kind, String code, Long amount, String paid) {
            this(kind, code, amount, paid, null, null);
        }

        /** The same of a sale whose order the bank knows. */
        public Outcome of(Long known) {
            return new Outcome(kind, code, amount, paid, known, at);
        }

        /** Meaning of a bank's code, whatever the bank. */
        public enum Kind {
            /** done now */
            OK,
            /** the bank says that it was done before; counts only if our own attempt recorded the earlier call */
            ALREADY,
            /** the payer paid, but the bank holds no verification of it yet */
            UNVERIFIED,
            /** the bank knows no such sale */
            NOT_FOUND,
            /** not done, and never will be */
            REFUSED,
            /** the money went back to the payer */
            REVERSED,
            /** too late for this call; what was not verified in time goes back to the payer, what was verified stays */
            LATE,
            /** the bank cannot say now; ask again */
            UNKNOWN
        }
    }
}
