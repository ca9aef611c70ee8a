package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction that relies on the register sees no change of the register before the transaction ends. */
class RegisterConsistencyTest {
    private final GovernanceHarness city = new GovernanceHarness();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        go.countDown();
        others.shutdown();
        others.awaitTermination(10, TimeUnit.SECONDS);
        city.close();
    }

    @Test
    void changeWaitsForRunningReaders() throws Exception {
        UUID before = city.governanceRepository.loadNewest().revision();
        // two reading transactions run at the same time without waiting for each other
        Future<UUID> first = startReader();
        Future<UUID> second = startReader();
        Awaitility.await().until(() -> locks(true) == 2);
        Future<Void> change = others.submit(() -> city.governanceRepository.change(sql -> null));
        Awaitility.await().until(() -> locks(false) == 1);
        assertFalse(change.isDone());
        go.countDown();
        assertEquals(before, first.get());
        assertEquals(before, second.get());
        change.get(10, TimeUnit.SECONDS);
        assertNotEquals(before, city.governanceRepository.loadNewest().revision());
    }

    @Test
    void readerThatWaitedSeesChange() throws Exception {
        UUID before = city.governanceRepository.loadNewest().revision();
        CompletableFuture<Void> changing = new CompletableFuture<>();
        Future<Void> change = others.submit(() -> city.governanceRepository.change(sql -> {
            changing.complete(null);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> go.getCount() == 0);
            return null;
        }));
        changing.get(10, TimeUnit.SECONDS);
        Future<UUID> after =
                others.submit(() -> city.governanceRepository.loadNewest().revision());
        Awaitility.await().until(() -> locks(false) == 1);
        go.countDown();
        change.get(10, TimeUnit.SECONDS);
        assertNotEquals(before, after.get(10, TimeUnit.SECONDS));
    }

    /** Starts a transaction that reads the register and ends when the latch is released. */
    private Future<UUID> startReader() {
        return others.submit(() -> city.database.tx().required(sql -> {
            UUID revision = city.governanceRepository.loadNewest().revision();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> go.getCount() == 0);
            return revision;
        }));
    }

    private long locks(boolean granted) {
        return city.database.tx().required(sql -> sql.createQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and granted = :granted")
                .bind("granted", granted)
                .mapTo(Long.class)
                .one());
    }
}
