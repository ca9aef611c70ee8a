package city.pishkhan.simulators.inquiries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An inquiry as a partner received it, independent of the protocol.
 *
 * @param id         id of the inquiry
 * @param digest     digest of the inquiry's content
 * @param emission   number of the transmission, as stated by the hub
 * @param caseNumber number of the case
 * @param facts      JSON values by name
 * @param sheets     sheets of the inquiry: role, revision, sha256, size
 */
public record ReceivedInquiry(
        String id, String digest, int emission, String caseNumber, JsonNode facts, List<Map<String, Object>> sheets) {

    /** Returns a fact as text, or an empty string if it is missing. */
    public String text(String fact) {
        return facts.path(fact).asText("");
    }

    /** Returns a fact as a number, or 0 if it is missing. */
    public double number(String fact) {
        return facts.path(fact).asDouble(0);
    }

    /** Returns whether any part of the building has this use. */
    public boolean hasUse(String use) {
        for (JsonNode one : facts.path("uses")) {
            if (one.asText().equals(use)) {
                return true;
            }
        }
        return false;
    }
}
