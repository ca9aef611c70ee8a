package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SheetLockTest {
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    private static TestStore store;

    @BeforeAll
    static void start() {
        store = TestStore.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static boolean canLockInOtherTransaction(String sha256) {
        return store.tx().separate(sql -> SheetLock.tryLockExclusive(sql, sha256));
    }

    @Test
    void sharedLockPreventsRemovalUntilTransactionEnds() {
        store.tx().run(sql -> {
            SheetLock.lockShared(sql, List.of(ONE));
            assertFalse(canLockInOtherTransaction(ONE));
            assertTrue(canLockInOtherTransaction(OTHER));
        });
        assertTrue(canLockInOtherTransaction(ONE));
    }

    @Test
    void sharedLocksDoNotBlockEachOther() {
        store.tx().run(first -> {
            SheetLock.lockShared(first, List.of(ONE));
            store.tx().separate(second -> {
                SheetLock.lockShared(second, List.of(ONE));
                assertFalse(SheetLock.tryLockExclusive(second, ONE), "the first names it");
                return null;
            });
            assertTrue(SheetLock.tryLockExclusive(first, ONE), "the second has ended");
        });
    }

    @Test
    void exclusiveLockExcludesOtherLocks() {
        store.tx().run(sql -> {
            assertTrue(SheetLock.tryLockExclusive(sql, ONE));
            assertFalse(canLockInOtherTransaction(ONE));
        });
    }
}
