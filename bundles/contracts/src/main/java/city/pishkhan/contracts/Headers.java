package city.pishkhan.contracts;

/** Headers that the REST doors read and send, and what some of them say. */
public final class Headers {
    /** Required with every POST: 1 to 200 visible ASCII characters, new for every new intention, the same when it is sent again. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Required with every change of a case: the version that the caller read, as the ETag said it. */
    public static final String IF_MATCH = "If-Match";

    /** {@code true} on the result of an earlier call with the same key. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** The caller's name for the call, at most 100 visible ASCII characters; one is made up if it is missing. */
    public static final String REQUEST_ID = "X-Request-Id";

    /**
     * RFC 7240. {@code return=minimal} with a change: no body, only {@code ETag} and {@code Location}. {@code wait=seconds} with a GET and {@code
     * If-None-Match}: the answer comes when there is something new, or 304 when the time is over.
     */
    public static final String PREFER = "Prefer";

    /** {@code return=minimal} on an answer whose body was left out. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** tus: bytes of all of an upload. */
    public static final String UPLOAD_LENGTH = "Upload-Length";

    /** tus: bytes of an upload that are there. */
    public static final String UPLOAD_OFFSET = "Upload-Offset";

    /** tus: version of the protocol; said to whoever says it. */
    public static final String TUS = "Tus-Resumable";

    /** tus: media type of bytes from an offset on. */
    public static final String OFFSET_BYTES = "application/offset+octet-stream";

    /** Media type of evidence files. */
    public static final String ZIP = "application/zip";

    /** Media type of certificates to print and to keep. */
    public static final String PDF = "application/pdf";

    private Headers() {}
}
