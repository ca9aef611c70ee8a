package city.pishkhan.gate.internal.contexts;

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

class RequestDrainTest {

    private static final List<String> OFFICE = List.of("/office/v1");

    private final RequestDrain requestDrain = new RequestDrain();

    @Test
    void drainWaitsForVisitsAndAdmitsNoMore() {
        RequestDrain.Visit visit = requestDrain.enter("/office/v1/cases");
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> requestDrain.drain(OFFICE, 10_000));
        await().atMost(20, SECONDS).until(() -> requestDrain.enter("/office/v1/cases") == null);
        assertFalse(drained.isDone());
        requestDrain.leave(visit);
        drained.orTimeout(20, SECONDS).join();
        assertNull(requestDrain.enter("/office/v1"));
        requestDrain.reopen(OFFICE);
        assertNotNull(requestDrain.enter("/office/v1/cases"));
    }

    @Test
    void doesNotDrainOtherDoors() {
        requestDrain.enter("/agency/v1/worklist");
        requestDrain.enter("/office/v12");
        requestDrain.drain(OFFICE, 10_000);
        assertNotNull(requestDrain.enter("/agency/v1/worklist"));
        assertNotNull(requestDrain.enter("/office/v12/x"));
    }

    @Test
    void drainEndsAfterTimeout() {
        requestDrain.enter("/office/v1/hangs");
        requestDrain.drain(OFFICE, 100);
        assertNull(requestDrain.enter("/office/v1/cases"), "it is drained all the same");
    }

    @Test
    void drainedDoorHasNoVisitors() {
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<Void>> visitors = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 20_000; n++) {
                        RequestDrain.Visit visit = requestDrain.enter("/office/v1/x");
                        if (visit != null) {
                            inside.incrementAndGet();
                            inside.decrementAndGet();
                            requestDrain.leave(visit);
                        }
                    }
                }))
                .toList();
        for (int n = 0; n < 50; n++) {
            requestDrain.drain(OFFICE, 10_000);
            assertTrue(inside.get() == 0);
            requestDrain.reopen(OFFICE);
        }
        visitors.forEach(CompletableFuture::join);
    }
}
