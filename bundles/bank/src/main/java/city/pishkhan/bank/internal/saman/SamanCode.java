package city.pishkhan.bank.internal.saman;

import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.ALREADY;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.LATE;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.NOT_FOUND;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.OK;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REVERSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNKNOWN;

import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Saman SEP's result codes and what each means to each call. A code that says nothing about the sale itself (terminal, IP) leaves the
 * outcome unknown: the payer's money may be on its way, so such a code never closes anything.
 */
enum SamanCode {
    //              verify     reverse
    DONE(0, OK, OK, "done", "انجام شد"),
    DUPLICATE(2, ALREADY, UNKNOWN, "asked before", "درخواست تکراری است"),
    REVERSAL(5, REVERSED, REVERSED, "reversed before", "تراکنش برگشت خورده است"),
    NO_SALE(-2, NOT_FOUND, NOT_FOUND, "no such sale", "تراکنش یافت نشد"),
    TOO_LATE(-6, LATE, LATE, "more than half an hour after the sale", "بیش از نیم ساعت از تراکنش گذشته است"),
    DISABLED(-104, UNKNOWN, UNKNOWN, "the terminal is disabled", "پایانه غیرفعال است"),
    TERMINAL(-105, UNKNOWN, UNKNOWN, "the terminal is not known", "پایانه در سامانه موجود نیست"),
    ADDRESS(-106, UNKNOWN, UNKNOWN, "the caller's IP address is not allowed", "نشانی IP مجاز نیست");

    private static final Map<Integer, SamanCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.number, Function.identity()));

    private final int number;
    private final Map<Operation, Kind> kinds;
    private final String english;
    private final String persian;

    /** The calls that follow a sale. */
    enum Operation {
        VERIFY,
        REVERSE
    }

    SamanCode(int number, Kind verify, Kind reverse, String english, String persian) {
        this.number = number;
        this.kinds = Map.of(Operation.VERIFY, verify, Operation.REVERSE, reverse);
        this.english = english;
        this.persian = persian;
    }

    /** What the code means as the answer to a call; one that the table does not know means nothing. */
    static Kind meaning(int number, Operation operation) {
        return Optional.ofNullable(BY_NUMBER.get(number))
                .map(code -> code.kinds.get(operation))
                .orElse(UNKNOWN);
    }

    /** For people: {@code 2 asked before / …}. */
    static String describe(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number))
                .map(code -> number + " " + code.english + " / " + code.persian)
                .orElse(Integer.toString(number));
    }
}
