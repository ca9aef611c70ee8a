package city.pishkhan.audit.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.DiskSpool;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActRecorderTest {

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final AtomicBoolean down = new AtomicBoolean();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private ActRecorder recorder() {
        ActRecorder recorder = new ActRecorder(folder);
        recorder.tx = database.tx();
        recorder.schemas = database.schemas();
        recorder.journal = failing();
        return recorder;
    }

    /** Returns the real journal, except that {@code record} fails while the database is down. */
    private Journal failing() {
        return Stubs.intercept(Journal.class, (proxy, method, args) -> {
            if (down.get() && method.getName().equals("record")) {
                throw new IllegalStateException("no connection");
            }
            try {
                return method.invoke(journal, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private List<String> journaled() {
        return database.tx().required(sql -> sql.createQuery(
                        "select event || ' ' || actor || ' ' || details::text from journal.entry order by id")
                .mapTo(String.class)
                .list());
    }

    private long spooled() throws Exception {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void recordsActInJournalWithItsTime() throws Exception {
        ActRecorder recorder = recorder();
        recorder.record(
                "operator.command", "console:root", "bundle:install x", Map.of("commands", List.of("bundle:install")));
        await().atMost(10, SECONDS).until(() -> journaled().size() == 1);
        String entry = journaled().get(0);
        assertTrue(entry.startsWith("operator.command console:root "), entry);
        assertTrue(entry.contains("bundle:install") && entry.contains("\"at\"") && entry.contains("\"line\""), entry);
        assertFalse(entry.contains("bundle:install x"), entry);
        await().atMost(10, SECONDS).until(() -> spooled() == 0);
        recorder.stop();
    }

    @Test
    void keepsActsOnDiskWhileDatabaseIsDown() throws Exception {
        down.set(true);
        ActRecorder recorder = recorder();
        recorder.record("operator.command", "console:root", "one", Map.of("n", 1));
        recorder.record("operator.command", "console:root", "two", Map.of("n", 2));
        assertEquals(2, spooled(), "on disk before anything is done");
        recorder.stop();
        assertEquals(List.of(), journaled());
        down.set(false);
        ActRecorder after = recorder();
        await().atMost(10, SECONDS).until(() -> journaled().size() == 2);
        assertTrue(
                journaled().get(0).contains("\"n\":1") || journaled().get(0).contains("\"n\": 1"),
                journaled()::toString);
        after.stop();
    }

    /** An action is journaled once, even if the node is killed after the commit and before the file is deleted. */
    @Test
    void journalsActOnce() throws Exception {
        Act act = new Act(Ids.next(), Instant.now(), "operator.command", "console:root", Map.of("n", 1));
        ActRecorder.spool(folder).add(act);
        ActRecorder recorder = recorder();
        await().atMost(10, SECONDS).until(() -> spooled() == 0);
        ActRecorder.spool(folder).add(act);
        await().atMost(10, SECONDS).until(() -> spooled() == 0);
        assertEquals(1, journaled().size());
        recorder.stop();
    }

    /** An action is recorded on disk while the hub starts without its database. */
    @Test
    void recordsActsBeforeDatabaseIsAvailable() throws Exception {
        ActRecorder recorder = new ActRecorder(folder);
        recorder.record("operator.command", "console:root", "one", Map.of("n", 1));
        assertEquals(1, spooled());
        recorder.schemas = database.schemas();
        recorder.journal = journal;
        recorder.tx = database.tx();
        await().atMost(10, SECONDS).until(() -> journaled().size() == 1);
        recorder.stop();
    }

    /** A person who can write to the folder cannot forge other journal entries than those of the audit. */
    @Test
    void invalidActsDoNotBlockValidActs() throws Exception {
        DiskSpool<Act> spool = ActRecorder.spool(folder);
        spool.add(new Act(Ids.next(), Instant.now(), "decision.adopted", "chair", Map.of()));
        spool.add(new Act(Ids.next(), Instant.now(), "operator.command", "chair", Map.of()));
        Files.writeString(folder.resolve("0.json"), "x");
        spool.add(new Act(Ids.next(), Instant.now(), "operator.command", "console:root", Map.of("n", 1)));
        ActRecorder recorder = recorder();
        await().atMost(10, SECONDS).until(() -> journaled().size() == 1);
        assertTrue(journaled().get(0).startsWith("operator.command console:root"), journaled()::toString);
        assertTrue(Files.exists(folder.resolve("0.json.damaged")));
        recorder.stop();
    }

    @Test
    void ignoresIncompleteActs() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Ids.next() + ".draft"), "{\"id\":");
        assertEquals(List.of(), ActRecorder.spool(folder).waiting(10));
    }
}
