package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Control;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What the bank does wrong, as the control's {@code script} says; each change of the control begins the counting anew.
 *
 * <pre>
 * {"on": "verify", "code": "34", "times": 1}      pay, verify, settle, inquiry, reversal: answers this and does nothing
 * {"on": "verify", "lateMs": 15000, "times": 1}   does it, and answers that much later
 * {"on": "pay", "paidFirst": true}                the payer has paid and is taken back before the merchant is answered
 * {"on": "callback", "copies": 3}                 the payer's return is reported more than once
 * {"on": "callback", "amount": 1000}              … with an amount that nobody paid
 * {"on": "callback", "lost": true}                … never: the payer paid and closed the window
 * {"on": "callback", "lateMs": 5000}              … that much later
 * {"on": "callback", "cancelled": true}           … as cancelled, though the payer paid
 * {"on": "callback", "forged": true}              … and somebody else reports what never was, before it and after it
 * {"on": "clock", "aheadSeconds": 1300}           the bank's clock, by which unverified sales are given back and Mellat settles by itself
 * {"on": "settlement", "missing": true}           a settled sale is left out of the bank's file, and told by a later one
 * {"on": "settlement", "amount": 1000}            … stands there with an amount that nobody paid
 * {"on": "settlement", "copies": 2}               … stands there twice
 * {"on": "file", "stranger": 5000000}             the file tells besides a sale of so many rial that nobody made
 * {"on": "file", "reversal": {"order": "17", "reference": "…", "amount": 1000}}   … and that this sale of an earlier file was taken back
 * {"on": "callback", "reference": "…"}            the payer's browser brings another sale's reference
 * {"on": "file", "days": "persian"}               its days are written as 1405/09/05
 * </pre>
 * With {@code "order": "…"} a line is for that order alone; of an order like {@code 17-ab} the part before the hyphen is enough.
 */
final class Oddities {
    private final Control control;
    private final Map<Integer, Integer> used = new HashMap<>();

    Oddities(Control control) {
        this.control = control;
        control.watch(this::forget);
    }

    private synchronized void forget() {
        used.clear();
    }

    Instant now() {
        return Instant.now()
                .plus(Duration.ofSeconds(line("clock", "")
                        .map(line -> line.path("aheadSeconds").asLong())
                        .orElse(0L)));
    }

    /** The line for this event, used up by one time. */
    synchronized Optional<JsonNode> line(String event, String order) {
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

    /** Waits as long as the line says. */
    static void pause(JsonNode line) {
        long end = System.nanoTime() + line.path("lateMs").asLong() * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
