package city.pishkhan.camel.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Limits the number of inquiries sent to an agency in any period of one second. The limit can be changed at run time. Thread-safe. */
final class AgencyRate {
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Deque<Long> passed = new ArrayDeque<>();
    private int perSecond;

    /** @param perSecond maximum number of inquiries; 0 for no limit */
    AgencyRate(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    AgencyRate(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    synchronized void setPerSecond(int now) {
        perSecond = now;
    }

    synchronized int perSecond() {
        return perSecond;
    }

    /**
     * Requests permission for one inquiry.
     *
     * @return zero if the inquiry may be sent now and is counted; else the time until the next attempt
     */
    synchronized Duration acquire() {
        if (perSecond == 0) {
            passed.clear();
            return Duration.ZERO;
        }
        long now = nanos.getAsLong();
        while (!passed.isEmpty() && now - passed.peekFirst() >= WINDOW.toNanos()) {
            passed.removeFirst();
        }
        if (passed.size() >= perSecond) {
            return WINDOW.minusNanos(now - passed.peekFirst());
        }
        passed.addLast(now);
        return Duration.ZERO;
    }
}
