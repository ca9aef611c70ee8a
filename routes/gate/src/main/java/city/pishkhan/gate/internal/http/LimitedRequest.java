package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Request whose body fails with an {@code IOException} when it breaks a rule of the gate or ends early. */
final class LimitedRequest extends HttpServletRequestWrapper {

    private final List<BodyRule> rules;
    private final BodyPace.Body pace;
    private @Nullable LimitedStream stream;
    private @Nullable Refusal refusal;

    /** @param network of the client, or {@code null} if it is unknown */
    LimitedRequest(HttpServletRequest request, List<BodyRule> rules, BodyPace pace, String network) {
        super(request);
        this.rules = List.copyOf(rules);
        this.pace = pace.body(network);
    }

    /** Reason to report to the client, regardless of the door's reply; {@code null} if the body has broken no rule. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** Releases the body's place at the end of the request. */
    void releasePlace() {
        pace.close();
    }

    /**
     * Returns the beginning of the body for inspection; the door will read the same bytes again.
     * @param limit maximum number of bytes, after which the stream ends
     */
    InputStream peek(int limit) throws IOException {
        return getInputStream().new PeekStream(limit);
    }

    @Override
    public LimitedStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new LimitedStream(super.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        Charset charset =
                getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private IOException recordRefusal(Refusal why) {
        refusal = why;
        return new IOException(why.english(), why);
    }

    static Refusal broken() {
        return Refusal.of(Refusal.Kind.MALFORMED, "request.broken", null);
    }

    /** Body as the door reads it. */
    final class LimitedStream extends ServletInputStream {

        private final ServletInputStream in;
        private final byte[] one = new byte[1];
        private byte[] again = {};
        private int at;
        private long count;
        private boolean closed;

        private LimitedStream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int n = read(one, 0, 1);
            return n < 0 ? n : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at < again.length) {
                int n = Math.min(length, again.length - at);
                System.arraycopy(again, at, buffer, offset, n);
                at += n;
                return n;
            }
            return readInput(buffer, offset, length);
        }

        private int readInput(byte[] buffer, int offset, int length) throws IOException {
            if (refusal != null) {
                throw new IOException(refusal.english(), refusal);
            }
            try {
                int n = canReadWithoutBlocking()
                        ? pace.countRead(in.read(buffer, offset, length))
                        : pace.await(
                                getAttribute(Requests.CALLER) != null,
                                this::canReadWithoutBlocking,
                                () -> in.read(buffer, offset, length));
                if (n > 0) {
                    count += n;
                    rules.forEach(rule -> rule.pass(buffer, offset, n));
                }
                if (n < 0) {
                    rules.forEach(BodyRule::end);
                }
                if (isComplete()) {
                    pace.close();
                }
                return n;
            } catch (Refusal e) {
                throw recordRefusal(e);
            } catch (IOException e) {
                if (closed) {
                    throw e;
                }
                throw recordRefusal(e.getCause() instanceof TimeoutException ? BodyPace.tooSlow() : broken());
            }
        }

        private boolean isComplete() {
            return getContentLengthLong() >= 0 && count >= getContentLengthLong();
        }

        /** Returns whether a read returns without blocking. */
        private boolean canReadWithoutBlocking() throws IOException {
            return in.available() > 0 || in.isFinished() || isComplete();
        }

        @Override
        public int available() throws IOException {
            return at < again.length ? again.length - at : in.available();
        }

        @Override
        public boolean isFinished() {
            return at >= again.length && in.isFinished();
        }

        @Override
        public boolean isReady() {
            return at < again.length || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            closed = true;
            in.close();
        }

        /** Stream that records its bytes, so that they can be read again. */
        private final class PeekStream extends InputStream {

            private final int limit;
            private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

            private PeekStream(int limit) {
                this.limit = limit;
            }

            @Override
            public int read() throws IOException {
                int n = read(one, 0, 1);
                return n < 0 ? n : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int remaining = limit - seen.size();
                int n = remaining <= 0 ? -1 : readInput(buffer, offset, Math.min(remaining, length));
                if (n > 0) {
                    seen.write(buffer, offset, n);
                }
                return n;
            }

            @Override
            public void close() {
                again = seen.toByteArray();
                at = 0;
            }
        }
    }
}
