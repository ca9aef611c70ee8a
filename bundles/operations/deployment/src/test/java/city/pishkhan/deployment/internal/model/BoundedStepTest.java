package city.pishkhan.deployment.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedStepTest {
    private final BoundedStep step = new BoundedStep(Duration.ofMillis(50));

    @Test
    void failureNamesRootCause() {
        Fault fault = assertThrows(
                Fault.class,
                () -> step.run("start", () -> {
                    throw new IllegalStateException("outer", new IOException("no key"));
                }));
        assertEquals("start: IOException: no key", fault.getMessage());
        assertFalse(fault.isStuck());
    }

    @Test
    void interruptsHangingStep() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Fault fault = assertThrows(
                Fault.class,
                () -> step.run("stop", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                }));
        assertTrue(interrupted.get());
        assertFalse(fault.isStuck(), fault::toString);
        assertTrue(fault.getMessage().startsWith("stop did not complete within"), fault::getMessage);
    }

    @Test
    void uninterruptibleStepIsStuck() {
        CountDownLatch end = new CountDownLatch(1);
        Fault fault = assertThrows(
                Fault.class,
                () -> step.run("stop", () -> {
                    boolean over = false;
                    while (!over) {
                        try {
                            end.await();
                            over = true;
                        } catch (InterruptedException e) {
                            // ignores the interrupt, like a hanging step
                        }
                    }
                }));
        end.countDown();
        assertTrue(fault.isStuck());
    }
}
