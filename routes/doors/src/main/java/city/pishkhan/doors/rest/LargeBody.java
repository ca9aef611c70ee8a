package city.pishkhan.doors.rest;

import city.pishkhan.runtime.BodySender;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes large bodies to the gate, which sends them without a waiting thread. CXF gets an empty body and writes only the headers. */
final class LargeBody {

    private LargeBody() {}

    /**
     * Sets the body of a response.
     * @param size size of the content in bytes, or -1 if unknown; CXF then writes the content
     * @throws city.pishkhan.api.Refusal TOO_MANY or UNAVAILABLE if too many responses are being sent
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

    /** Sets the body of a response from bytes that must not be modified afterwards. */
    static Response.ResponseBuilder entity(
            Response.ResponseBuilder response, HttpServletRequest request, byte[] content) throws IOException {
        return content.length > BodySender.SMALL
                ? entity(response, request, new ByteArrayInputStream(content), content.length)
                : response.entity(content);
    }
}
