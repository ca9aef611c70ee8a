package city.pishkhan.platform.resilience;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.platform.resilience.CircuitBreaker.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Exception DOWN = new Exception("down");
    private static final int THREADS = 32;

    private volatile Instant now = Instant.parse("2026-05-03T08:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final CircuitBreaker breaker = breaker(null, null);

    private CircuitBreaker breaker(Duration longestTrial, Duration memory) {
        return new CircuitBreaker(
                "partner",
                new Rule(3, 3, 100, Duration.ofSeconds(10), Duration.ofSeconds(25), longestTrial, memory),
                clock);
    }

    private static void fail(CircuitBreaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(breaker.acquire());
            breaker.recordFailure(DOWN);
        }
    }

    private void forward(Duration time) {
        now = now.plus(time);
    }

    @Test
    void opensAfterConsecutiveFailuresOnly() {
        fail(breaker, 2);
        assertTrue(breaker.acquire());
        breaker.recordSuccess();
        fail(breaker, 2);
        assertEquals(State.CLOSED, breaker.state());
        assertNull(breaker.until());
        fail(breaker, 1);
        assertEquals(State.OPEN, breaker.state());
        assertEquals(now.plusSeconds(10), breaker.until());
        assertFalse(breaker.acquire());
    }

    @Test
    void permitsSingleTrialAmongManyThreads() throws Exception {
        fail(breaker, 3);
        forward(Duration.ofSeconds(10));
        assertEquals(1, permittedAtOnce());
        assertEquals(0, permittedAtOnce(), "until the trial has a result");
        breaker.recordFailure(DOWN);
        assertEquals(0, permittedAtOnce(), "the failed trial opened the breaker again");
        forward(Duration.ofSeconds(20));
        assertEquals(1, permittedAtOnce());
        breaker.recordSuccess();
        assertEquals(THREADS, permittedAtOnce());
    }

    private long permittedAtOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Boolean> call = () -> {
                start.await();
                return breaker.acquire();
            };
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(threads.submit(call));
            }
            start.countDown();
            long permitted = 0;
            for (Future<Boolean> made : calls) {
                permitted += made.get() ? 1 : 0;
            }
            return permitted;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failedTrialsDoublePauseUpToMaximum() {
        fail(breaker, 3);
        for (int seconds : new int[] {10, 20, 25, 25}) {
            assertEquals(now.plusSeconds(seconds), breaker.until());
            forward(Duration.ofSeconds(seconds - 1));
            assertFalse(breaker.acquire());
            forward(Duration.ofSeconds(1));
            fail(breaker, 1);
        }
        forward(Duration.ofSeconds(25));
        assertTrue(breaker.acquire());
        breaker.recordSuccess();
        fail(breaker, 3);
        assertEquals(now.plusSeconds(10), breaker.until(), "after a success the pauses are short again");
    }

    @Test
    void releasedTrialPermitsNextTrial() {
        fail(breaker, 3);
        forward(Duration.ofSeconds(10));
        assertTrue(breaker.acquire());
        assertFalse(breaker.acquire());
        breaker.release();
        assertTrue(breaker.acquire());
    }

    @Test
    void lostTrialCountsAsFailure() {
        CircuitBreaker impatient = breaker(Duration.ofMillis(50), null);
        fail(impatient, 3);
        forward(Duration.ofSeconds(10));
        assertTrue(impatient.acquire());
        await().atMost(Duration.ofSeconds(30)).until(() -> impatient.state() == State.OPEN);
        forward(Duration.ofSeconds(20));
        assertTrue(impatient.acquire());
    }

    @Test
    void oldFailuresExpire() {
        CircuitBreaker forgetful = breaker(null, Duration.ofMinutes(10));
        fail(forgetful, 2);
        forward(Duration.ofMinutes(11));
        fail(forgetful, 2);
        assertEquals(State.CLOSED, forgetful.state());
        forward(Duration.ofMinutes(9));
        fail(forgetful, 1);
        assertEquals(State.OPEN, forgetful.state());
    }

    @Test
    void partnerCanRequestLimitedPause() {
        breaker.open(Duration.ofSeconds(15));
        assertEquals(now.plusSeconds(15), breaker.until());
        breaker.open(Duration.ofSeconds(20));
        assertEquals(now.plusSeconds(15), breaker.until(), "calls that were sent together do not add up");
        forward(Duration.ofSeconds(14));
        assertFalse(breaker.acquire());
        forward(Duration.ofSeconds(1));
        assertTrue(breaker.acquire());
        breaker.open(Duration.ofHours(1));
        assertEquals(now.plusSeconds(25), breaker.until(), "no longer than the longest pause");
    }

    @Test
    void closeResetsOpenBreaker() {
        fail(breaker, 3);
        breaker.close();
        assertTrue(breaker.acquire());
        assertTrue(breaker.acquire());
        breaker.close();
        fail(breaker, 2);
        assertTrue(breaker.acquire());
    }

    @Test
    void operatorCanEndPause() {
        breaker.tryNow();
        assertEquals(State.CLOSED, breaker.state());
        fail(breaker, 3);
        breaker.tryNow();
        assertEquals(State.HALF_OPEN, breaker.state());
        assertNull(breaker.until());
        assertTrue(breaker.acquire());
        breaker.tryNow();
        assertFalse(breaker.acquire());
    }

    @Test
    void disabledBreakerPermitsAllCalls() {
        CircuitBreaker disabled = CircuitBreaker.disabled("bank");
        fail(disabled, 20);
        disabled.open(Duration.ofHours(1));
        assertTrue(disabled.acquire());
    }
}
