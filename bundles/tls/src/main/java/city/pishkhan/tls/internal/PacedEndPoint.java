package city.pishkhan.tls.internal;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that counts sent bytes and pipelined requests. Jetty's own {@code minResponseDataRate} is checked only after a
 * write has ended, so it never ends a write to a client that does not read.
 */
final class PacedEndPoint extends SocketChannelEndPoint {
    private static final Logger LOG = LoggerFactory.getLogger(PacedEndPoint.class);

    /** Written by one thread at a time: the thread that sends. */
    private volatile long sent;

    private volatile int begun;

    /** Used by the watch only: start of the current window (0 for none), and the bytes sent until then. */
    private long windowNanos;

    private long windowSent;

    PacedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** Returns the underlying connection of an encrypted one, or this one itself; {@code null} if it is of another type. */
    static PacedEndPoint of(EndPoint endPoint) {
        EndPoint found = endPoint;
        while (found instanceof EndPoint.Wrapper wrapper) {
            found = wrapper.unwrap();
        }
        return found instanceof PacedEndPoint paced ? paced : null;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        boolean whole = super.flush(buffers);
        sent += before - BufferUtil.remaining(buffers);
        return whole;
    }

    /** Called when the connection waits for the client: later requests were not pipelined. */
    @Override
    protected void needsFillInterest() {
        begun = 0;
        super.needsFillInterest();
    }

    /** @return number of requests since the connection last waited for the client, including this one */
    int requestBegun() {
        int now = begun + 1;
        begun = now;
        return now;
    }

    /** Closes the connection if the client reads its response too slowly. Call it regularly, from one thread at a time. */
    void check(AnswerPace pace, long nanos) {
        if (!getWriteFlusher().isPending()) {
            windowNanos = 0;
            return;
        }
        if (windowNanos == 0) {
            begin(nanos);
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos - windowNanos);
        if (pace.isTooSlow(sent - windowSent, millis)) {
            LOG.debug("{} read {} bytes in {} ms and is closed", getRemoteSocketAddress(), sent - windowSent, millis);
            abort();
        } else if (millis >= pace.windowMillis()) {
            begin(nanos);
        }
    }

    private void begin(long nanos) {
        windowNanos = nanos == 0 ? 1 : nanos;
        windowSent = sent;
    }

    /** Closes without lingering, so that the operating system drops unsent bytes. */
    private void abort() {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("The connection is closed already", e);
        }
        // as every connection that its client has ended: nobody needs a trace
        close(new EofException("The client reads its answer too slowly"));
    }
}
