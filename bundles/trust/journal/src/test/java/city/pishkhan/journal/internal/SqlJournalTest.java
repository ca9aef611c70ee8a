package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.journal.Journal.Entry;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlJournalTest {
    private static final int WRITERS = 4;
    private static final int EACH = 25;

    static TestStore store;
    static Journal journal;
    static EntryNumberer numbering;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        journal = new SqlJournal(store.tx(), store.schemas());
        numbering = new EntryNumberer(store.tx(), journal);
        numbering.stop();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static UUID someCase(int entries) {
        UUID id = Ids.next();
        store.tx().run(sql -> {
            for (int i = 0; i < entries; i++) {
                journal.record(id, "stage.entered", Caller.HUB, Map.of("b", i, "a", "x"));
            }
        });
        return id;
    }

    @Test
    void chainsCaseEntriesAcrossTransactions() {
        UUID id = someCase(3);
        store.tx().run(sql -> journal.record(id, "case.closed", Caller.HUB, Map.of()));
        List<Entry> entries = journal.entries(id);
        assertEquals(4, entries.size());
        assertEquals("{\"a\":\"x\",\"b\":0}", entries.get(0).details());
        assertEquals(entries.get(2).hash(), entries.get(3).previous());
        assertEquals(List.of(), journal.check(id));
    }

    /** An entry added by another node is found, although this node has cached an earlier end of the chain. */
    @Test
    void continuesChainAfterEntriesOfOtherNode() {
        Journal other = new SqlJournal(store.tx(), store.schemas());
        UUID id = someCase(2);
        for (int turn = 0; turn < 3; turn++) {
            store.tx().run(sql -> {
                other.record(id, "by.the-other", Caller.HUB, Map.of());
                other.record(id, "by.the-other", Caller.HUB, Map.of());
            });
            store.tx().run(sql -> journal.record(id, "by.us", Caller.HUB, Map.of()));
        }
        assertEquals(11, journal.entries(id).size());
        assertEquals(List.of(), journal.check(id));
    }

    /** Only committed entries are cached. */
    @Test
    void rolledBackEntryIsNotCached() {
        UUID id = someCase(1);
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            journal.record(id, "never", Caller.HUB, Map.of());
            throw new IllegalStateException();
        }));
        store.tx().run(sql -> journal.record(id, "case.closed", Caller.HUB, Map.of()));
        assertEquals(2, journal.entries(id).size());
        assertEquals(List.of(), journal.check(id));
    }

    @Test
    void detectsChangedEntry() {
        UUID id = someCase(3);
        store.tx()
                .run(sql ->
                        sql.execute("update journal.entry set actor = 'other' where case_id = ? and position = 2", id));
        assertEquals(1, journal.check(id).size());
    }

    @Test
    void detectsRemovedEntry() {
        UUID id = someCase(3);
        store.tx().run(sql -> sql.execute("delete from journal.entry where case_id = ? and position = 2", id));
        assertFalse(journal.check(id).isEmpty());
    }

    @Test
    void rolledBackEntryIsNotStored() {
        UUID id = Ids.next();
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            journal.record(id, "never", Caller.HUB, Map.of());
            throw new IllegalStateException();
        }));
        UUID next = someCase(1);
        assertEquals(0, journal.entries(id).size());
        assertEquals(1, journal.entries(next).size());
    }

    @Test
    void numbersHaveNoGapAndWaitForRunningTransactions() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        UUID slow = Ids.next();
        Thread running = new Thread(() -> store.tx().run(sql -> {
            sql.execute("select pg_current_xact_id()");
            journal.record(slow, "slow", Caller.HUB, Map.of());
            written.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        running.start();
        written.await();
        UUID fast = someCase(2);
        numbering.number();
        assertTrue(
                journal.entries(fast).stream().allMatch(e -> e.sequence() == null), "an older transaction still runs");
        release.countDown();
        running.join();
        numbering.number();
        List<Long> numbers =
                journal.entriesAfter(0, 10_000).stream().map(Entry::sequence).toList();
        assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
        assertTrue(journal.entries(slow).get(0).sequence() != null
                && journal.entries(fast).get(1).sequence() != null);
        assertEquals(0, numbering.number(), "nothing is numbered twice");
    }

    /**
     * Concurrent entries of a case are chained one after the other: notices, payments and letters add entries to a case
     * that another transaction is changing.
     */
    @Test
    void concurrentEntriesOfCaseAreChained() throws Exception {
        UUID id = someCase(1);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Void>> work = Collections.nCopies(WRITERS, () -> {
                for (int i = 0; i < EACH; i++) {
                    store.tx().run(sql -> {
                        journal.record(id, "one", Caller.HUB, Map.of());
                        journal.record(id, "other", Caller.HUB, Map.of());
                    });
                }
                return null;
            });
            for (Future<Void> done : writers.invokeAll(work)) {
                done.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertEquals(List.of(), journal.check(id));
        List<String> events = journal.entries(id).stream().map(Entry::event).toList();
        assertEquals(1 + 2 * WRITERS * EACH, events.size());
        for (int i = 1; i < events.size(); i += 2) {
            assertEquals(List.of("one", "other"), events.subList(i, i + 2), "what is written together stays together");
        }
    }

    @Test
    void hubHasItsOwnChain() {
        store.tx().run(sql -> journal.record(null, "rules.activated", Caller.HUB, Map.of("hash", "x")));
        assertEquals(List.of(), journal.check(null));
        assertEquals("rules.activated", journal.entries(null).get(0).event());
    }
}
