package city.pishkhan.rest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a partner said to one call.
 *
 * @param status HTTP status
 * @param body   JSON; a missing node if there was none
 */
public record RestReply(int status, JsonNode body) {

    /** A text member of the body, empty if it has none. */
    public String text(String member) {
        return body.path(member).asText("");
    }

    /** The partner's own code, empty if it gave none. */
    public String code() {
        return text("code");
    }

    /** Nothing of a reply is said aloud: it may hold what is personal. */
    @Override
    public String toString() {
        return "RestReply[" + status + "]";
    }
}
