package city.pishkhan.runtime.internal.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When a volume is full if it fills on as it did: the straight line through what was free in the last hours. */
final class StorageForecast {
    private static final Duration WINDOW = Duration.ofHours(24);
    /** What came of an hour or less, such as a backup, is no pace. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private static final int FEWEST = 6;
    private static final Duration FARTHEST = Duration.ofDays(3650);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long free) {}

    /** @param free bytes */
    synchronized void add(Instant at, long free) {
        samples.addLast(new Sample(at, free));
        while (samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** Of the time that is looked at. */
    synchronized long hours() {
        return samples.isEmpty() ? 0 : span().toHours();
    }

    private Duration span() {
        return Duration.between(samples.getFirst().at(), samples.getLast().at());
    }

    /** From the last sample on; empty if it does not fill, if that is too far to tell, or if nobody knows yet. */
    synchronized Optional<Duration> full() {
        double bytesPerSecond = known() ? pace() : 0;
        if (bytesPerSecond <= 0) {
            return Optional.empty();
        }
        double seconds = samples.getLast().free() / bytesPerSecond;
        return seconds > FARTHEST.toSeconds() ? Optional.empty() : Optional.of(Duration.ofSeconds((long) seconds));
    }

    /** Bytes by which the volume fills in a day, below 0 if it empties; empty if nobody knows yet. */
    synchronized Optional<Long> bytesPerDay() {
        return known() ? Optional.of((long) (pace() * Duration.ofDays(1).toSeconds())) : Optional.empty();
    }

    private boolean known() {
        return samples.size() >= FEWEST && span().compareTo(SHORTEST) >= 0;
    }

    /** Bytes in a second, along the line. */
    private double pace() {
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
