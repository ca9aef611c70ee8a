package city.pishkhan.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Interceptor that limits a response in size and time, even if it arrives in small pieces. */
final class BoundedReply extends AbstractPhaseInterceptor<Message> {

    private final long bytes;
    private final Duration time;

    /**
     * @param bytes maximum size
     * @param time maximum time from the first byte to the last
     */
    public BoundedReply(long bytes, Duration time) {
        super(Phase.RECEIVE);
        this.bytes = bytes;
        this.time = time;
    }

    @Override
    public void handleMessage(Message message) {
        InputStream content = message.getContent(InputStream.class);
        if (content != null) {
            message.setContent(InputStream.class, new Bounded(content, bytes, System.nanoTime() + time.toNanos()));
        }
    }

    private static final class Bounded extends FilterInputStream {
        private final long deadline;
        private long left;

        Bounded(InputStream in, long bytes, long deadline) {
            super(in);
            this.left = bytes;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            left -= Math.max(n, 0);
            if (left < 0) {
                throw new IOException("the reply is too large");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the reply takes too long");
            }
            return n;
        }
    }
}
