package city.pishkhan.platform.imaging.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WorkLimitTest {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(2);

    @AfterAll
    static void stop() {
        CLOCK.shutdownNow();
    }

    private static Process shell(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", program).start();
    }

    @Test
    void killsProcessAtWorkLimit() throws Exception {
        Process busy = shell("while :; do :; done");
        try (WorkLimit limit = new WorkLimit(busy, CLOCK, SHORT, LONG)) {
            busy.waitFor();
            assertTrue(limit.isSpent());
        }
    }

    @Test
    void killsIdleProcessWithoutMarkingLimitSpent() throws Exception {
        Process idle = shell("exec sleep 600");
        try (WorkLimit limit = new WorkLimit(idle, CLOCK, LONG, SHORT)) {
            idle.waitFor();
            assertFalse(limit.isSpent());
        }
    }

    @Test
    void finishedJobKeepsProcessForNextLimit() throws Exception {
        Process process = shell("read line; while :; do :; done");
        new WorkLimit(process, CLOCK, SHORT, SHORT).close();
        try (WorkLimit next = new WorkLimit(process, CLOCK, SHORT, LONG)) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            process.waitFor();
            assertTrue(next.isSpent(), "by the limit of what it is asked now");
        }
    }
}
