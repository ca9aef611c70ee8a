package city.pishkhan.bank.internal.mellat;

import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.ALREADY;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.NOT_FOUND;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.OK;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REFUSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REVERSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNKNOWN;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNVERIFIED;

import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Behpardakht Mellat's answer codes and what each means to each call. A code that says nothing about the sale itself (credentials, IP,
 * system error) leaves the outcome unknown: the payer's money may be on its way, so such a code never closes anything.
 */
enum MellatCode {
    //                  verify       settle      inquire     reverse
    DONE(0, OK, OK, OK, OK, "done", "انجام شد"),
    CANCELLED(17, REFUSED, REFUSED, REFUSED, NOT_FOUND, "cancelled by the payer", "کاربر از انجام تراکنش منصرف شد"),
    MERCHANT(21, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the merchant is not valid", "پذیرنده نامعتبر است"),
    CREDENTIALS(
            24,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            "the merchant's credentials are wrong",
            "اطلاعات کاربری پذیرنده نامعتبر است"),
    AMOUNT(25, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the amount is not valid", "مبلغ نامعتبر است"),
    SYSTEM(34, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "system error", "خطای سیستمی"),
    DUPLICATE_ORDER(
            41, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the order number was used before", "شماره درخواست تکراری است"),
    NO_SALE(42, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, "no such sale", "تراکنش فروش یافت نشد"),
    VERIFIED(43, ALREADY, UNKNOWN, OK, UNKNOWN, "verified before", "قبلا درخواست تایید داده شده است"),
    NO_VERIFY(44, UNKNOWN, UNVERIFIED, UNVERIFIED, UNVERIFIED, "the sale was not verified", "درخواست تایید یافت نشد"),
    SETTLED(45, ALREADY, ALREADY, OK, REFUSED, "settled", "تراکنش واریز شده است"),
    NOT_SETTLED(46, UNKNOWN, UNKNOWN, OK, UNKNOWN, "not settled", "تراکنش واریز نشده است"),
    REVERSAL(48, REVERSED, REVERSED, REVERSED, REVERSED, "reversed", "تراکنش برگشت داده شده است"),
    DUPLICATE(51, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "duplicate transaction", "تراکنش تکراری است"),
    NO_REFERENCE(54, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, "no reference transaction", "تراکنش مرجع موجود نیست"),
    INVALID(55, REFUSED, REFUSED, REFUSED, UNKNOWN, "the transaction is not valid", "تراکنش نامعتبر است"),
    DEPOSIT(61, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "error of the deposit", "خطا در واریز"),
    BILL_ID(412, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the bill ID is wrong", "شناسه قبض نادرست است"),
    PAYMENT_ID(413, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the payment ID is wrong", "شناسه پرداخت نادرست است"),
    SESSION(415, UNKNOWN, UNKNOWN, REFUSED, UNKNOWN, "the session has expired", "زمان جلسه کاری به پایان رسیده است"),
    ADDRESS(421, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "the caller's IP address is not known", "IP نامعتبر است");

    private static final Map<Integer, MellatCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.number, Function.identity()));

    private final int number;
    private final Map<Operation, Kind> kinds;
    private final String english;
    private final String persian;

    /** The calls that follow a sale. */
    enum Operation {
        VERIFY,
        SETTLE,
        INQUIRE,
        REVERSE
    }

    MellatCode(int number, Kind verify, Kind settle, Kind inquire, Kind reverse, String english, String persian) {
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
        this.english = english;
        this.persian = persian;
    }

    static Optional<MellatCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** What the code means as the answer to a call; one that the table does not know means nothing. */
    static Kind meaning(int number, Operation operation) {
        return of(number).map(code -> code.kinds.get(operation)).orElse(UNKNOWN);
    }

    /** For people: {@code 43 verified before / …}. */
    static String describe(int number) {
        return of(number)
                .map(code -> number + " " + code.english + " / " + code.persian)
                .orElse(Integer.toString(number));
    }
}
