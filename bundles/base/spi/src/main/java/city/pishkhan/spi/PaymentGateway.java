package city.pishkhan.spi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bank's online payment gateway (درگاه پرداخت). Published with the service property {@code gateway=<name>}, one instance per
 * merchant terminal. No call changes the state of the hub: the caller records each call before it is made, and its outcome
 * afterwards. Every method throws {@link PartnerUnavailable} if the outcome is UNKNOWN (timeout, broken connection, invalid
 * reply).
 */
public interface PaymentGateway {

    /** Instance name, e.g. {@code mellat}. */
    String name();

    /** The merchant terminal's number at the bank. */
    String terminal();

    /**
     * The merchant account: all settings that decide which account receives the payers' money. Equal on every node with the same
     * configuration and after every restart; differs as soon as one of these settings changes.
     */
    Account account();

    /** Properties of the bank's protocol; constant during the lifetime of the gateway. */
    Traits traits();

    /** Code of the only office whose clerks may enter payments made at this counter; empty for any office, and for online gateways. */
    default Optional<String> office() {
        return Optional.empty();
    }

    /** Opens a payment session at the bank. Never called for a {@linkplain Traits#counter counter}. */
    Session pay(PayRequest request);

    /**
     * Parses the form that the bank's page sent to the hub's callback address. The result is a hint: the caller must not trust it
     * before {@link #verify}.
     */
    Optional<Callback> callback(Map<String, String> form);

    /** Verifies a sale, so that the bank does not return its money to the payer by itself. */
    Outcome verify(Sale sale);

    /** Settles a verified sale, so that its money is final. Called only if {@link Traits#settles}. */
    default Outcome settle(Sale sale) {
        throw new UnsupportedOperationException(name() + " settles payments when it verifies them");
    }

    /**
     * Queries the state of a sale: OK if it is valid and verified, else UNVERIFIED, NOT_FOUND, REFUSED, REVERSED or UNKNOWN.
     * Called only if {@link Traits#inquires}.
     */
    default Outcome inquire(Sale sale) {
        throw new UnsupportedOperationException(name() + " does not support status inquiries");
    }

    /** Reverses a sale, so that its money goes back to the payer. */
    Outcome reverse(Sale sale);

    /**
     * Queries the bank for the data that the payer's browser would have brought back, if the protocol has such a call. Used if
     * the payer's return was lost. Like {@link #callback}, the result is only a hint.
     *
     * @param sale sale without a reference
     * @return empty if the bank has no such call or reports no payment yet
     */
    default Optional<Callback> queryCallback(Sale sale) {
        return Optional.empty();
    }

    /**
     * Time limits and available calls of a bank's protocol.
     *
     * @param payWithin     time after the session opens in which a payer may pay
     * @param verifyWithin  time after the payment for its verification; the bank then returns unverified money by itself
     * @param reverseWithin time after the payment in which the bank accepts reversals
     * @param settles       whether the protocol has a settle call; without it a verification makes the payment final
     * @param inquires      whether the protocol has a call that returns a sale's state without changing it, also without a
     *                      reference
     * @param counter       whether payers pay at a card reader or in a branch and not in a session. Such payments are entered by
     *                      their reference. The bank never returns their money by itself, however late they are verified
     */
    record Traits(
            Duration payWithin,
            Duration verifyWithin,
            Duration reverseWithin,
            boolean settles,
            boolean inquires,
            boolean counter) {

        /** Traits of a gateway that opens sessions. */
        public Traits(
                Duration payWithin, Duration verifyWithin, Duration reverseWithin, boolean settles, boolean inquires) {
            this(payWithin, verifyWithin, reverseWithin, settles, inquires, false);
        }
    }

    /**
     * The merchant account behind a gateway.
     *
     * @param terms settings of the account that may be shown, by name, such as the bank's addresses; no secrets
     * @param login digest of the merchant's login at the bank; slow to compute if the login is secret. Never shown as it is
     */
    record Account(Map<String, String> terms, String login) {
        public Account {
            terms = Map.copyOf(terms);
        }
    }

    /**
     * A request for a payment session.
     *
     * @param order       the hub's unique order number
     * @param amount      amount in rial
     * @param callbackUrl address to which the bank sends the payer back
     * @param description text for the payer; no personal data
     * @param billId      bill ID, or {@code null}
     * @param paymentId   payment ID, or {@code null}
     */
    record PayRequest(long order, long amount, URI callbackUrl, String description, String billId, String paymentId) {}

