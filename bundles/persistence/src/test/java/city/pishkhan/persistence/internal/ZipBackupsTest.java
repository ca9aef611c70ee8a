package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.api.messaging.Idempotency.Outcome;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipBackupsTest {
    static final Caller CLERK = new Caller("clerk", Set.of());

    @TempDir
    Path folder;

    private static final class Sheets implements BackupPart {
        final Map<String, byte[]> content = new TreeMap<>();

        @Override
        public String folder() {
            return "sheets";
        }

        @Override
        public Stream<String> names() {
            return content.keySet().stream();
        }

        @Override
        public InputStream open(String name) {
            return new ByteArrayInputStream(content.get(name));
        }

        @Override
        public void put(String name, InputStream in) throws IOException {
            content.put(name, in.readAllBytes());
        }
    }

    private static TestStore hub() {
        TestStore store = TestStore.start();
        new SqlIdempotency(store.tx(), store.schemas(), new FakeVault());
        new SqlOutbox(store.tx(), store.schemas());
        return store;
    }

    @Test
    void everythingComesBack() throws IOException {
        Path file = folder.resolve("backup.zip");
        UUID waiting = UUID.randomUUID();
        Sheets sheets = new Sheets();
        sheets.content.put("ab", "سند".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (TestStore from = hub()) {
            new SqlIdempotency(from.tx(), from.schemas(), new FakeVault())
                    .once(CLERK, "open", "k", "d", () -> new Outcome("{\"متن\":1}", null));
            from.tx()
                    .run(sql ->
                            sql.execute("insert into outbox.message values (?, 'inquiry.fire', ?)", waiting, waiting));
            ZipBackups backups = new ZipBackups(from.tx());
            backups.parts = List.of(sheets);
            assertEquals(1, backups.write(file).rows().get("outbox.message"));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (TestStore to = hub()) {
            Sheets back = new Sheets();
            ZipBackups backups = new ZipBackups(to.tx());
            backups.parts = List.of(back);
            backups.restore(file);
            assertEquals(
                    "{\"متن\":1}",
                    new SqlIdempotency(to.tx(), to.schemas(), new FakeVault())
                            .once(CLERK, "open", "k", "d", () -> new Outcome("other", null))
                            .value());
            assertEquals(waiting, to.tx().required(sql -> sql.createQuery("select ref from outbox.message")
                    .mapTo(UUID.class)
                    .one()));
            assertEquals("سند", new String(back.content.get("ab"), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void tablesThatNumberRowsAndRefuseChangesAreRestoredAndGoOnSo() throws IOException {
        Path file = folder.resolve("backup.zip");
        try (TestStore from = withRules()) {
            from.tx().run(sql -> sql.execute("insert into outbox.rule (text, after) values ('a', 2), ('b', 1)"));
            new ZipBackups(from.tx()).write(file);
        }
        try (TestStore to = withRules()) {
            assertEquals(2, new ZipBackups(to.tx()).restore(file).rows().get("outbox.rule"));
            int next = to.tx()
                    .required(sql -> sql.createQuery("insert into outbox.rule (text) values ('c') returning id")
                            .mapTo(Integer.class)
                            .one());
            assertEquals(3, next);
            Exception refused = assertThrows(
                    RuntimeException.class, () -> to.tx().run(sql -> sql.execute("delete from outbox.rule")));
            assertTrue(refused.getMessage().contains("never changed"), refused.getMessage());
        }
    }

    private static TestStore withRules() {
        TestStore store = hub();
        store.tx().run(sql -> {
            sql.execute("create table outbox.rule (id int generated always as identity primary key, text text,"
                    + " after int references outbox.rule deferrable initially deferred)");
            sql.execute("create function outbox.immutable() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'never changed'; end $$");
            sql.execute("create trigger immutable before update or delete or truncate on outbox.rule"
                    + " for each statement execute function outbox.immutable()");
        });
        return store;
    }

    @Test
    void anotherSchemaVersionIsRefused() throws IOException {
        Path file = folder.resolve("backup.zip");
        try (TestStore from = hub()) {
            new ZipBackups(from.tx()).write(file);
        }
        try (TestStore to = TestStore.start()) {
            new SqlIdempotency(to.tx(), to.schemas(), new FakeVault());
            Refusal refusal = assertThrows(Refusal.class, () -> new ZipBackups(to.tx()).restore(file));
            assertEquals("backup.version", refusal.code());
        }
    }

    @Test
    void aBackupNeverOverwritesAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("backup.zip"));
        try (TestStore from = hub()) {
            assertThrows(IOException.class, () -> new ZipBackups(from.tx()).write(file));
        }
    }
}
