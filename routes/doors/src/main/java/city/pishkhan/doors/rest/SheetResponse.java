package city.pishkhan.doors.rest;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.spi.FirstBytes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Response with a sheet (RFC 9110). The ETag is the sheet's digest; a matching If-None-Match gives 304, one byte range 206, a range beyond
 * the end 416. Multiple or malformed ranges get the whole sheet, as the standard permits.
 */
final class SheetResponse {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
    private static final String CONTENT_RANGE = "Content-Range";

    private final HttpServletRequest request;
    private final HttpServletResponse http;

    /** @param http response to which the headers of a refusal are added */
    SheetResponse(HttpServletRequest request, HttpServletResponse http) {
        this.request = request;
        this.http = http;
    }

    /** Byte range, both ends inclusive. */
    private record Bytes(long first, long last) {
        private long length() {
            return last - first + 1;
        }
    }

    /** @throws Refusal OUT_OF_RANGE; TOO_MANY or UNAVAILABLE if too many responses are being sent */
    Response build(DoorReply.Sheet sheet, Response.ResponseBuilder response) throws IOException {
        String tag = '"' + sheet.sha256() + '"';
        response.header(HttpHeaders.ETAG, tag).header("Accept-Ranges", "bytes");
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && hasTag(known, tag)) {
            return response.status(Response.Status.NOT_MODIFIED).build();
        }
        response.type(sheet.mediaType());
        if (sheet.name() != null) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, RestBinding.attachment(sheet.name()));
        }
        Bytes range = range(sheet, tag);
        if (range == null) {
            return content(response, sheet, new Bytes(0, sheet.size() - 1));
        }
        response.status(Response.Status.PARTIAL_CONTENT)
                .header(CONTENT_RANGE, "bytes " + range.first + '-' + range.last + '/' + sheet.size());
        return content(response, sheet, range);
    }

    private Response content(Response.ResponseBuilder response, DoorReply.Sheet sheet, Bytes bytes) throws IOException {
        response.header(HttpHeaders.CONTENT_LENGTH, bytes.length());
        if (request.getMethod().equals("HEAD")) {
            // an entity is required, because CXF would otherwise replace the length by 0
            return response.entity(InputStream.nullInputStream()).build();
        }
        InputStream content = sheet.content().open(bytes.first);
        return LargeBody.entity(
                        response,
                        request,
                        bytes.last == sheet.size() - 1 ? content : new FirstBytes(content, bytes.length()),
                        bytes.length())
                .build();
    }

    private static boolean hasTag(String known, String tag) {
        return known.strip().equals("*")
                || Arrays.stream(known.split(","))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag::equals);
    }

    /** @return the requested range, or {@code null} for the whole sheet */
    private @Nullable Bytes range(DoorReply.Sheet sheet, String tag) {
        String wanted = request.getHeader("Range");
        String only = request.getHeader("If-Range");
        Matcher range = wanted == null ? null : RANGE.matcher(wanted.strip());
        if (range == null
                || !request.getMethod().equals("GET")
                || (only != null && !only.strip().equals(tag))
                || !range.matches()) {
            return null;
        }
        String from = range.group(1);
        String to = range.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        long end = sheet.size() - 1;
        // "-n" means the last n bytes
        long first = from.isEmpty() ? Math.max(0, sheet.size() - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? end : Math.min(end, Long.parseLong(to));
        if (!from.isEmpty() && !to.isEmpty() && Long.parseLong(to) < first) {
            return null;
        }
        if (first > end) {
            http.setHeader(CONTENT_RANGE, "bytes */" + sheet.size());
            throw Refusal.of(Refusal.Kind.OUT_OF_RANGE, "range.beyond-the-end", "Range", sheet.size());
        }
        return new Bytes(first, last);
    }
}
