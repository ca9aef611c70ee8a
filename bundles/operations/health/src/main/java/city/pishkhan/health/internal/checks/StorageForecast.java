package city.pishkhan.health.internal.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Forecasts when a volume is full, by linear regression over the free space of the last 24 hours. Thread-safe. */
final class StorageForecast {
    private static final Duration WINDOW = Duration.ofHours(24);
    /** Minimum time span; a change within an hour or less, such as a backup, does not indicate a trend. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private static final int FEWEST = 6;
    private static final Duration FARTHEST = Duration.ofDays(3650);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long free) {}

    /** @param free free space in bytes */
    synchronized void add(Instant at, long free) {
        samples.addLast(new Sample(at, free));
        while (samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** Length of the sampled period in full hours. */
    synchronized long hours() {
        return samples.isEmpty() ? 0 : span().toHours();
    }

    private Duration span() {
        return Duration.between(samples.getFirst().at(), samples.getLast().at());
    }

    /**
     * Time from the last sample until the volume is full; empty if it does not fill, if it takes more than 10 years, or without enough
     * samples.
     */
    synchronized Optional<Duration> timeUntilFull() {
        double bytesPerSecond = hasEnoughSamples() ? growthRate() : 0;
        if (bytesPerSecond <= 0) {
            return Optional.empty();
        }
        double seconds = samples.getLast().free() / bytesPerSecond;
        return seconds > FARTHEST.toSeconds() ? Optional.empty() : Optional.of(Duration.ofSeconds((long) seconds));
    }

    /** Bytes by which the used space grows per day, negative if it shrinks; empty without enough samples. */
    synchronized Optional<Long> bytesPerDay() {
        return hasEnoughSamples()
                ? Optional.of((long) (growthRate() * Duration.ofDays(1).toSeconds()))
                : Optional.empty();
    }

    private boolean hasEnoughSamples() {
        return samples.size() >= FEWEST && span().compareTo(SHORTEST) >= 0;
    }

    /** Slope of the regression line: bytes per second by which the used space grows. */
    private double growthRate() {
        Instant begin = samples.getFirst().at();
        double meanTime = samples.stream()
                .mapToDouble(sample -> Duration.between(begin, sample.at()).toSeconds())
                .average()
                .orElseThrow();
        double meanFree = samples.stream().mapToDouble(Sample::free).average().orElseThrow();
        double together = 0;
        double square = 0;
        for (Sample sample : samples) {
            double time = Duration.between(begin, sample.at()).toSeconds() - meanTime;
            together += time * (sample.free() - meanFree);
            square += time * time;
        }
        return square == 0 ? 0 : -together / square;
    }
}
