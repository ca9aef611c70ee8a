package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.http.ResponseHeaders;
import city.pishkhan.runtime.BodySender;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Buffers a response until its servlet has returned, and then sends it without a thread that waits for the client. A response that exceeds
 * the buffer is sent as it is written. A servlet with a large body passes it to {@link BodySender}.
 */
final class DeferredResponse extends HttpServletResponseWrapper implements BodySender {
    private static final int MOST_KEPT = 1 << 18;
    private static final String LENGTH = "Content-Length";

    private final HttpServletRequest request;
    private final ResponseTransfers transfers;
    private final BufferingOutputStream kept = new BufferingOutputStream();
    private ResponseTransfers.@Nullable Transfer transfer;
    private @Nullable PrintWriter writer;
    private boolean isSentAsWritten;

    private DeferredResponse(HttpServletRequest request, HttpServletResponse response, ResponseTransfers transfers) {
        super(response);
        this.request = request;
        this.transfers = transfers;
        request.setAttribute(Requests.SENDER, this);
    }

    interface Call {
        void call(HttpServletResponse response) throws IOException, ServletException;
    }

    /**
     * Calls a servlet and sends its response.
     * @return {@code true} if the body is still being sent; it then needs neither the servlet nor its door
     */
    static boolean send(HttpServletRequest request, HttpServletResponse response, Call servlet)
            throws IOException, ServletException {
        ResponseTransfers transfers = ResponseTransfers.of(request);
        // a response to a request with a body is not deferred, because the gate replaces it if the request's body turns
        // out to be too large
        if (transfers == null || hasBody(request) || !request.isAsyncSupported()) {
            servlet.call(response);
            return false;
        }
        DeferredResponse answer = new DeferredResponse(request, response, transfers);
        boolean whole = false;
        try {
            servlet.call(answer);
            whole = true;
        } finally {
            request.removeAttribute(Requests.SENDER);
            if (!whole) {
                answer.cancel();
            }
        }
        return answer.finish();
    }

    private static boolean hasBody(HttpServletRequest request) {
        // GET and HEAD count as requests without a body: doors do not read their bodies, so the gate does not replace
        // their responses
        return !request.getMethod().equals("GET")
                && !request.getMethod().equals("HEAD")
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    @Override
    public void send(InputStream body) throws IOException {
        transfer = reserve(body);
    }

    /** Reserves a transfer. If no place is free, resets the response, so that an error can be written. */
    private ResponseTransfers.Transfer reserve(InputStream body) throws IOException {
        try {
            return transfers.reserve(request, body);
        } catch (Refusal refusal) {
            ResponseHeaders.reset(request, (HttpServletResponse) getResponse());
            throw refusal;
        }
    }

    private void cancel() {
        if (transfer != null) {
            transfer.end();
        }
    }

    private boolean finish() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        HttpServletResponse response = (HttpServletResponse) getResponse();
        if (request.isAsyncStarted() || isSentAsWritten) {
            // the servlet sends the response itself: it is asynchronous, or it exceeds the buffer
            cancel();
            kept.sendAsWritten();
            return false;
        }
        if (transfer == null) {
            int size = kept.bytes.size();
            if (size > 0 && !response.containsHeader(LENGTH)) {
                response.setContentLength(size);
            }
            if (size <= SMALL || request.getMethod().equals("HEAD")) {
                kept.sendAsWritten();
                return false;
            }
            transfer = reserve(kept.bytes.content());
        }
        transfer.begin(request, response);
        return true;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return kept;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            String charset = getCharacterEncoding() == null ? StandardCharsets.UTF_8.name() : getCharacterEncoding();
            writer = new PrintWriter(new OutputStreamWriter(kept, charset));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (isSentAsWritten) {
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        super.reset();
        cancel();
        transfer = null;
        kept.bytes.reset();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        cancel();
        transfer = null;
        kept.bytes.reset();
    }

    private static final class Bytes extends ByteArrayOutputStream {

        /** Returns the buffer without a copy; nothing may be written afterwards. */
        InputStream content() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }

    private final class BufferingOutputStream extends ServletOutputStream {
        private final Bytes bytes = new Bytes();

        private ServletOutputStream out() throws IOException {
            return getResponse().getOutputStream();
        }

        private void sendAsWritten() throws IOException {
            isSentAsWritten = true;
            if (bytes.size() > 0) {
                bytes.writeTo(out());
                bytes.reset();
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (transfer != null) {
                if (getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                    return;
                }
                // the servlet reports an error after it has passed a body: the error response replaces the body
                cancel();
                transfer = null;
            }
            if (!isSentAsWritten && bytes.size() + length > MOST_KEPT) {
                sendAsWritten();
            }
            if (isSentAsWritten) {
                out().write(from, offset, length);
            } else {
                bytes.write(from, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (isSentAsWritten && transfer == null) {
                out().flush();
            }
        }

        /**
         * Flushes the output and does not close it: the server ends the response when the servlet has returned, without
         * waiting.
         */
        @Override
        public void close() throws IOException {
            flush();
        }

        @Override
        public boolean isReady() {
            try {
                return out().isReady();
            } catch (IOException e) {
                return true; // the next write reports the error
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                sendAsWritten();
                out().setWriteListener(listener);
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }
}
