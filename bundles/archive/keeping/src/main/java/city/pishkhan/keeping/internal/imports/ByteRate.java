package city.pishkhan.keeping.internal.imports;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits the disk rate of an import by delaying its reads. Thread-safe. */
public final class ByteRate {
    private static final double NANOS = 1e9;

    private final double bytesPerNano;
    private final LongSupplier clock;
    private final CountDownLatch never = new CountDownLatch(1);
    private double free;

    /**
     * @param bytesPerSecond maximum rate; 0 for no limit
     * @param clock clock in nanoseconds
     */
    public ByteRate(long bytesPerSecond, LongSupplier clock) {
        this.bytesPerNano = bytesPerSecond / NANOS;
        this.clock = clock;
        this.free = clock.getAsLong();
    }

    /**
     * Reserves the time for reading bytes at the permitted rate.
     *
     * @return nanoseconds to wait before the bytes may be read
     */
    synchronized long reserve(long bytes) {
        if (bytesPerNano == 0) {
            return 0;
        }
        long now = clock.getAsLong();
        long wait = Math.max(0, (long) (free - now));
        free = Math.max(free, now) + bytes / bytesPerNano;
        return wait;
    }

    public void acquire(long bytes) throws InterruptedException {
        long wait = reserve(bytes);
        if (wait > 0) {
            never.await(wait, TimeUnit.NANOSECONDS);
        }
    }
}
