package city.pishkhan.runtime;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the body of a response after the servlet has returned, so that no thread waits for the client. The gate provides a sender as
 * {@link Requests#SENDER}. The response needs a {@code Content-Length}; without it, a truncated body would look complete.
 */
@FunctionalInterface
public interface BodySender {

    /** Bytes that a connection accepts without blocking, even if the client does not read. */
    int SMALL = 1 << 14;

    /**
     * Accepts a body and sends it later. Anything that the servlet writes afterwards is ignored.
     * @param body closed when it has been sent or cannot be sent
     * @throws city.pishkhan.api.Refusal TOO_MANY or UNAVAILABLE if too many responses are being sent; the body is closed in that case
     */
    void send(InputStream body) throws IOException;

    /** Returns the sender of a request, or {@code null} if the servlet must write the body itself. */
    static @Nullable BodySender of(HttpServletRequest request) {
        return request.getAttribute(Requests.SENDER) instanceof BodySender sender ? sender : null;
    }

    /**
     * Sends a body; a body of up to {@link #SMALL} bytes is written at once.
     * @param response must have its {@code Content-Length}
     * @param body     must not be modified afterwards
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
