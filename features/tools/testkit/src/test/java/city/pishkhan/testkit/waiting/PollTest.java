package city.pishkhan.testkit.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void repeatsUntilResultIsPresent() throws Exception {
        String found = Poll.until(
                Duration.ofMinutes(1),
                PAUSE,
                () -> checks.incrementAndGet() < 3 ? Optional.empty() : Optional.of("there"),
                () -> "never");
        assertEquals("there 3", found + " " + checks);
    }

    @Test
    void checksOnceWithZeroTimeout() throws Exception {
        assertEquals("there", Poll.until(Duration.ZERO, PAUSE, () -> Optional.of("there"), () -> "never"));
    }

    @Test
    void timeoutReportsMissingResult() {
        CityException late = assertThrows(
                CityException.class,
                () -> Poll.until(Duration.ofMillis(20), PAUSE, Optional::empty, () -> "the hub never answered"));
        assertEquals("the hub never answered", late.getMessage());
    }

    @Test
    void exceptionEndsPolling() {
        assertThrows(
                IOException.class,
                () -> Poll.until(
                        Duration.ofMinutes(1),
                        PAUSE,
                        () -> {
                            throw new IOException("gone");
                        },
                        () -> "never"));
    }
}
