package city.pishkhan.rest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A partner's response to one call.
 *
 * @param status HTTP status
 * @param body JSON; a missing node if there was none
 */
public record RestReply(int status, JsonNode body) {

    /** Returns a text field of the body; empty if it is missing. */
    public String text(String member) {
        return body.path(member).asText("");
    }

    /** Returns the partner's error code; empty if there is none. */
    public String code() {
        return text("code");
    }

    /** Omits the body, which may contain personal data. */
    @Override
    public String toString() {
        return "RestReply[" + status + "]";
    }
}
