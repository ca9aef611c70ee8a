package city.pishkhan.runtime.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final List<String> OFFICE = List.of("/office/v1");

    private final Traffic traffic = new Traffic();

    @Test
    void waitsForWhoIsInsideAndLetsNobodyElseIn() {
        Traffic.Visit visit = traffic.enter("/office/v1/cases");
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> traffic.drain(OFFICE, 10_000));
        await().atMost(5, SECONDS).until(() -> traffic.enter("/office/v1/cases") == null);
        assertFalse(drained.isDone());
        traffic.leave(visit);
        drained.orTimeout(5, SECONDS).join();
        assertNull(traffic.enter("/office/v1"));
        traffic.reopen(OFFICE);
        assertNotNull(traffic.enter("/office/v1/cases"));
    }

    @Test
    void leavesOtherDoorsAlone() {
        traffic.enter("/agency/v1/worklist");
        traffic.enter("/office/v12");
        traffic.drain(OFFICE, 10_000);
        assertNotNull(traffic.enter("/agency/v1/worklist"));
        assertNotNull(traffic.enter("/office/v12/x"));
    }

    @Test
    void doesNotWaitForEver() {
        traffic.enter("/office/v1/hangs");
        long begin = System.nanoTime();
        traffic.drain(OFFICE, 100);
        assertTrue(System.nanoTime() - begin < SECONDS.toNanos(5));
    }

    @Test
    void neverHasSomebodyInsideADrainedDoor() {
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<Void>> visitors = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 20_000; n++) {
                        Traffic.Visit visit = traffic.enter("/office/v1/x");
                        if (visit != null) {
                            inside.incrementAndGet();
                            inside.decrementAndGet();
                            traffic.leave(visit);
                        }
                    }
                }))
                .toList();
        for (int n = 0; n < 50; n++) {
            traffic.drain(OFFICE, 10_000);
            assertTrue(inside.get() == 0);
            traffic.reopen(OFFICE);
        }
        visitors.forEach(CompletableFuture::join);
    }
}
