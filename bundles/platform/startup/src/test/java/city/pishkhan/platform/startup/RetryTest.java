package city.pishkhan.platform.startup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {

    private final AtomicInteger tries = new AtomicInteger();

    private Retry retry(int failures, Exception failure) {
        return new Retry(
                "broker",
                () -> {
                    if (tries.incrementAndGet() <= failures) {
                        throw failure;
                    }
                },
                Duration.ofMillis(5));
    }

    @Test
    void startsImmediatelyIfNothingFails() {
        try (Retry retry = retry(0, null).begin()) {
            assertEquals(Optional.empty(), retry.problem());
            assertEquals(1, tries.get());
        }
    }

    @Test
    void retriesUntilSuccessAndReportsProblem() {
        try (Retry retry = retry(3, new InvocationTargetException(new AccessDeniedException("/data/artemis")))
                .begin()) {
            assertEquals(Optional.of("no access to /data/artemis"), retry.problem());
            await().atMost(20, SECONDS).until(() -> retry.problem().isEmpty());
            assertEquals(4, tries.get());
        }
    }

    @Test
    void stopsRetryingWhenClosed() {
        Retry retry = retry(Integer.MAX_VALUE, new IOException("full")).begin();
        await().atMost(20, SECONDS).until(() -> tries.get() > 1);
        retry.close();
        int then = tries.get();
        retry.close();
        assertEquals(then, tries.get());
        assertEquals(Optional.of("full"), retry.problem());
    }

    @Test
    void describesCauseInPlainText() {
        assertEquals("no such file: /x", Causes.plain(new RuntimeException(new NoSuchFileException("/x"))));
        assertEquals(
                "The key cannot be read: no such file: /x",
                Causes.plain(new InvocationTargetException(
                        new IllegalStateException("The key cannot be read", new NoSuchFileException("/x")))));
        assertEquals("NullPointerException", Causes.plain(new NullPointerException()));
        assertEquals("a b", Causes.plain(new IOException("a\n\tb")));
    }
}
