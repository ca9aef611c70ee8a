package city.pishkhan.rest;

/**
 * What a partner said that speaks no JSON.
 *
 * @param status HTTP status
 * @param body   as it came; of length 0 if there was none
 */
public record ByteReply(int status, byte[] body) {

    /** Nothing of a reply is said aloud: it may hold what is personal. */
    @Override
    public String toString() {
        return "ByteReply[" + status + "]";
    }
}
