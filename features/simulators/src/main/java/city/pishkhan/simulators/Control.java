package city.pishkhan.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a partner is told to behave. Kept in memory: a restarted simulator behaves well again.
 *
 * <pre>
 * {"delayMs": 0,            every reply is late by this
 *  "fault": "none",         see {@link Fault}
 *  "times": null,           for how many calls the fault lasts; null: until it is changed
 *  "down": false,           connections are closed unheard
 *  "answerAfterMs": 0,      0: inquiries are answered at once; else accepted, and answered that much later
 *  "script": []}            answers that go before the partner's own rules
 * </pre>
 */
public final class Control {

    /** What goes wrong. */
    public enum Fault {
        NONE,
        /** the call is heard, nothing is done, nothing is said */
        HANG,
        /** nothing is done, the reply is not what the protocol says */
        GARBAGE,
        /** nothing is done, HTTP 500 */
        ERROR500,
        /** nothing is done, the connection breaks */
        CLOSE_BEFORE_REPLY,
        /** everything is done, and the connection breaks before the reply */
        CLOSE_AFTER_COMMIT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Fault of(String word) {
            for (Fault fault : values()) {
                if (fault.word().equals(word)) {
                    return fault;
                }
            }
            throw new IllegalArgumentException("no such fault: " + word);
        }
    }

    private final ObjectNode state = Json.MAPPER.createObjectNode();
    private final List<Runnable> watchers = new ArrayList<>();

    Control() {
        state.put("delayMs", 0L);
        state.put("fault", Fault.NONE.word());
        state.putNull("times");
        state.put("down", false);
        state.put("answerAfterMs", 0L);
        state.putArray("script");
    }

    /** Replaces the fields that are given. @throws IllegalArgumentException for a field or value that means nothing */
    public void change(ObjectNode change) {
        List<Runnable> told;
        synchronized (this) {
            change.properties().forEach(field -> check(field.getKey(), field.getValue()));
            state.setAll(change);
            if (change.has("fault") && !change.has("times")) {
                state.putNull("times");
            }
            told = List.copyOf(watchers);
        }
        told.forEach(Runnable::run);
    }

    private static void check(String name, JsonNode value) {
        boolean good =
                switch (name) {
                    case "delayMs", "answerAfterMs" -> value.canConvertToLong() && value.asLong() >= 0;
                    case "fault" -> value.isTextual() && Fault.of(value.asText()) != null;
                    case "times" -> value.isNull() || value.canConvertToInt() && value.asInt() > 0;
                    case "down" -> value.isBoolean();
                    case "script" -> value.isArray();
                    default -> throw new IllegalArgumentException("no such field: " + name);
                };
        if (!good) {
            throw new IllegalArgumentException("bad value of " + name + ": " + value);
        }
    }

    /** The whole state. */
    public synchronized ObjectNode show() {
        return state.deepCopy();
    }

    public synchronized long delayMs() {
        return state.get("delayMs").asLong();
    }

    public synchronized boolean down() {
        return state.get("down").asBoolean();
    }

    public synchronized long answerAfterMs() {
        return state.get("answerAfterMs").asLong();
    }

    /** Answers that go before the partner's own rules; what an element means is the partner's affair. */
    public synchronized List<JsonNode> script() {
        List<JsonNode> script = new ArrayList<>();
        state.get("script").forEach(script::add);
        return script;
    }

    /** The fault that this call suffers; counts it. */
    synchronized Fault next() {
        Fault fault = Fault.of(state.get("fault").asText());
        if (fault != Fault.NONE && state.get("times").isNumber()) {
            int left = state.get("times").asInt() - 1;
            if (left == 0) {
                state.put("fault", Fault.NONE.word());
                state.putNull("times");
            } else {
                state.put("times", left);
            }
        }
        return fault;
    }

    /** Called after every change. */
    public synchronized void watch(Runnable watcher) {
        watchers.add(watcher);
    }
}
