package city.pishkhan.doors.call;

import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;

/** Reads the caller, language and ids of a request from the HTTP headers and the gate's attributes. */
public final class RequestOrigin {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("fa"));
    private static final Pattern HEADER_ID = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern TRACE = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_HEADER = 200;

    private RequestOrigin() {}

    public static HttpServletRequest request(Message message) {
        return Objects.requireNonNull((HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
    }

    /** @return the caller, or {@code null} on public paths */
    public static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(Requests.CALLER);
    }

    /** Returns whether a browser sent the request for a person, shown by a browser session or a Fetch Metadata header (W3C). */
    public static boolean isBrowser(HttpServletRequest request) {
        return request.getAttribute(Requests.BROWSER) != null || request.getHeader("Sec-Fetch-Dest") != null;
    }

    public static DoorCall.Origin origin(HttpServletRequest request, DoorCall.Form wants) {
        return new DoorCall.Origin(
                request.getRemoteAddr(),
                language(request.getHeader("Accept-Language")),
                requestId(request),
                traceparent(request.getHeader("traceparent")),
                wants);
    }

    /** Returns the origin of the call that the current thread serves, for failures before an operation is found. */
    public static DoorCall.Origin current() {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        HttpServletRequest request = null;
        if (message != null) {
            Message in = message.getExchange() == null
                    ? message
                    : message.getExchange().getInMessage();
            request = request(in == null ? message : in);
        }
        return request == null
                ? new DoorCall.Origin(
                        "", Locale.ENGLISH, UUID.randomUUID().toString(), traceparent(null), DoorCall.Form.DATA)
                : origin(request, DoorCall.Form.DATA);
    }

    static String traceparent(@Nullable String header) {
        if (header != null && TRACE.matcher(header).matches()) {
            return header;
        }
        byte[] random = new byte[24];
        ThreadLocalRandom.current().nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }

    private static String requestId(HttpServletRequest request) {
        if (request.getAttribute(Requests.REQUEST_ID) instanceof String id) {
            return id;
        }
        String given = request.getHeader("X-Request-Id");
        String id = given != null && HEADER_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(Requests.REQUEST_ID, id);
        return id;
    }

    static Locale language(String header) {
        if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Locale.ENGLISH; // for the header "-" the JDK throws IndexOutOfBoundsException
        }
    }
}
