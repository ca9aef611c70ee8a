package city.pishkhan.contracts;

/** HTTP headers and media types that the REST doors read and send. */
public final class Headers {
    /** Required with every POST. 1 to 200 visible ASCII characters: a new key for every new request, the same key for a retry. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Required with every change of a case: the version that the caller read, as given in the ETag. */
    public static final String IF_MATCH = "If-Match";

    /** {@code true} if the answer is the stored result of an earlier call with the same key. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** Id of the call, chosen by the caller: up to 100 visible ASCII characters. The hub generates one if the header is missing. */
    public static final String REQUEST_ID = "X-Request-Id";

    /**
     * Preference of RFC 7240. {@code return=minimal} with a change: the answer has no body, only {@code ETag} and
     * {@code Location}. {@code wait=seconds} with a GET and {@code If-None-Match}: the answer is sent as soon as the
     * resource changes, or as 304 after this time.
     */
    public static final String PREFER = "Prefer";

    /** {@code return=minimal} if the body of the answer was left out. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** tus: size of the whole upload in bytes. */
    public static final String UPLOAD_LENGTH = "Upload-Length";

    /** tus: number of bytes of an upload that the hub has received. */
    public static final String UPLOAD_OFFSET = "Upload-Offset";

    /** tus: version of the protocol; answered to clients that send it. */
    public static final String TUS = "Tus-Resumable";

    /** tus: media type of a chunk of an upload. */
    public static final String OFFSET_BYTES = "application/offset+octet-stream";

    /** Media type of evidence files. */
    public static final String ZIP = "application/zip";

    /** Media type of printable certificates. */
    public static final String PDF = "application/pdf";

    private Headers() {}
}
