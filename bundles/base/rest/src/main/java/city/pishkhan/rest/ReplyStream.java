package city.pishkhan.rest;

import city.pishkhan.platform.resilience.CircuitBreaker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bytes of a response as they arrive. If they do not arrive in time, reading fails with an exception. */
final class ReplyStream extends FilterInputStream {
    private final CircuitBreaker circuitBreaker;
    private volatile boolean late;
    private boolean reported;

    /** @param within time for the whole body, from now on */
    ReplyStream(InputStream body, Duration within, CircuitBreaker circuitBreaker) {
        super(body);
        this.circuitBreaker = circuitBreaker;
        // closing wakes a blocked reader and does not block, so it can run on the timer's thread
        CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::expire);
    }

    private void expire() {
        late = true;
        try {
            in.close();
        } catch (IOException e) {
            // the body arrived too late and is not needed, so a failure to close it has no effect
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = in.read(buffer, offset, length);
            if (late) {
                throw new IOException("closed");
            }
            if (n < 0) {
                report(null);
            }
            return n;
        } catch (IOException e) {
            IOException cause = late ? new IOException("no complete reply in time") : e;
            report(cause);
            throw cause;
        }
    }

    /**
     * Reports the outcome of the call to the circuit breaker, unless it is already reported.
     *
     * @param cause reason of a failure; {@code null} for a complete body
     */
    private void report(@Nullable IOException cause) {
        if (!reported) {
            reported = true;
            if (cause == null) {
                circuitBreaker.recordSuccess();
            } else {
                circuitBreaker.recordFailure(cause);
            }
        }
    }

    /** Closes the stream. If the body was not read to its end, nothing is reported to the partner's breaker. */
    @Override
    public void close() throws IOException {
        if (!reported) {
            reported = true;
            circuitBreaker.release();
        }
        super.close();
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] passed = new byte[(int) Math.min(n, 8192)];
        return n <= 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
