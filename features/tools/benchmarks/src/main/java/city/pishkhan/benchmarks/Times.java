package city.pishkhan.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Histogram of durations with a precision of three digits. Thread-safe. */
public final class Times {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    public void add(long nanos) {
        micros.recordValue(Math.min(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)), LONGEST_MICROS));
    }

    /** Returns a percentile in milliseconds. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1000.0;
    }

    public long count() {
        return micros.getTotalCount();
    }

    void clear() {
        micros.reset();
    }
}
