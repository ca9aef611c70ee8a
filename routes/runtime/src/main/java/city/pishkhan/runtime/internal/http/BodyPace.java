package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How bodies may keep threads waiting: each must come fast enough on the whole, and only so many are waited for at once, of callers whom
 * nobody knows fewer still. A body that is there already waits for nobody and needs no place.
 */
public final class BodyPace {

    /**
     * What a body must come to on the whole once it has been waited for longer than the grace; time that a door takes over it does not count.
     *
     * @param graceMillis what is waited in any case
     * @param anonymous   bytes a second of a caller who is not known yet
     * @param known       bytes a second of one who is logged in
     */
    public record Rates(long graceMillis, long anonymous, long known) {}

    /** Reads what may not be there yet. */
    @FunctionalInterface
    interface Read {
        int bytes() throws IOException;
    }

    /** Looks without waiting. */
    @FunctionalInterface
    interface Look {
        boolean there() throws IOException;
    }

    private static final int NANOS_A_MILLI = 1_000_000;
    /** So long in all a body without a place is waited for: one that comes right behind its headers needs none. */
    private static final long PATIENCE_MILLIS = 300;

    private static final long LOOK_MILLIS = 10;

    private final Rates rates;
    private final LongSupplier nanos;
    private final Semaphore places;
    private final Semaphore anonymousPlaces;

    /**
     * @param waiting   bodies that are waited for at once at most
     * @param anonymous how many of them may be of callers whom nobody knows
     */
    public BodyPace(Rates rates, int waiting, int anonymous) {
        this(rates, waiting, anonymous, System::nanoTime);
    }

    BodyPace(Rates rates, int waiting, int anonymous, LongSupplier nanos) {
        this.rates = rates;
        this.nanos = nanos;
        places = new Semaphore(waiting);
        anonymousPlaces = new Semaphore(anonymous);
    }

    Body body() {
        return new Body();
    }

    /** One body. From when it first has to be waited for until its end it has a place; {@link #close} it when its request is over. */
    final class Body implements AutoCloseable {
        private final List<Semaphore> held = new ArrayList<>();
        private long bytes;
        private long waitedNanos;
        private long patienceNanos;

        private Body() {}

        /** What came without waiting. */
        int came(int n) {
            bytes += Math.max(n, 0);
            if (n < 0) {
                close();
            }
            return n;
        }

        /**
         * What may have to be waited for.
         *
         * @param look whether it has come meanwhile
         * @throws Refusal UNAVAILABLE {@code hub.busy} without a free place, SLOW {@code request.too-slow} below the rate
         */
        int await(boolean known, Look look, Read read) throws IOException {
            if (held.isEmpty()) {
                boolean waits = (known || place(anonymousPlaces, look)) && place(places, look);
                if (!waits) {
                    close();
                    return came(read.bytes());
                }
            }
            int n = came(timed(read));
            if (n >= 0) {
                pace(known);
            }
            return n;
        }

        /** @return whether a place is taken; if not, none is needed any more */
        private boolean place(Semaphore free, Look look) throws IOException {
            long begin = nanos.getAsLong();
            try {
                while (!free.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (look.there()) {
                        return false;
                    }
                    if (patienceNanos + nanos.getAsLong() - begin > PATIENCE_MILLIS * NANOS_A_MILLI) {
                        throw busy();
                    }
                }
                held.add(free);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while a body was waited for", e);
            } finally {
                patienceNanos += nanos.getAsLong() - begin;
                waitedNanos += nanos.getAsLong() - begin;
            }
        }

        /** Gives its place back. */
        @Override
        public void close() {
            held.forEach(Semaphore::release);
            held.clear();
        }

        private int timed(Read read) throws IOException {
            long begin = nanos.getAsLong();
            try {
                return read.bytes();
            } finally {
                waitedNanos += nanos.getAsLong() - begin;
            }
        }

        private void pace(boolean known) {
            long millis = waitedNanos / NANOS_A_MILLI;
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
