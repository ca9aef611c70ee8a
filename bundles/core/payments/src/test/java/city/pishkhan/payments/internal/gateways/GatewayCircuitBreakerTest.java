package city.pishkhan.payments.internal.gateways;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayCircuitBreakerTest {
    private final SteppingClock watch = new SteppingClock();
    private final GatewayCircuitBreaker gatewayCircuitBreaker = new GatewayCircuitBreaker(watch);

    private void silent(int times) {
        for (int i = 0; i < times; i++) {
            gatewayCircuitBreaker.silent();
        }
    }

    @Test
    void oneOrTwoSilencesAreNoOutage() {
        silent(2);
        assertTrue(gatewayCircuitBreaker.admits());
        gatewayCircuitBreaker.answered();
        silent(2);
        assertTrue(gatewayCircuitBreaker.admits());
    }

    @Test
    void afterThreeItIsLeftAloneAndThenOneTries() {
        silent(3);
        assertFalse(gatewayCircuitBreaker.admits());
        watch.forward(Duration.ofSeconds(11));
        assertTrue(gatewayCircuitBreaker.admits());
        assertFalse(gatewayCircuitBreaker.admits(), "the others wait for what comes of it");
        gatewayCircuitBreaker.answered();
        assertTrue(gatewayCircuitBreaker.admits());
        assertTrue(gatewayCircuitBreaker.admits());
    }

    @Test
    void aTrialThatFailsDoublesTheWait() {
        silent(3);
        watch.forward(Duration.ofSeconds(11));
        assertTrue(gatewayCircuitBreaker.admits());
        gatewayCircuitBreaker.silent();
        watch.forward(Duration.ofSeconds(11));
        assertFalse(gatewayCircuitBreaker.admits());
        watch.forward(Duration.ofSeconds(10));
        assertTrue(gatewayCircuitBreaker.admits());
    }

    @Test
    void aTrialThatNobodyHeardOfIsNotTheLast() {
        silent(3);
        watch.forward(Duration.ofSeconds(11));
        assertTrue(gatewayCircuitBreaker.admits());
        watch.forward(Duration.ofSeconds(61));
        assertTrue(gatewayCircuitBreaker.admits());
    }

    @Test
    void silencesOfLongAgoSayNothing() {
        silent(2);
        watch.forward(Duration.ofMinutes(11));
        silent(2);
        assertTrue(gatewayCircuitBreaker.admits());
    }
}
