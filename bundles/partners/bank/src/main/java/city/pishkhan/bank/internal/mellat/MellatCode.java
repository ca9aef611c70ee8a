package city.pishkhan.bank.internal.mellat;

import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.ALREADY;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.NOT_FOUND;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.OK;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REFUSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REVERSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNKNOWN;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNVERIFIED;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Behpardakht Mellat's result codes and their meaning for each call. A code that does not concern the sale itself (credentials, IP,
 * system error) leaves the outcome unknown. The payer's money may be in transit, so such a code never closes an attempt.
 */
enum MellatCode {
    // arguments: the bank's code, its meaning for verify, settle, inquire and reverse, and its text
    DONE(0, OK, OK, OK, OK, Messages.of(MellatCode.class).text("mellat-code.done")),
    CANCELLED(
            17,
            REFUSED,
            REFUSED,
            REFUSED,
            NOT_FOUND,
            Messages.of(MellatCode.class).text("mellat-code.cancelled")),
    MERCHANT(
            21,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.merchant-invalid")),
    CREDENTIALS(
            24,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.credentials-wrong")),
    AMOUNT(25, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Messages.of(MellatCode.class).text("mellat-code.amount-invalid")),
    SYSTEM(34, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Messages.of(MellatCode.class).text("mellat-code.system-error")),
    DUPLICATE_ORDER(
            41,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.order-used")),
    NO_SALE(
            42,
            NOT_FOUND,
            NOT_FOUND,
            NOT_FOUND,
            NOT_FOUND,
            Messages.of(MellatCode.class).text("mellat-code.sale-unknown")),
    VERIFIED(43, ALREADY, UNKNOWN, OK, UNKNOWN, Messages.of(MellatCode.class).text("mellat-code.verified")),
    NO_VERIFY(
            44,
            UNKNOWN,
            UNVERIFIED,
            UNVERIFIED,
            UNVERIFIED,
            Messages.of(MellatCode.class).text("mellat-code.sale-unverified")),
    SETTLED(45, ALREADY, ALREADY, OK, REFUSED, Messages.of(MellatCode.class).text("mellat-code.settled")),
    NOT_SETTLED(46, UNKNOWN, UNKNOWN, OK, UNKNOWN, Messages.of(MellatCode.class).text("mellat-code.not-settled")),
    REVERSAL(
            48,
            REVERSED,
            REVERSED,
            REVERSED,
            REVERSED,
            Messages.of(MellatCode.class).text("mellat-code.reversed")),
    DUPLICATE(
            51,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.transaction-duplicate")),
    NO_REFERENCE(
            54,
            NOT_FOUND,
            NOT_FOUND,
            NOT_FOUND,
            NOT_FOUND,
            Messages.of(MellatCode.class).text("mellat-code.reference-unknown")),
    INVALID(
            55,
            REFUSED,
            REFUSED,
            REFUSED,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.transaction-invalid")),
    DEPOSIT(
            61,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.deposit-error")),
    BILL_ID(
            412,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.bill-id-wrong")),
    PAYMENT_ID(
            413,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.payment-id-wrong")),
    SESSION(
            415,
            UNKNOWN,
            UNKNOWN,
            REFUSED,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.session-expired")),
    ADDRESS(
            421,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            Messages.of(MellatCode.class).text("mellat-code.address-unknown"));

    private static final Map<Integer, MellatCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.number, Function.identity()));

    private final int number;
    private final Map<Operation, Kind> kinds;
    private final String english;
    private final String persian;

    /** Calls about an existing sale. */
    enum Operation {
        VERIFY,
        SETTLE,
        INQUIRE,
        REVERSE
    }

    MellatCode(int number, Kind verify, Kind settle, Kind inquire, Kind reverse, Text text) {
        this.number = number;
        this.kinds = Map.of(
                Operation.VERIFY,
                verify,
                Operation.SETTLE,
                settle,
                Operation.INQUIRE,
                inquire,
                Operation.REVERSE,
                reverse);
        this.english = text.english();
        this.persian = text.persian();
    }

    static Optional<MellatCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Returns the meaning of a result code as the answer to a call; {@code UNKNOWN} if the code is not in the table. */
    static Kind meaning(int number, Operation operation) {
        return of(number).map(code -> code.kinds.get(operation)).orElse(UNKNOWN);
    }

    /** Describes a code for log messages in English and Persian: {@code 43 verified before / …}. */
    static String describe(int number) {
        return of(number)
                .map(code -> number + " " + code.english + " / " + code.persian)
                .orElse(Integer.toString(number));
    }
}
