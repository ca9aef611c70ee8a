package city.pishkhan.persistence.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.persistence.TestStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each version of the hub runs on its own schema and on the schema of the next version. */
class MigrationTest {
    private static final String FIRST = "create table report (id int primary key); insert into report values (1)";

    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void start() {
        store = TestStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /** Migrates with a bundle that contains these migrations. */
    private int migrate(String... migrations) throws IOException {
        Path bundle = Files.createTempDirectory(folder, "bundle");
        Path files = Files.createDirectories(bundle.resolve("db/sample"));
        for (int i = 0; i < migrations.length; i++) {
            Files.writeString(files.resolve("V" + (i + 1) + "__step.sql"), migrations[i]);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {bundle.toUri().toURL()}, null)) {
            return Migration.run(store.dataSource(), loader, "sample").migrationsExecuted;
        }
    }

    @Test
    void previousVersionRunsOnNewerSchema() throws IOException {
        assertEquals(2, migrate(FIRST, "alter table report add column place text"));
        assertEquals(0, migrate(FIRST));
        store.tx().run(sql -> sql.execute("insert into sample.report (id) values (2)"));
        assertEquals(1, migrate(FIRST, "alter table report add column place text", "create table photo (id int)"));
        assertEquals(0, migrate(FIRST, "alter table report add column place text"));
    }

    /**
     * {@code create index concurrently} runs outside a transaction and must not deadlock with the lock of the
     * migration.
     */
    @Test
    void createsIndexConcurrently() throws IOException {
        assertEquals(
                3,
                migrate(
                        FIRST,
                        "create index concurrently report_id on report (id)",
                        "alter table report add column place text"));
    }

    @Test
    void rejectsChangedMigration() throws IOException {
        migrate(FIRST);
        assertThrows(FlywayValidateException.class, () -> migrate("create table report (id bigint primary key)"));
    }
}
