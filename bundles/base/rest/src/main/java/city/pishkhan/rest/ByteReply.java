package city.pishkhan.rest;

/**
 * A partner's response that is not JSON.
 *
 * @param status HTTP status
 * @param body response body; of length 0 if there was none
 */
public record ByteReply(int status, byte[] body) {

    /** Omits the body, which may contain personal data. */
    @Override
    public String toString() {
        return "ByteReply[" + status + "]";
    }
}
