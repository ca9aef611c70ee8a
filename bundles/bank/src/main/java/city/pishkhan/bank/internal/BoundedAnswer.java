package city.pishkhan.bank.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Ends an answer that is longer than any honest one. */
final class BoundedAnswer extends AbstractPhaseInterceptor<Message> {
    private final int most;

    /** @param most bytes */
    BoundedAnswer(int most) {
        super(Phase.RECEIVE);
        this.most = most;
    }

    @Override
    public void handleMessage(Message message) {
        InputStream in = message.getContent(InputStream.class);
        if (in != null) {
            message.setContent(InputStream.class, new Bounded(in, most));
        }
    }

    private static final class Bounded extends FilterInputStream {
        private int left;

        Bounded(InputStream in, int most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the answer is too long");
            }
        }
    }
}
