package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long request bodies keep threads waiting. Each body needs a minimum average rate, and the number of bodies waited for is
 * limited, with a lower limit for callers without a login. A body that is already available needs no place.
 */
public final class BodyPace {

    /**
     * Minimum average rates, enforced after the grace time. Only time spent waiting for the body counts.
     * @param graceMillis waiting time in milliseconds without a minimum rate
     * @param anonymous   bytes per second for callers without a login
     * @param known       bytes per second for callers with a login
     */
    public record Rates(long graceMillis, long anonymous, long known) {}

    /** Read that may block. */
    @FunctionalInterface
    interface Read {
        int readBytes() throws IOException;
    }

    /** Check that does not block. */
    @FunctionalInterface
    interface ArrivalCheck {
        boolean hasArrived() throws IOException;
    }

    private static final int NANOS_A_MILLI = 1_000_000;
    /**
     * Maximum time in milliseconds that a request waits until fewer bodies arrive slowly. A body whose bytes have already
     * arrived with the headers is read at once and does not wait.
     */
    private static final long PATIENCE_MILLIS = 300;

    private static final long LOOK_MILLIS = 10;
    private static final int BUFFER_BYTES = 4_096;

    private final Rates rates;
    private final LongSupplier nanos;
    private final Semaphore places;
    private final Semaphore anonymousPlaces;
    /**
     * Limits the requests without a login that wait to read their body. Each waiting request occupies one of the gate's
     * places, which requests without a body need.
     */
    private final Semaphore anonymousQueue;

    private final HolderCounts networks = new HolderCounts();
    private final int ofNetwork;

    /**
     * @param waiting   maximum number of bodies waited for at once
     * @param anonymous maximum number of these without a login
     */
    public BodyPace(Rates rates, int waiting, int anonymous) {
        this(rates, waiting, anonymous, anonymous - anonymous / 4);
    }

    /** @param network maximum number of bodies without a login of one network; three quarters of {@code anonymous} if not given */
    public BodyPace(Rates rates, int waiting, int anonymous, int network) {
        this(rates, waiting, anonymous, network, System::nanoTime);
    }

    BodyPace(Rates rates, int waiting, int anonymous, int network, LongSupplier nanos) {
        ofNetwork = Math.max(1, network);
        this.rates = rates;
        this.nanos = nanos;
        places = new Semaphore(waiting);
        anonymousPlaces = new Semaphore(anonymous);
        anonymousQueue = new Semaphore(anonymous);
    }

    /** @param network of the client, or {@code null} if it is unknown */
    Body body(@Nullable String network) {
        return new Body(network);
    }

    /**
     * Reads and discards bytes of a request of a caller without a login. No read blocks, so that a client that sends nothing is refused
     * after the grace time, and not only when its connection times out.
     * @param network of the client, or {@code null} if it is unknown
     * @throws IOException if the client disconnected, sent too slowly, or found no place
     */
    public void read(HttpServletRequest request, @Nullable String network, int bytes) throws IOException {
        ServletInputStream in = request.getInputStream();
        ArrivalCheck look = () -> in.available() > 0 || in.isFinished();
        byte[] buffer = new byte[Math.min(bytes, BUFFER_BYTES)];
        int left = bytes;
        try (Body body = body(network)) {
            while (left > 0) {
                int count = Math.min(left, buffer.length);
                int n = look.hasArrived()
                        ? body.countRead(in.read(buffer, 0, count))
                        : body.await(false, look, () -> {
                            body.awaitArrival(look);
                            return in.read(buffer, 0, count);
                        });
                if (n < 0) {
                    return;
                }
                left -= n;
            }
        } catch (Refusal e) {
            throw new IOException(e.english(), e);
        }
    }

    /** Acquires a place, waiting for a short time. */
    private interface Place {
        boolean acquire(long millis) throws InterruptedException;
    }

    /** One body. It occupies a place from the first wait until its end; {@link #close} it when the request ends. */
    final class Body implements AutoCloseable {
        private final @Nullable String network;
        private final List<Runnable> held = new ArrayList<>();
        private long bytes;
        private long waitedNanos;
        private long patienceNanos;

