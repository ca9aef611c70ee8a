package city.pishkhan.simulators.site;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lines of {@link Control#script}. Each line is used up to {@code times} times; every change of the settings resets
 * the counts.
 */
public final class Script {
    private final Control control;
    private final Map<JsonNode, Integer> used = new HashMap<>();

    public Script(Control control) {
        this.control = control;
        control.watch(this::resetUses);
    }

    private synchronized void resetUses() {
        used.clear();
    }

    /**
     * Replies with the line's {@code status} (default 500) and {@code code}, and with {@code retryAfter} in seconds as
     * Retry-After header.
     */
    public static void answer(HttpServletResponse response, JsonNode line) throws IOException {
        if (line.has("retryAfter")) {
            response.setHeader("Retry-After", line.path("retryAfter").asText());
        }
        Json.refuse(response, line.path("status").asInt(500), line.path("code").asText("odd"), "as the script says");
    }

    /** Returns the first line that matches this call and is not used up, and counts its use. */
    public synchronized Optional<JsonNode> useFirst(Predicate<JsonNode> fits) {
        Optional<JsonNode> line = control.script().stream()
                .filter(fits)
                .filter(l -> !l.has("times")
                        || used.getOrDefault(l, 0) < l.path("times").asInt())
                .findFirst();
        line.ifPresent(l -> used.merge(l, 1, Integer::sum));
        return line;
    }
}
