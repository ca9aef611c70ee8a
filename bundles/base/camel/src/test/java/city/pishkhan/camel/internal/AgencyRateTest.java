package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgencyRateTest {
    private long now = Long.MAX_VALUE - Duration.ofMillis(100).toNanos();
    private final AgencyRate rate = new AgencyRate(2, () -> now);

    private void pass(long ms) {
        now += Duration.ofMillis(ms).toNanos();
    }

    private void goes() {
        assertEquals(Duration.ZERO, rate.acquire());
    }

    private void waits(long ms) {
        assertEquals(Duration.ofMillis(ms), rate.acquire());
    }

    @Test
    void soManyGoInAnySecondAndNoneMore() {
        goes();
        pass(600);
        goes();
        waits(400);
        pass(399);
        waits(1);
        pass(1);
        goes();
        waits(600);
    }

    @Test
    void isChangedWhileItIsInUse() {
        goes();
        goes();
        waits(1_000);
        rate.set(3);
        goes();
        rate.set(1);
        waits(1_000);
        pass(1_000);
        goes();
        waits(1_000);
        rate.set(0);
        for (int i = 0; i < 100; i++) {
            goes();
        }
    }
}
