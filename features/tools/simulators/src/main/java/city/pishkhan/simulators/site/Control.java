package city.pishkhan.simulators.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Settings of a partner's behaviour. They are kept in memory, so that a restarted simulator behaves normally.
 *
 * <pre>
 * {"delayMs": 0,            delay of every reply in milliseconds
 *  "fault": "none",         see {@link Fault}
 *  "times": null,           number of calls that the fault affects; null: until the setting changes
 *  "down": false,           true: connections are closed without a reply
 *  "answerAfterMs": 0,      0: inquiries are answered immediately; else accepted, and answered after this time
 *  "script": []}            answers with precedence over the partner's own rules
 * </pre>
 */
public final class Control {

    /** Faults of a partner. */
    public enum Fault {
        NONE,
        /** Has no effect and never replies. */
        HANG,
        /** Has no effect and replies with content that violates the protocol. */
        GARBAGE,
        /** Has no effect and replies with HTTP 500. */
        ERROR500,
        /** Has no effect and breaks the connection. */
        CLOSE_BEFORE_REPLY,
        /** Performs the call and breaks the connection before the reply. */
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
            throw new IllegalArgumentException("unknown fault: " + word);
        }
    }

    private final ObjectNode state = Json.MAPPER.createObjectNode();
    private final List<Runnable> watchers = new ArrayList<>();

    public Control() {
        state.put("delayMs", 0L);
        state.put("fault", Fault.NONE.word());
        state.putNull("times");
        state.put("down", false);
        state.put("answerAfterMs", 0L);
        state.putArray("script");
    }

    /**
     * Replaces the given fields.
     *
     * @throws IllegalArgumentException for an unknown field or an invalid value
     */
    public void change(ObjectNode change) {
        List<Runnable> notified;
        synchronized (this) {
            change.properties().forEach(field -> check(field.getKey(), field.getValue()));
            state.setAll(change);
            if (change.has("fault") && !change.has("times")) {
                state.putNull("times");
            }
            notified = List.copyOf(watchers);
        }
        notified.forEach(Runnable::run);
    }

    private static void check(String name, JsonNode value) {
        boolean good =
                switch (name) {
                    case "delayMs", "answerAfterMs" -> value.canConvertToLong() && value.asLong() >= 0;
                    case "fault" -> value.isTextual() && Fault.of(value.asText()) != null;
                    case "times" -> value.isNull() || value.canConvertToInt() && value.asInt() > 0;
                    case "down" -> value.isBoolean();
                    case "script" -> value.isArray();
                    default -> throw new IllegalArgumentException("unknown field: " + name);
                };
        if (!good) {
            throw new IllegalArgumentException("invalid value of " + name + ": " + value);
        }
    }

    /** Returns all settings. */
    public synchronized ObjectNode show() {
        return state.deepCopy();
    }

    public synchronized long delayMs() {
        return state.get("delayMs").asLong();
    }

    public synchronized boolean isDown() {
        return state.get("down").asBoolean();
    }

    public synchronized long answerAfterMs() {
        return state.get("answerAfterMs").asLong();
    }

    /** Returns the answers with precedence over the partner's own rules; the format of an element depends on the partner. */
    public synchronized List<JsonNode> script() {
        List<JsonNode> script = new ArrayList<>();
        state.get("script").forEach(script::add);
        return script;
    }

    /** Returns the fault for the current call, and counts the call. */
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

    /** Registers a listener that is called after every change. */
    public synchronized void watch(Runnable watcher) {
        watchers.add(watcher);
    }
}
