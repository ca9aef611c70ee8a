package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits the number of parts of a body and the size of their headers. The time of parsers behind the gate may grow with both. Examines each
 * byte once. Every occurrence of the delimiter counts, even inside a line, so that no parser finds more parts than were counted.
 */
final class MultipartRule implements BodyRule {

    /** Maximum number of parts: the envelope and as many attachments as the SOAP stack permits. */
    static final int MOST_PARTS = 21;

    static final int MOST_HEADER_BYTES = 4_096;
    private static final int MOST_HEADER_LINES = 20;
    /** Limit for the bytes before the first part. */
    private static final int MOST_PREAMBLE_BYTES = 1_024;

    /** Boundary of RFC 2046, 5.1.1, as a token or quoted. */
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([0-9A-Za-z'()+_,./:=? -]{1,70})\"|([0-9A-Za-z'+_.-]{1,70}))\\s*(?:;|$)",
            Pattern.CASE_INSENSITIVE);

    /**
     * Matches any spelling of the parameter {@code boundary}, including {@code boundary*0=}. The parameter's value may
     * contain the word too, because browsers generate values such as {@code ----WebKitFormBoundary}.
     */
    private static final Pattern NAMED = Pattern.compile("boundary[^;]*?=", Pattern.CASE_INSENSITIVE);

    private final byte[] delimiter;
    /** Failure table of the Knuth-Morris-Pratt search: length of the longest border of each prefix. */
    private final int[] border;

    private int found;
    private int delimiters;
    private int preamble;
    private boolean inHeader;
    private int headerBytes;
    private int headerLines;
    private boolean emptyLine;
    private boolean dash;
    /** {@code true} if the last delimiter found is the final one */
    private boolean closed;

    private MultipartRule(String boundary) {
        delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        border = new int[delimiter.length + 1];
        border[0] = -1;
        for (int i = 0, k = -1; i < delimiter.length; ) {
            while (k >= 0 && delimiter[i] != delimiter[k]) {
                k = border[k];
            }
            border[++i] = ++k;
        }
    }

    /** Returns whether a lenient parser would treat the body as multipart. */
    static boolean isMultipart(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("multipart/");
    }

    /**
     * Creates the rule for a body with the given Content-Type.
     *
     * @throws Refusal MALFORMED {@code multipart.boundary} unless the Content-Type has exactly one valid boundary
     */
    static MultipartRule of(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        boolean once = NAMED.matcher(contentType).results().count() == 1;
        if (!once || !boundary.find()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "multipart.boundary", "Content-Type");
        }
        return new MultipartRule(boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            pass(bytes[i]);
        }
    }

    private void pass(byte b) {
        while (found >= 0 && (found == delimiter.length || delimiter[found] != b)) {
            found = border[found];
        }
        found++;
        if (found == delimiter.length) {
            begin();
        } else if (delimiters == 0) {
            if (++preamble > MOST_PREAMBLE_BYTES) {
                throw headers();
            }
        } else if (inHeader) {
            header(b);
        }
    }

    /** Fails without the final delimiter, because the last part may be truncated and parts may be missing. */
    @Override
    public void end() {
        if (!closed) {
            throw LimitedRequest.broken();
        }
    }

    /** Starts a part's header. The final delimiter counts as well. */
    private void begin() {
        if (++delimiters > MOST_PARTS + 1) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "multipart.parts", null, MOST_PARTS);
        }
        inHeader = true;
        headerBytes = 0;
        headerLines = 0;
        emptyLine = false;
        closed = false;
    }

    private void header(byte b) {
        if (++headerBytes > MOST_HEADER_BYTES) {
            throw headers();
        }
        if (headerBytes == 1) {
            dash = b == '-';
        } else if (headerBytes == 2) {
            closed = dash && b == '-';
        }
        if (b == '\n') {
            if (emptyLine) {
                inHeader = false;
            } else if (++headerLines > MOST_HEADER_LINES) {
                throw headers();
            }
            emptyLine = true;
        } else if (b != '\r') {
            emptyLine = false;
        }
    }

    private static Refusal headers() {
        return Refusal.of(Refusal.Kind.TOO_LARGE, "multipart.headers", null, MOST_HEADER_BYTES, MOST_HEADER_LINES);
    }
}
