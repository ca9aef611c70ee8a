package city.pishkhan.testkit.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again and again until something is there: what is waited for tells nobody when it comes. */
public final class Poll {

    private Poll() {}

    /** One look. */
    @FunctionalInterface
    public interface Look<T, E extends Exception> {
        Optional<T> look() throws E, InterruptedException;
    }

    /**
     * Looks at least once.
     *
     * @param pause     between two looks
     * @param otherwise what to say when nothing came within {@code limit}
     * @throws CityException if nothing came
     */
    public static <T, E extends Exception> T until(
            Duration limit, Duration pause, Look<T, E> look, Supplier<String> otherwise)
            throws E, InterruptedException {
        Instant until = Instant.now().plus(limit);
        while (true) {
            Optional<T> found = look.look();
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
