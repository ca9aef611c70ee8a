package city.pishkhan.archive.internal.imports;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The share of the disk that an import may have: whoever takes bytes waits until those before are paid for. */
public final class ByteRate {
    private static final double NANOS = 1e9;

    private final double bytesPerNano;
    private final LongSupplier clock;
    private final CountDownLatch never = new CountDownLatch(1);
    private double free;

    /** @param bytesPerSecond 0 for no limit */
    public ByteRate(long bytesPerSecond, LongSupplier clock) {
        this.bytesPerNano = bytesPerSecond / NANOS;
        this.clock = clock;
        this.free = clock.getAsLong();
    }

    /** @return nanoseconds to wait before the bytes are read */
    synchronized long due(long bytes) {
        if (bytesPerNano == 0) {
            return 0;
        }
        long now = clock.getAsLong();
        long wait = Math.max(0, (long) (free - now));
        free = Math.max(free, now) + bytes / bytesPerNano;
        return wait;
    }

    public void take(long bytes) throws InterruptedException {
        long wait = due(bytes);
        if (wait > 0) {
            never.await(wait, TimeUnit.NANOSECONDS);
        }
    }
}
