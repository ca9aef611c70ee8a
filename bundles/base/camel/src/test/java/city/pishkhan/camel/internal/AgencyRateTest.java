package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgencyRateTest {
    private long now = Long.MAX_VALUE - Duration.ofMillis(100).toNanos();
    private final AgencyRate rate = new AgencyRate(2, () -> now);

    private void advanceClock(long ms) {
        now += Duration.ofMillis(ms).toNanos();
    }

    private void assertPermitted() {
        assertEquals(Duration.ZERO, rate.acquire());
    }

    private void assertWait(long ms) {
        assertEquals(Duration.ofMillis(ms), rate.acquire());
    }

    @Test
    void permitsConfiguredRatePerSecond() {
        assertPermitted();
        advanceClock(600);
        assertPermitted();
        assertWait(400);
        advanceClock(399);
        assertWait(1);
        advanceClock(1);
        assertPermitted();
        assertWait(600);
    }

    @Test
    void rateCanChangeWhileInUse() {
        assertPermitted();
        assertPermitted();
        assertWait(1_000);
        rate.setPerSecond(3);
        assertPermitted();
        rate.setPerSecond(1);
        assertWait(1_000);
        advanceClock(1_000);
        assertPermitted();
        assertWait(1_000);
        rate.setPerSecond(0);
        for (int i = 0; i < 100; i++) {
            assertPermitted();
        }
    }
}
