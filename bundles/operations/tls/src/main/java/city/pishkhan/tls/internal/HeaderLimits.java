package city.pishkhan.tls.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Limits for all request headers, checked before the server, a library or the hub parses a header. A request that exceeds a
 * limit is answered with 431.
 */
final class HeaderLimits implements HttpConfiguration.Customizer {

    /**
     * @param name displayed name; {@code null} for all headers not in the table
     * @param characters maximum characters in all lines of the header
     * @param values maximum values, separated by commas or semicolons, in all lines
     * @param lines maximum lines of the header
     */
    record Limit(int row, @Nullable String name, int characters, int values, int lines) {}

    /** Thrown before any handler is called; {@link ServerProblems} names the header and its limit. */
    static final class Exceeded extends BadMessageException {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Limit limit;

        private Exceeded(@Nullable Limit limit) {
            super(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, "header beyond its limit");
            this.limit = limit;
        }

        /** Describes the header and its limits, without any value. */
        Text text(Messages messages) {
            if (limit == null) {
                return messages.text("header.too-large/lines", MOST_LINES);
            }
            if (limit == OTHERS) {
                return messages.text("header.too-large/other", limit.characters, limit.lines);
            }
            return limit.values == ANY
                    ? messages.text("header.too-large", limit.name, limit.characters, limit.lines)
                    : messages.text("header.too-large/values", limit.name, limit.characters, limit.values, limit.lines);
        }

        /**
         * Omits the stack trace: the cause is the request itself, and rejecting thousands of requests a second must be
         * cheap.
         */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final int ANY = Integer.MAX_VALUE;
    static final int MOST_LINES = 100;
    /** Headers that no code parses; only their size and their number of lines are limited. */
    private static final Limit OTHERS = new Limit(-1, null, 8_000, ANY, 20);

    private static final Map<String, Limit> TABLE = table(
            // header name, maximum characters, maximum values, maximum lines
            "Accept 1000 40 5",
            "Accept-Charset 300 40 2",
            "Accept-Encoding 300 40 2",
            "Accept-Language 300 40 2",
            "Authorization 12000 - 1",
            "Baggage 4000 200 5",
            "Cache-Control 300 20 5",
            "Connection 200 10 5",
            "Content-Disposition 1000 20 1",
            "Content-Encoding 100 5 2",
            "Content-Language 100 10 1",
            "Content-Length 30 1 2",
            "Content-Range 200 5 1",
            "Content-Type 500 20 1",
            "Cookie 8000 100 20",
            "Date 100 3 1",
            "Digest 500 10 2",
            "Expect 100 5 2",
            "Forwarded 2000 200 50",
            "Host 300 1 1",
            "Idempotency-Key 300 - 1",
            "If-Match 1000 50 5",
            "If-Modified-Since 100 3 1",
            "If-None-Match 2000 50 5",
            "If-Range 200 5 1",
            "If-Unmodified-Since 100 3 1",
            "Last-Event-ID 200 - 1",
            "Origin 300 1 1",
            "Prefer 300 20 5",
            "Pragma 100 5 2",
            "Range 200 10 1",
            "Referer 4000 - 1",
            "SOAPAction 500 - 1",
            "Sec-Fetch-Site 50 1 1",
            "TE 200 10 2",
            "Trailer 200 10 2",
            "Traceparent 200 - 1",
            "Tracestate 1000 100 5",
            "Transfer-Encoding 100 5 2",
            "Upgrade 200 10 2",
            "Upload-Length 50 1 1",
            "Upload-Metadata 4000 50 1",
            "Upload-Offset 50 1 1",
            "User-Agent 1000 - 1",
            "Via 1000 50 20",
            "X-CSRF-Token 300 - 1",
            "X-Forwarded-For 2000 50 50",
            "X-Forwarded-Host 1000 50 50",
            "X-Forwarded-Port 500 50 50",
            "X-Forwarded-Proto 500 50 50",
            "X-HTTP-Method-Override 100 - 2",
            "X-Request-Id 500 - 1");

    private static Map<String, Limit> table(String... rows) {
        Map<String, Limit> table = new LinkedHashMap<>();
        Stream.of(rows).map(row -> row.split(" ")).forEach(cells -> {
            String lower = cells[0].toLowerCase(java.util.Locale.ROOT);
            int values = cells[2].equals("-") ? ANY : Integer.parseInt(cells[2]);
            table.put(
                    lower,
                    new Limit(table.size(), cells[0], Integer.parseInt(cells[1]), values, Integer.parseInt(cells[3])));
        });
        if (table.size() > Long.SIZE) {
            throw new IllegalStateException("A long can count only 64 rows of a request");
        }
        return Collections.unmodifiableMap(table);
    }

    /** Returns all limits, so that a test can check each of them. */
    static Iterable<Limit> rows() {
        return TABLE.values();
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answered) {
        HttpFields headers = request.getHeaders();
        if (headers.size() > MOST_LINES) {
            throw new Exceeded(null);
        }
        long used = 0;
        for (int i = 0; i < headers.size(); i++) {
            HttpField field = headers.getField(i);
            Limit limit = TABLE.getOrDefault(field.getLowerCaseName(), OTHERS);
            String value = field.getValue();
            if (value != null
                    && (value.length() > limit.characters || limit.values != ANY && values(value) > limit.values)) {
                throw new Exceeded(limit);
            }
            long bit = limit == OTHERS ? 0 : 1L << limit.row;
            if ((used & bit) != 0) {
                checkRepeated(headers, field, limit);
            }
            used |= bit;
        }
        return request;
    }

    /** Checks all lines of a repeated header, which form one list (RFC 9110, 5.3). */
    private static void checkRepeated(HttpFields headers, HttpField field, Limit limit) {
        int lines = 0;
        int characters = 0;
        int values = 0;
        for (HttpField other : headers) {
            if (other.is(field.getName())) {
                lines++;
                characters += other.getValue() == null ? 0 : other.getValue().length();
                values += other.getValue() == null || limit.values == ANY ? 0 : values(other.getValue());
            }
        }
        if (lines > limit.lines || characters > limit.characters || values > limit.values) {
            throw new Exceeded(limit);
        }
    }

    private static int values(String value) {
        int values = 1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == ';') {
                values++;
            }
        }
        return values;
    }
}
