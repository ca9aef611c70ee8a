package city.pishkhan.doors.rest;

import city.pishkhan.runtime.BodySender;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hands a large body to the gate, which sends it without a thread; CXF gets an empty one, and writes the headers alone. */
final class LargeBody {

    private LargeBody() {}

    /**
     * @param size of the content in bytes, or -1 if it is unknown: then CXF writes it
     * @throws city.pishkhan.api.Refusal TOO_MANY or UNAVAILABLE if too many answers are being sent
     */
    static Response.ResponseBuilder entity(
            Response.ResponseBuilder response, HttpServletRequest request, InputStream content, long size)
            throws IOException {
        BodySender sender =
                size > BodySender.SMALL && request.getMethod().equals("GET") ? BodySender.of(request) : null;
        if (sender == null) {
            return response.entity(content);
        }
        sender.send(content);
        return response.header(HttpHeaders.CONTENT_LENGTH, null)
                .header(HttpHeaders.CONTENT_LENGTH, size)
                .entity(InputStream.nullInputStream());
    }

    /** The same of bytes that nobody changes. */
    static Response.ResponseBuilder entity(
            Response.ResponseBuilder response, HttpServletRequest request, byte[] content) throws IOException {
        return content.length > BodySender.SMALL
                ? entity(response, request, new ByteArrayInputStream(content), content.length)
                : response.entity(content);
    }
}
