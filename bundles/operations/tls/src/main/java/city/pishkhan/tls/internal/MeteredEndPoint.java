package city.pishkhan.tls.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that counts sent bytes and pipelined requests, and records since when it has waited for a request.
 * Jetty's own {@code minResponseDataRate} is checked only after a write has ended, so it never ends a write to a client
 * that does not read.
 */
final class MeteredEndPoint extends SocketChannelEndPoint {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredEndPoint.class);

    /** Number of bytes sent; only one thread sends at a time. */
    private volatile long sent;

    private volatile int begun;

    private volatile boolean isInRequest;

    private final @Nullable InetAddress peer;
    /** Time of the connection's opening or of the end of its last request, by {@link System#nanoTime}. */
    private volatile long waitsSinceNanos = System.nanoTime();

    /**
     * Start of the period in which the watch measures the sending rate, by {@link System#nanoTime}; 0 for none. Only
     * the watch uses this and {@code windowSent}, the bytes sent before that start.
     */
    private long windowNanos;

    private long windowSent;

    MeteredEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        peer = getRemoteSocketAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
    }

    /**
     * Address of the client, even after the connection has ended; {@code null} if the client disconnected before this
     * object was created.
     */
    @Nullable
    InetAddress peer() {
        return peer;
    }

    long waitsSinceNanos() {
        return waitsSinceNanos;
    }

    /** Returns {@code true} from the last byte of a request's headers until its response is complete. */
    boolean isInRequest() {
        return isInRequest;
    }

    /** Returns the connection below any layers such as TLS; {@code null} if it has another type. */
    static @Nullable MeteredEndPoint of(EndPoint endPoint) {
        EndPoint found = endPoint;
        while (found instanceof EndPoint.Wrapper wrapper) {
            found = wrapper.unwrap();
        }
        return found instanceof MeteredEndPoint paced ? paced : null;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        boolean whole = super.flush(buffers);
        sent += before - BufferUtil.remaining(buffers);
        return whole;
    }

    /**
     * Called when all received requests are processed and the connection waits for the client, so the count of
     * pipelined requests restarts.
     */
    @Override
    protected void needsFillInterest() {
        begun = 0;
        super.needsFillInterest();
    }

    /**
     * @return number of requests since the connection last waited for the client, including the request that begins now
     */
    int requestBegun() {
        int now = begun + 1;
        begun = now;
        isInRequest = true;
        return now;
    }

    void requestEnded() {
        waitsSinceNanos = System.nanoTime();
        isInRequest = false;
    }

    /**
     * Closes the connection if it has waited for a complete request longer than {@code mostMillis}. The idle timeout is
     * not enough, because every received byte restarts it. Call it regularly, from one thread at a time.
     */
    void checkRequest(long mostMillis, long nanos) {
        if (!isInRequest && mostMillis > 0 && nanos - waitsSinceNanos > TimeUnit.MILLISECONDS.toNanos(mostMillis)) {
            abort("The client sends no request");
        }
    }

    /** Closes the connection if the client reads its response too slowly. Call it regularly, from one thread at a time. */
    void check(ClientLimits pace, long nanos) {
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
            LOG.debug(
                    "{} read only {} bytes in {} ms; its connection is closed",
                    getRemoteSocketAddress(),
                    sent - windowSent,
                    millis);
            abort("The client reads its answer too slowly");
        } else if (millis >= pace.windowMillis()) {
            begin(nanos);
        }
    }

    private void begin(long nanos) {
        windowNanos = nanos == 0 ? 1 : nanos;
        windowSent = sent;
    }

    /** Closes without lingering, so that the operating system drops unsent bytes. */
    void abort(String reason) {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("The connection is already closed", e);
        }
        // an EofException, as for every connection closed by the client, is not logged with a stack trace
        close(new EofException(reason));
    }
}
