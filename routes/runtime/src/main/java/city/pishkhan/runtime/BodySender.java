package city.pishkhan.runtime;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Sends the body of an answer after the servlet has returned, so that no thread waits for the client. The gate offers one as
 * {@link Requests#SENDER}; the answer must have its {@code Content-Length}, or a body that breaks off would look whole.
 */
@FunctionalInterface
public interface BodySender {

    /** Bytes that a connection accepts without waiting, even for a client that does not read. */
    int SMALL = 1 << 14;

    /**
     * Hands over a body; what the servlet writes itself is ignored from then on.
     *
     * @param body is closed when it is sent or cannot be sent
     * @throws city.pishkhan.api.Refusal TOO_MANY or UNAVAILABLE if too many answers are being sent; the body is closed then
     */
    void send(InputStream body) throws IOException;

    /** The sender of a request, or {@code null} if the servlet has to write the body itself. */
    static BodySender of(HttpServletRequest request) {
        return request.getAttribute(Requests.SENDER) instanceof BodySender sender ? sender : null;
    }

    /**
     * Sends a body of bytes that nobody changes; a small one is written at once.
     *
     * @param response has its {@code Content-Length}
     */
    static void send(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        BodySender sender = body.length > SMALL ? of(request) : null;
        if (sender == null) {
            response.getOutputStream().write(body);
        } else {
            sender.send(new ByteArrayInputStream(body));
        }
    }
}