        private Body(@Nullable String network) {
            this.network = network;
        }

        /**
         * Counts bytes that were read without waiting; a negative number ends the body.
         *
         * @return {@code n}
         */
        int countRead(int n) {
            bytes += Math.max(n, 0);
            if (n < 0) {
                close();
            }
            return n;
        }

        /**
         * Reads bytes that may not have arrived yet.
         * @param known {@code true} if the caller is logged in
         * @param look  tests whether bytes have arrived
         * @throws Refusal UNAVAILABLE {@code hub.busy} without a free place, SLOW {@code request.too-slow} below the minimum rate
         */
        int await(boolean known, ArrivalCheck look, Read read) throws IOException {
            if (held.isEmpty()) {
                boolean mustWait = (known
                                || network == null
                                || acquirePlace(false, this::acquireNetworkPlace, this::releaseNetworkPlace, look))
                        && (known || acquirePlace(false, anonymousPlaces, look))
                        && acquirePlace(known, places, look);
                if (!mustWait) {
                    close();
                    return countRead(read.readBytes());
                }
            }
            int n = countRead(readTimed(read));
            if (n >= 0) {
                checkRate(known, waitedNanos);
            }
            return n;
        }

        /** Waits until bytes have arrived; the end of a body of unknown length is not recognized. Call it within a read. */
        private void awaitArrival(ArrivalCheck look) throws IOException {
            long begin = nanos.getAsLong();
            while (!look.hasArrived()) {
                LockSupport.parkNanos(LOOK_MILLIS * NANOS_A_MILLI);
                checkRate(false, waitedNanos + nanos.getAsLong() - begin);
            }
        }

        private boolean acquireNetworkPlace(long millis) {
            if (networks.tryIncrement(network, ofNetwork)) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            return false;
        }

        private void releaseNetworkPlace() {
            networks.decrement(network);
        }

        private boolean acquirePlace(boolean known, Semaphore free, ArrivalCheck look) throws IOException {
            return acquirePlace(known, millis -> free.tryAcquire(millis, TimeUnit.MILLISECONDS), free::release, look);
        }

        /** @return {@code true} if a place was acquired, {@code false} if bytes have arrived and no place is needed */
        private boolean acquirePlace(boolean known, Place free, Runnable release, ArrivalCheck look)
                throws IOException {
            long begin = nanos.getAsLong();
            boolean queued = known;
            try {
                while (!free.acquire(LOOK_MILLIS)) {
                    if (look.hasArrived()) {
                        return false;
                    }
                    if (!queued && !anonymousQueue.tryAcquire()) {
                        throw busy();
                    }
                    queued = true;
                    if (patienceNanos + nanos.getAsLong() - begin > PATIENCE_MILLIS * NANOS_A_MILLI) {
                        throw busy();
                    }
                }
                held.add(release);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for a body", e);
            } finally {
                if (queued && !known) {
                    anonymousQueue.release();
                }
                patienceNanos += nanos.getAsLong() - begin;
                waitedNanos += nanos.getAsLong() - begin;
            }
        }

        /** Releases the body's places. */
        @Override
        public void close() {
            held.forEach(Runnable::run);
            held.clear();
        }

        private int readTimed(Read read) throws IOException {
            long begin = nanos.getAsLong();
            try {
                return read.readBytes();
            } finally {
                waitedNanos += nanos.getAsLong() - begin;
            }
        }

        private void checkRate(boolean known, long nanosWaited) {
            long millis = nanosWaited / NANOS_A_MILLI;
            if (millis > rates.graceMillis() && bytes * 1_000 < (known ? rates.known() : rates.anonymous()) * millis) {
                throw tooSlow();
            }
        }
    }

    public static Refusal busy() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "hub.busy", null);
    }

    static Refusal tooSlow() {
        return Refusal.of(Refusal.Kind.SLOW, "request.too-slow", null);
    }
}