    /**
     * The bank's reply to a request for a session.
     *
     * @param accepted whether the bank opened a session
     * @param session  the bank's session reference (RefId, token); {@code null} unless accepted
     * @param page     the bank's payment page; {@code null} unless accepted
     * @param form     fields that the payer's browser POSTs to the page
     * @param code     the bank's code
     */
    record Session(
            boolean accepted, @Nullable String session, @Nullable URI page, Map<String, String> form, String code) {}

    /**
     * The data that the payer's browser brings back from the bank's page.
     *
     * @param session   the bank's session reference
     * @param order     the hub's order number as the bank repeats it
     * @param reference the sale's reference at the bank; {@code null} if there was no sale
     * @param code      the bank's code
     * @param paid      whether the page claims that the payer paid
     * @param maskedPan masked card number, or {@code null}
     * @param amount    amount in rial as the page claims, or {@code null}
     */
    record Callback(
            @Nullable String session,
            long order,
            @Nullable String reference,
            String code,
            boolean paid,
            @Nullable String maskedPan,
            @Nullable Long amount) {}

    /**
     * A sale in a call to the bank.
     *
     * @param order     order number of this call; some banks require a new number per call, else it equals {@code saleOrder}
     * @param saleOrder order number of the sale
     * @param reference the sale's reference at the bank; {@code null} if the payer never came back (inquiry only)
     * @param amount    requested amount in rial
     * @param session   the bank's session reference as in {@link Session}; {@code null} if there was no session
     * @param form      fields that the payer's browser POSTed to the session's page; empty if there was no page
     */
    record Sale(
            long order,
            long saleOrder,
            @Nullable String reference,
            long amount,
            @Nullable String session,
            @Nullable Map<String, String> form) {
        public Sale {
            form = form == null ? Map.of() : Map.copyOf(form);
        }

        /** Creates a sale without a session. */
        public Sale(long order, long saleOrder, String reference, long amount) {
            this(order, saleOrder, reference, amount, null, Map.of());
        }
    }

    /**
     * The bank's answer to a verification, settlement, inquiry or reversal.
     *
     * @param kind   meaning of the bank's code
     * @param code   the bank's code, unchanged
     * @param amount amount in rial as the bank reports it, or {@code null} if its protocol does not report it
     * @param paid   bill ID and payment ID that the payment is for, as {@code 7748317800142/1770160}; {@code null} if the
     *               protocol does not report them
     * @param order  the hub's order number, reported or checked by the bank; {@code null} if the protocol identifies a sale by
     *               its reference alone. A payer could then present another payer's reference, and only the bank's settlement
     *               file names the order
     * @param at     time of the payment by the bank's clock, or {@code null} if the protocol does not report it
     */
    record Outcome(
            Kind kind,
            @Nullable String code,
            @Nullable Long amount,
            @Nullable String paid,
            @Nullable Long order,
            @Nullable Instant at) {

        /** Creates an outcome without bill, order and time. */
        public Outcome(Kind kind, @Nullable String code, @Nullable Long amount) {
            this(kind, code, amount, null, null, null);
        }

        /** Creates an outcome without order and time. */
        public Outcome(Kind kind, String code, Long amount, String paid) {
            this(kind, code, amount, paid, null, null);
        }

        /** Returns a copy with the order number that the bank reported or checked. */
        public Outcome withOrder(Long known) {
            return new Outcome(kind, code, amount, paid, known, at);
        }

        /** Meaning of a bank's code, independent of the bank. */
        public enum Kind {
            /** the bank carried out this call */
            OK,
            /**
             * according to the bank, an earlier call did the same; counts only if the hub's own attempt recorded that
             * call
             */
            ALREADY,
            /** paid, but the bank has no verification yet */
            UNVERIFIED,
            /** the bank knows no such sale */
            NOT_FOUND,
            /** the bank did not carry out the call, and will not do so later */
            REFUSED,
            /** the money went back to the payer */
            REVERSED,
            /** too late for this call; unverified money goes back to the payer, a verified payment remains */
            LATE,
            /** the bank cannot tell now; query again */
            UNKNOWN
        }
    }
}
