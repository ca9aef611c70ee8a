package city.pishkhan.payments.internal.gateways;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.platform.resilience.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests when the registry's circuit breakers open and close. {@code CircuitBreakerTest} tests the breaker itself. */
class GatewayRegistryTest {
    private final SteppingClock watch = new SteppingClock();
    private final CircuitBreaker breaker = new GatewayRegistry(null, watch).breaker("mellat");

    private void silent(int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(breaker.acquire());
            breaker.recordFailure(GatewayRegistry.silent("mellat"));
        }
    }

    @Test
    void breakerPausesAfterThreeTimeoutsThenProbes() {
        silent(2);
        breaker.close();
        silent(3);
        for (int seconds : new int[] {10, 20, 40, 80, 160, 160}) {
            watch.advance(Duration.ofSeconds(seconds - 5));
            assertFalse(breaker.acquire());
            watch.advance(Duration.ofSeconds(6));
            silent(1);
        }
        watch.advance(Duration.ofSeconds(161));
        assertTrue(breaker.acquire());
        assertFalse(breaker.acquire(), "one tries");
        breaker.close();
        silent(2);
        assertTrue(breaker.acquire());
    }

    @Test
    void oldTimeoutsDoNotCount() {
        silent(2);
        watch.advance(Duration.ofMinutes(11));
        silent(2);
        assertTrue(breaker.acquire());
    }
}
