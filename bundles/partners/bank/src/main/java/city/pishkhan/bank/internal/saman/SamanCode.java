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
 * Saman SEP's result codes and their meaning for each call. A code that does not concern the sale itself (terminal, IP) leaves the
 * outcome unknown. The payer's money may be in transit, so such a code never closes an attempt.
 */
enum SamanCode {
    // arguments: the bank's code, its meaning for verify and for reverse, and its text
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

    /** Calls about an existing sale. */
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

    /** Returns the meaning of a result code as the answer to a call; {@code UNKNOWN} if the code is not in the table. */
    static Kind meaning(int number, Operation operation) {
        return Optional.ofNullable(BY_NUMBER.get(number))
                .map(code -> code.kinds.get(operation))
                .orElse(UNKNOWN);
    }

    /** Describes a code for log messages in English and Persian: {@code 2 asked before / …}. */
    static String describe(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number))
                .map(code -> number + " " + code.english + " / " + code.persian)
                .orElse(Integer.toString(number));
    }
}
