package city.pishkhan.payments.internal.gateways;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.payments.internal.Town.Watch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Watch watch = new Watch();
    private final Breaker breaker = new Breaker(watch);

    private void silent(int times) {
        for (int i = 0; i < times; i++) {
            breaker.silent();
        }
    }

    @Test
    void oneOrTwoSilencesAreNoOutage() {
        silent(2);
        assertTrue(breaker.admits());
        breaker.answered();
        silent(2);
        assertTrue(breaker.admits());
    }

    @Test
    void afterThreeItIsLeftAloneAndThenOneTries() {
        silent(3);
        assertFalse(breaker.admits());
        watch.forward(Duration.ofSeconds(11));
        assertTrue(breaker.admits());
        assertFalse(breaker.admits(), "the others wait for what comes of it");
        breaker.answered();
        assertTrue(breaker.admits());
        assertTrue(breaker.admits());
    }

    @Test
    void aTrialThatFailsDoublesTheWait() {
        silent(3);
        watch.forward(Duration.ofSeconds(11));
        assertTrue(breaker.admits());
        breaker.silent();
        watch.forward(Duration.ofSeconds(11));
        assertFalse(breaker.admits());
        watch.forward(Duration.ofSeconds(10));
        assertTrue(breaker.admits());
    }

    @Test
    void aTrialThatNobodyHeardOfIsNotTheLast() {
        silent(3);
        watch.forward(Duration.ofSeconds(11));
        assertTrue(breaker.admits());
        watch.forward(Duration.ofSeconds(61));
        assertTrue(breaker.admits());
    }

    @Test
    void silencesOfLongAgoSayNothing() {
        silent(2);
        watch.forward(Duration.ofMinutes(11));
        silent(2);
        assertTrue(breaker.admits());
    }
}
