package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Control;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Deviations of the bank's behaviour, set as {@code script} by {@code POST /control/bank/<bank>}. Each such call resets
 * the counts of used lines.
 *
 * <pre>
 * {"on": "verify", "code": "34", "times": 1}      pay, verify, settle, inquiry, reversal: answers this code without an effect
 * {"on": "verify", "lateMs": 15000, "times": 1}   performs the call, and answers after this delay; also receipt
 * {"on": "pay", "paidFirst": true}                the payer pays and returns before the merchant gets its answer
 * {"on": "callback", "copies": 3}                 the payer's return is posted several times
 * {"on": "callback", "amount": 1000}              the return has a wrong amount
 * {"on": "callback", "lost": true}                there is no return: the payer paid and closed the window
 * {"on": "callback", "lateMs": 5000}              the return comes after this delay
 * {"on": "callback", "cancelled": true}           the return reports a cancellation, although the payer paid
 * {"on": "callback", "forged": true}              a forged return is posted before and after the real one
 * {"on": "clock", "aheadSeconds": 1300}           advances the bank's clock, which reverses unverified sales and settles sales of Mellat
 * {"on": "settlement", "missing": true}           a settled sale is missing in the bank's file, and comes in a later file
 * {"on": "settlement", "amount": 1000}            a settled sale has a wrong amount in the file
 * {"on": "settlement", "copies": 2}               a settled sale is twice in the file
 * {"on": "file", "stranger": 5000000}             the file contains an additional sale of this amount in rial that was never made
 * {"on": "file", "reversal": {"order": "17", "reference": "…", "amount": 1000}}   the file contains a reversal of a sale of an earlier file
 * {"on": "callback", "reference": "…"}            the payer's browser returns with another sale's reference
 * {"on": "file", "days": "persian"}               days in the file are written as 1405/09/05
 * </pre>
 *
 * A line with {@code "order": "…"} is only for that order. For an order like {@code 17-ab} the part before the hyphen
 * is sufficient.
 */
final class ScriptedDeviations {
    private final Control control;
    private final Map<Integer, Integer> used = new HashMap<>();

    ScriptedDeviations(Control control) {
        this.control = control;
        control.watch(this::resetUses);
    }

    private synchronized void resetUses() {
        used.clear();
    }

    Instant now() {
        return Instant.now()
                .plus(Duration.ofSeconds(useLine("clock", "")
                        .map(line -> line.path("aheadSeconds").asLong())
                        .orElse(0L)));
    }

    /** Returns the first matching line that is not used up, and counts its use. */
    synchronized Optional<JsonNode> useLine(String event, String order) {
        List<JsonNode> script = control.script();
        for (int i = 0; i < script.size(); i++) {
            JsonNode line = script.get(i);
            boolean meant = line.path("on").asText().equals(event)
                    && (!line.has("order")
                            || (order + "-").startsWith(line.path("order").asText() + "-"))
                    && (!line.has("times")
                            || used.getOrDefault(i, 0) < line.path("times").asInt());
            if (meant) {
                used.merge(i, 1, Integer::sum);
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Waits for the line's {@code lateMs} milliseconds; returns at once if the line has none. */
    static void pause(JsonNode line) {
        long end = System.nanoTime() + line.path("lateMs").asLong() * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
