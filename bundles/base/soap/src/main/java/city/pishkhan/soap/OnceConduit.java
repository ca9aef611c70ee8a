package city.pishkhan.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.Objects;
import org.apache.cxf.Bus;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once. If a connection breaks before the response, the JDK's HttpURLConnection repeats a POST that it has
 * buffered (sun.net.http.retryPost), and CXF lets it buffer. This conduit announces the length in advance or streams the
 * request, so that the JDK has no buffered copy to repeat.
 */
final class OnceConduit extends URLConnectionHTTPConduit {

    /** Requests up to this size are sent with their length; larger ones, with documents, are streamed in chunks. */
    private static final int STREAMED_FROM = 16 << 10;

    OnceConduit(Bus bus, EndpointInfo endpoint, EndpointReferenceType target) throws IOException {
        super(bus, endpoint, target);
    }

    @Override
    protected OutputStream createOutputStream(Message message, boolean cache, boolean chunking, int threshold) {
        return new Request(message, Objects.requireNonNull((HttpURLConnection) message.get(KEY_HTTP_CONNECTION)));
    }

    private OutputStream transport(Message message) throws IOException {
        return super.createOutputStream(message, false, false, 0);
    }

    private final class Request extends OutputStream {
        private final Message message;
        private final HttpURLConnection connection;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream(2 << 10);
        private @Nullable OutputStream out;
        private boolean closed;

        Request(Message message, HttpURLConnection connection) {
            this.message = message;
            this.connection = connection;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (out == null && held.size() + length > STREAMED_FROM) {
                connection.setChunkedStreamingMode(0);
                begin();
            }
            (out == null ? held : out).write(bytes, offset, length);
        }

        private void begin() throws IOException {
            OutputStream opened = transport(message);
            out = opened;
            held.writeTo(opened);
        }

        @Override
        public void flush() throws IOException {
            if (out != null) {
                out.flush();
            }
        }

        /** Sends the buffered request and reads the response. An incomplete request is not sent. */
        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (message.getContent(Exception.class) != null) {
                connection.disconnect();
                return;
            }
            if (out == null) {
                connection.setFixedLengthStreamingMode(held.size());
                begin();
            }
            Objects.requireNonNull(out).close();
        }
    }
}
