package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.archive.internal.ArchiveComponent;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test bed with the archive's tables, two folders of sheets and a journal. */
abstract class FixityTestBed {
    static TestStore database;

    @TempDir
    Path folder;

    SheetStore store;
    SheetStore copy;
    SteppingClock clock;
    final List<String> journal = new ArrayList<>();
    final List<Map<String, ?>> details = new ArrayList<>();
    FixityCycle cycle;
    SheetCopier copier;

    @BeforeAll
    static void start() {
        database = TestStore.start();
        database.schemas().migrate(ArchiveComponent.class, "archive");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() throws IOException {
        clock = new SteppingClock();
        database.tx().run(sql -> {
            sql.execute(
                    "truncate archive.content, archive.fault, archive.uncopied, archive.copy_place, archive.fixity");
            sql.execute(
                    "insert into archive.fixity (next, begun) values ('2000-01-01', ?::timestamptz)",
                    clock.instant().toString());
        });
        store = files("archive");
        copy = files("copy");
        copier = new SheetCopier(database.tx());
        cycle = node();
    }

    FixityCycle node() {
        HubJournal entries = (event, actor, said) -> {
            journal.add(event);
            details.add(said);
        };
        return new FixityCycle(database.tx(), entries, new FixityRate(10_000), clock);
    }

    SheetStore files(String name) throws IOException {
        return new FileSheetStore(null, new FileSheetStore.Config() {
            @Override
            public String folder() {
                return folder.resolve(name).toString();
            }

            @Override
            public long reserve_megabytes() {
                return 0;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return FileSheetStore.Config.class;
            }
        });
    }

    /**
     * Stores a sheet and adds it to the index.
     *
     * @param person key of the owner, or {@code null}
     */
    String sheet(byte[] content, Long person) throws IOException {
        String sha256 = store.put(new ByteArrayInputStream(content)).sha256();
        database.tx().run(sql -> sql.createUpdate(
                        "insert into archive.content (person, size, media, sha256) values (:person, :size, 'p', :sha256)")
                .bind("person", person)
                .bind("size", content.length)
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .execute());
        return sha256;
    }

    String sheet(String content) throws IOException {
        return sheet(content.getBytes(), null);
    }

    Path file(String of, String sha256) {
        return folder.resolve(of)
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    void damage(String of, String sha256) throws IOException {
        byte[] bytes = Files.readAllBytes(file(of, sha256));
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(of, sha256), bytes);
    }

    String open() {
        return database.tx().required(sql -> sql.createQuery(
                        "select coalesce(string_agg(what || case when copy then ' copy' else '' end, ', '"
                                + " order by copy, what), '') from archive.fault where repaired is null")
                .mapTo(String.class)
                .one());
    }

    long waiting() {
        return copier.backlog().waiting();
    }
}
