package city.pishkhan.testkit.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Polls until a result is present, for events without a notification. */
public final class Poll {

    private Poll() {}

    /** A single check of a poll. */
    @FunctionalInterface
    public interface PollAttempt<T, E extends Exception> {
        Optional<T> check() throws E, InterruptedException;
    }

    /**
     * Checks at least once, until a result is present.
     *
     * @param limit     maximum time
     * @param pause     time between two checks
     * @param otherwise message of the exception if there is no result within {@code limit}
     * @throws CityException if there is no result within {@code limit}
     */
    public static <T, E extends Exception> T until(
            Duration limit, Duration pause, PollAttempt<T, E> check, Supplier<String> otherwise)
            throws E, InterruptedException {
        Instant until = Instant.now().plus(limit);
        while (true) {
            Optional<T> found = check.check();
            if (found.isPresent()) {
                return found.get();
            }
            if (Instant.now().isAfter(until)) {
                throw new CityException(otherwise.get());
            }
            Thread.sleep(pause.toMillis());
        }
    }
}
