package city.pishkhan.bank.internal.saman;

import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.ALREADY;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.LATE;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.NOT_FOUND;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.OK;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.REVERSED;
import static city.pishkhan.spi.PaymentGateway.Outcome.Kind.UNKNOWN;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
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
    DONE(0, OK, OK, Messages.of(SamanCode.class).text("saman-code.done")),
    DUPLICATE(2, ALREADY, UNKNOWN, Messages.of(SamanCode.class).text("saman-code.duplicate")),
    REVERSAL(5, REVERSED, REVERSED, Messages.of(SamanCode.class).text("saman-code.reversed")),
    NO_SALE(-2, NOT_FOUND, NOT_FOUND, Messages.of(SamanCode.class).text("saman-code.sale-unknown")),
    TOO_LATE(-6, LATE, LATE, Messages.of(SamanCode.class).text("saman-code.too-late")),
    DISABLED(-104, UNKNOWN, UNKNOWN, Messages.of(SamanCode.class).text("saman-code.terminal-disabled")),
    TERMINAL(-105, UNKNOWN, UNKNOWN, Messages.of(SamanCode.class).text("saman-code.terminal-unknown")),
    ADDRESS(-106, UNKNOWN, UNKNOWN, Messages.of(SamanCode.class).text("saman-code.address-forbidden"));

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

    SamanCode(int number, Kind verify, Kind reverse, Text text) {
        this.number = number;
        this.kinds = Map.of(Operation.VERIFY, verify, Operation.REVERSE, reverse);
        this.english = text.english();
        this.persian = text.persian();
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
