package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many parts a body has at most, and how long the headers of each may be. Whoever takes it apart behind the gate may take any time
 * that grows with their number: here each byte is looked at once. Every place where the delimiter stands counts, at the beginning of a
 * line or not, so that no reader finds more parts than were counted.
 */
final class MultipartRule implements BodyRule {

    /** The envelope, and as many attachments as the SOAP stack takes. */
    static final int MOST_PARTS = 21;

    static final int MOST_HEADER_BYTES = 4_096;
    private static final int MOST_HEADER_LINES = 20;
    /** Before the first part. */
    private static final int MOST_PREAMBLE_BYTES = 1_024;

    /** RFC 2046, 5.1.1, as a token or quoted. */
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([0-9A-Za-z'()+_,./:=? -]{1,70})\"|([0-9A-Za-z'+_.-]{1,70}))\\s*(?:;|$)",
            Pattern.CASE_INSENSITIVE);

    /** However it is written, as {@code boundary*0=} too; browsers have the word in what it is equal to. */
    private static final Pattern NAMED = Pattern.compile("boundary[^;]*?=", Pattern.CASE_INSENSITIVE);

    private final byte[] delimiter;
    /** For each length of what was found so far: how much of it is still found if the next byte does not fit (Knuth, Morris, Pratt). */
    private final int[] border;

    private int found;
    private int delimiters;
    private int preamble;
    private boolean inHeader;
    private int headerBytes;
    private int headerLines;
    private boolean emptyLine;
    private boolean dash;
    /** whether the delimiter that was found last says that no part follows */
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

    /** Whether whoever is generous reads several parts into it. */
    static boolean concerns(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("multipart/");
    }

    /** @throws Refusal MALFORMED {@code multipart.boundary} without exactly one boundary of its own */
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

    /** Without the last delimiter the last part may be torn, and others missing. */
    @Override
    public void end() {
        if (!closed) {
            throw LimitedRequest.broken();
        }
    }

    /** The delimiter after the last part counts as well. */
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
