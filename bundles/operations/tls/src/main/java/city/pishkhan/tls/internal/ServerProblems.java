package city.pishkhan.tls.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Formats errors of the HTTP server itself, e.g. for an invalid request line or too large headers, like those of all services:
 * RFC 9457, in both languages, with the request's id and without text of the server.
 */
final class ServerProblems implements Request.Handler {
    private static final Messages MESSAGES = Messages.of(ServerProblems.class);

    private static final String SERVLET_EXCEPTION = "jakarta.servlet.error.exception";
    private static final String ID = "X-Request-Id";
    private static final String PERSIAN = "fa";

    private static final String MALFORMED = "request.malformed";
    private static final String INTERNAL = "internal";
    private static final String HEADER = "header.too-large";

    /** Problem codes by status. */
    private static final Map<Integer, String> KNOWN = Map.of(
            HttpStatus.NOT_FOUND_404,
            "path.unknown",
            HttpStatus.METHOD_NOT_ALLOWED_405,
            "method.unknown",
            HttpStatus.REQUEST_TIMEOUT_408,
            "request.timeout",
            HttpStatus.PAYLOAD_TOO_LARGE_413,
            "request.too-large",
            HttpStatus.URI_TOO_LONG_414,
            "address.too-long",
            HttpStatus.EXPECTATION_FAILED_417,
            "expect.unknown",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
            "headers.too-large",
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "hub.starting");

    /** Message of Felix when a servlet is unregistered between its selection and its call. */
    private static final String UNREGISTERED = "Servlet has been unregistered";

    /**
     * Time after a change of handlers during which a 404 becomes 503, because the lookup may have preceded the change.
     */
    private static final long RECENT_CHANGE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final BooleanSupplier hasCatchAllHandler;
    private final Supplier<Long> handlerChangedNanos;
    private final LongSupplier clock;

    /**
     * @param hasCatchAllHandler returns {@code true} if a handler for every path exists; until then 404 becomes 503, so that
     *     clients retry
     * @param handlerChangedNanos returns the time at which such a handler last changed or the port was opened, by {@link
     *     System#nanoTime}; {@code null} for never
     */
    ServerProblems(BooleanSupplier hasCatchAllHandler, Supplier<Long> handlerChangedNanos) {
        this(hasCatchAllHandler, handlerChangedNanos, System::nanoTime);
    }

    ServerProblems(BooleanSupplier hasCatchAllHandler, Supplier<Long> handlerChangedNanos, LongSupplier clock) {
        this.hasCatchAllHandler = hasCatchAllHandler;
        this.handlerChangedNanos = handlerChangedNanos;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = status(request, response);
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        String id = headers.get(ID);
        if (id == null) {
            id = UUID.randomUUID().toString();
            headers.put(ID, id);
            headers.put("X-Content-Type-Options", "nosniff");
            headers.put("X-Frame-Options", "DENY");
            headers.put("Referrer-Policy", "no-referrer");
            headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503 && !headers.contains(HttpHeader.RETRY_AFTER)) {
            headers.put(HttpHeader.RETRY_AFTER, "5");
        }
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
            return true;
        }
        boolean persian = isPersianFirst(request);
        byte[] body = problem(request, status, id, persian).getBytes(StandardCharsets.UTF_8);
        headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        headers.put(HttpHeader.CONTENT_LANGUAGE, persian ? "fa" : "en");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** Determines the status; an unsupported method, coding or version is a client error. */
    private int status(Request request, Response response) {
        int originalStatus = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException thrown
                ? thrown.getCode()
                : response.getStatus();
        if (originalStatus == HttpStatus.NOT_FOUND_404 && isHandlerMissing()
                || originalStatus == HttpStatus.INTERNAL_SERVER_ERROR_500 && isUnregistered(request)) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        }
        return originalStatus == HttpStatus.NOT_IMPLEMENTED_501
                        || originalStatus == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? HttpStatus.BAD_REQUEST_400
                : originalStatus;
    }

    /**
     * Returns {@code true} if no handler for every path exists, or if such a handler changed so recently that this
     * request may have missed it.
     */
    private boolean isHandlerMissing() {
        Long last = handlerChangedNanos.get();
        return !hasCatchAllHandler.getAsBoolean() || last != null && clock.getAsLong() - last < RECENT_CHANGE_NANOS;
    }

    private static boolean isUnregistered(Request request) {
        return Stream.of(ErrorHandler.ERROR_EXCEPTION, SERVLET_EXCEPTION)
                .map(request::getAttribute)
                .anyMatch(thrown -> thrown instanceof Throwable cause && UNREGISTERED.equals(cause.getMessage()));
    }

    private static boolean isPersianFirst(Request request) {
        String languages = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        if (languages == null) {
            return false;
        }
        String first = languages.stripLeading();
        return first.regionMatches(true, 0, PERSIAN, 0, PERSIAN.length())
                && (first.length() == PERSIAN.length() || !Character.isLetterOrDigit(first.charAt(PERSIAN.length())));
    }

    /** Builds the JSON. It contains no text of the client, so that nothing needs escaping. */
    private static String problem(Request request, int status, String id, boolean persian) {
        String code = KNOWN.getOrDefault(status, status < HttpStatus.INTERNAL_SERVER_ERROR_500 ? MALFORMED : INTERNAL);
        Text text = MESSAGES.text(code);
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HeaderLimits.Exceeded exceeded) {
            code = HEADER;
            text = exceeded.text(MESSAGES);
        }
        String detail = persian ? text.persian() : text.english();
        return "{\"type\":\"urn:pishkhan:problem:" + code + "\",\"title\":\"" + detail + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\",\"instance\":\"urn:pishkhan:request:" + id + "\",\"code\":\""
                + code + "\",\"messageEn\":\"" + text.english() + "\",\"messageFa\":\"" + text.persian() + "\"}";
    }
}
