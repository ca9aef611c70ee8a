package city.pishkhan.tls.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the HTTP server itself refuses before a gate or door hears of it (a request line that is none, headers beyond their bounds), in the
 * one form of all doors: RFC 9457, in both languages, with the request's id and without a word of the server's own.
 */
final class ServerProblems implements Request.Handler {
    private static final String ID = "X-Request-Id";
    private static final Pattern PERSIAN = Pattern.compile("\\s*fa\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A status and what is said with it. */
    private record Words(String code, String english, String persian) {}

    private static final Words MALFORMED =
            new Words("request.malformed", "The request cannot be read.", "درخواست خوانده نمی‌شود.");
    private static final Words INTERNAL =
            new Words("internal", "The hub failed; this is not your mistake.", "خطایی در درگاه رخ داد و از شما نیست.");
    private static final Map<Integer, Words> KNOWN = Map.of(
            HttpStatus.NOT_FOUND_404,
            new Words("path.unknown", "No such path.", "چنین نشانی‌ای نیست."),
            HttpStatus.METHOD_NOT_ALLOWED_405,
            new Words("method.unknown", "This path does not take this method.", "این نشانی این متد را نمی‌پذیرد."),
            HttpStatus.REQUEST_TIMEOUT_408,
            new Words("request.timeout", "The request did not come in time.", "درخواست به‌موقع نرسید."),
            HttpStatus.PAYLOAD_TOO_LARGE_413,
            new Words("request.too-large", "The body is too large.", "بدنه بزرگ‌تر از اندازه است."),
            HttpStatus.URI_TOO_LONG_414,
            new Words("address.too-long", "The address is too long.", "نشانی بیش از اندازه بلند است."),
            HttpStatus.EXPECTATION_FAILED_417,
            new Words("expect.unknown", "Expect is 100-continue or absent.", "مقدار Expect تنها 100-continue است."),
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
            new Words(
                    "headers.too-large",
                    "Request line and headers are larger than allowed.",
                    "سطر درخواست و سرآیندها بزرگ‌تر از اندازه‌اند."),
            HttpStatus.SERVICE_UNAVAILABLE_503,
            new Words(
                    "hub.starting",
                    "The hub is not ready yet; send the same request again in a moment.",
                    "سامانه هنوز آماده نیست؛ کمی بعد دوباره بفرستید."));

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
        boolean persian = persianFirst(request);
        byte[] body = problem(status, id, persian).getBytes(StandardCharsets.UTF_8);
        headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        headers.put(HttpHeader.CONTENT_LANGUAGE, persian ? "fa" : "en");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** A method, a coding or a version that the server has not got is the caller's mistake, not the hub's. */
    private static int status(Request request, Response response) {
        int said = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException thrown
                ? thrown.getCode()
                : response.getStatus();
        return said == HttpStatus.NOT_IMPLEMENTED_501 || said == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? HttpStatus.BAD_REQUEST_400
                : said;
    }

    private static boolean persianFirst(Request request) {
        String languages = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        return languages != null && PERSIAN.matcher(languages).matches();
    }

    /** Nothing in it is the caller's: there is nothing to escape but what stands above. */
    private static String problem(int status, String id, boolean persian) {
        Words words = KNOWN.getOrDefault(status, status < HttpStatus.INTERNAL_SERVER_ERROR_500 ? MALFORMED : INTERNAL);
        String detail = persian ? words.persian : words.english;
        return "{\"type\":\"urn:pishkhan:problem:" + words.code + "\",\"title\":\"" + detail + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\",\"instance\":\"urn:pishkhan:request:" + id + "\",\"code\":\""
                + words.code + "\",\"messageEn\":\"" + words.english + "\",\"messageFa\":\"" + words.persian + "\"}";
    }
}
