package city.pishkhan.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DeliveryThreadTest {

    @Test
    void runsWithoutPauseAndContinuesAfterErrors() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        DeliveryThread thread = DeliveryThread.start("delivery-test", () -> {
            int turn = turns.incrementAndGet();
            if (turn == 1_000) {
                throw new IllegalStateException("the database is away");
            }
            return turn < 1_000;
        });
        try {
            // with a pause after each turn this would take eight minutes
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> turns.get() > 1_001);
        } finally {
            thread.stop();
        }
        int ended = turns.get();
        Awaitility.await()
                .during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(20))
                .until(() -> turns.get() == ended);
    }

    @Test
    void doesNotRunWhileQuarantined() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        Participation.quarantine(true);
        DeliveryThread thread = DeliveryThread.start("delivery-test", () -> turns.incrementAndGet() < 0);
        try {
            Awaitility.await().during(Duration.ofMillis(700)).until(() -> turns.get() == 0);
            Participation.quarantine(false);
            Awaitility.await().until(() -> turns.get() > 0);
        } finally {
            Participation.quarantine(false);
            thread.stop();
        }
    }

    @Test
    void stopInterruptsRunningTurn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger turns = new AtomicInteger();
        AtomicBoolean interrupted = new AtomicBoolean();
        DeliveryThread thread = DeliveryThread.start("delivery-test", () -> {
            turns.incrementAndGet();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return true;
        });
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        thread.stop();
        assertTrue(interrupted.get());
        assertEquals(1, turns.get());
    }
}
