package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.copy.DatabaseCopy;
import city.pishkhan.persistence.copy.ErasureRegister;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the register of erasures, from an erasure to the restore of an older database, and the health check of backups.
 */
class RestoreCompletionTest {
    private final UUID person = UUID.randomUUID();
    private final UUID oneCase = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @TempDir
    Path data;

    private TestStore store;
    private ErasureRecorder recorder;

    @BeforeEach
    void begin() throws IOException {
        store = TestStore.start();
        recorder = new ErasureRecorder(store.tx(), store.schemas(), data, "", "");
        store.tx().run(sql -> {
            // creates the same table as the vault
            sql.execute("create schema vault");
            sql.execute(
                    "create table vault.key (owner uuid primary key, master text, wrapped bytea, destroyed timestamptz,"
                            + " check ((wrapped is null) = (destroyed is not null)))");
            for (UUID owner : List.of(person, oneCase, other)) {
                sql.execute("insert into vault.key values (?, 'm', 'x')", owner);
            }
        });
    }

    @AfterEach
    void stop() {
        recorder.stop();
        store.close();
    }

    private long count(String where) {
        return store.tx().required(sql -> sql.createQuery("select count(*) from " + where)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void erasureIsRegisteredAfterCommit() throws IOException {
        assertEquals(0, Files.size(recorder.file()), "an empty register says that nobody was erased");
        store.tx().run(sql -> {
            recorder.erase(person, "x", List.of(oneCase));
            try {
                assertEquals(0, Files.size(recorder.file()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<ErasureRegister.Line> lines = recorder.register().read(recorder.file());
        assertEquals(
                List.of(recorder.register().digest(person), recorder.register().digest(oneCase)),
                lines.get(0).ids());
        assertEquals(1, recorder.write(), "once");
    }

    /**
     * The register of erasures contains every key that was destroyed with the person, also the separate key of the
     * person's papers.
     */
    @Test
    void registersEveryKeyDestroyedWithPerson() throws IOException {
        recorder.vault = Stubs.intercept(Vault.class, (proxy, method, arguments) -> List.of(person, oneCase, other));
        store.tx().run(sql -> recorder.erase(person, "x", List.of(oneCase)));
        List<ErasureRegister.Line> lines = recorder.register().read(recorder.file());
        assertEquals(recorder.register().digest(person), lines.get(0).ids().get(0));
        assertEquals(3, lines.get(0).ids().size());
        assertEquals(3, destroy(lines));
    }

    @Test
    void restoreErasesRegisteredPersonsAgain() throws IOException {
        recorder.register().append(recorder.file(), Map.of(person, List.of(oneCase)));
        List<ErasureRegister.Line> lines = recorder.register().read(recorder.file());
        assertEquals(2, destroy(lines));
        assertEquals(2, count("vault.key where wrapped is null and destroyed is not null"));
        assertEquals(1, count("vault.key where owner = '" + other + "' and wrapped is not null"));
        assertEquals(1, count("backup.erasure where again and kept is not null and person = '" + person + "'"));
        assertEquals(0, destroy(lines));
    }

    private int destroy(List<ErasureRegister.Line> lines) {
        return store.tx().required(sql -> new DatabaseCopy(sql).destroyKeys(recorder.register(), lines));
    }

    private List<String> trouble(Instant now) {
        return new BackupWatchService(store.tx(), 90, Clock.fixed(now, ZoneOffset.UTC))
                .status().warnings().stream()
                        .map(one -> one.what().english() + "; " + one.remedy().english())
                        .toList();
    }

    @Test
    void healthReportsFailedRehearsalsAndUnfinishedRestores() {
        Instant now = Instant.now();
        assertEquals(List.of(), trouble(now));
        store.tx().run(sql -> sql.execute("insert into backup.backup values (gen_random_uuid(), now(), 1, 1)"));
        assertEquals(List.of(), trouble(now));
        Instant later = now.plus(Duration.ofDays(91));
        assertTrue(trouble(later).get(0).startsWith("no backup was ever rehearsed"));
        store.tx()
                .run(sql -> sql.execute(
                        "insert into backup.rehearsal values (gen_random_uuid(), gen_random_uuid(), now(), now(), 2)"));
        assertTrue(trouble(now).get(0).contains("found faults"));
        store.tx()
                .run(sql -> sql.execute("insert into backup.rehearsal values (gen_random_uuid(), gen_random_uuid(),"
                        + " now(), now() + interval '90 days', 0)"));
        assertEquals(List.of(), trouble(later));
        store.tx()
                .run(sql -> sql.execute("insert into backup.restored values (gen_random_uuid(), gen_random_uuid(),"
                        + " now(), now(), true, true, 0)"));
        List<String> told = trouble(now);
        assertTrue(told.get(0).contains("without keys"), told::toString);
        assertTrue(told.get(0).contains("journal-rotate-key"), told::toString);
        assertTrue(told.get(1).contains("without the register of erasures"), told::toString);
        store.tx()
                .run(sql -> sql.execute("insert into backup.restored values (gen_random_uuid(), gen_random_uuid(),"
                        + " now(), now() + interval '1 hour', false, false, 0)"));
        assertEquals(List.of(), trouble(now));
        store.tx()
                .run(
                        sql -> sql.execute(
                                "insert into backup.erasure (person, cases, at) values (gen_random_uuid(), '{}', now() - interval '1 hour')"));
        assertFalse(trouble(now).isEmpty());
    }
}
