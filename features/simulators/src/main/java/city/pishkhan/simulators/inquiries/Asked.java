package city.pishkhan.simulators.inquiries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An inquiry as a partner received it, whatever the protocol.
 *
 * @param emission as the hub says it
 * @param facts    names to JSON values
 * @param sheets   what came with it: role, revision, sha256, size
 */
public record Asked(
        String id, String digest, int emission, String caseNumber, JsonNode facts, List<Map<String, Object>> sheets) {

    /** A fact as text, or an empty string. */
    public String text(String fact) {
        return facts.path(fact).asText("");
    }

    /** A fact as a number, or 0. */
    public double number(String fact) {
        return facts.path(fact).asDouble(0);
    }

    /** Whether any part of the building has this use. */
    public boolean uses(String use) {
        for (JsonNode one : facts.path("uses")) {
            if (one.asText().equals(use)) {
                return true;
            }
        }
        return false;
    }
}
