package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which sheets are swept from the store and which are kept. */
class SheetSweepTest {
    private static TestStore store;
    private static Vault vault;

    @TempDir
    Path folder;

    private FileSheetStore files;
    private Papers archive;
    private SheetSweep sweep;

    @BeforeAll
    static void database() {
        store = TestStore.start();
        store.schemas().migrate(ArchiveComponent.class, "archive");
        vault = TestVault.create(store.tx(), store.schemas());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void start() throws IOException {
        store.tx().run(sql -> {
            sql.execute(
                    "truncate archive.content, archive.sheet, archive.holding, archive.document, archive.upload, archive.answer_sheet");
            sql.execute("update archive.sweep set next = now()");
        });
        files = new FileSheetStore(folder.resolve("archive"));
        archive = archive(files);
        sweep = at(Instant.now());
    }

    private Papers archive(SheetStore sheets) {
        return new PapersArchive(
                store.tx(),
                sheets,
                new StoredSheets(store.tx(), new SheetReader(store.tx(), sheets), vault),
                new PersonVaults(store.tx(), vault),
                new PersonSheets(person -> "p-" + person),
                new PaperKinds("deed", "national-card", "plan"),
                new SheetLimits(1 << 20, 1_000_000, 10),
                new UploadNames(vault),
                new UploadExamination(store.tx(), SheetExaminer.none()));
    }

    private SheetSweep at(Instant now) {
        return new SheetSweep(store.tx(), files, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Sheet store(String text) {
        return Scans.store(
                archive,
                ArchiveTest.OFFICE,
                Ids.next(),
                ArchiveTest.PERMIT,
                "deed",
                ArchiveTest.HOUSE,
                "scan.pdf",
                new ByteArrayInputStream(SampleFiles.pdf("% " + text + "\n")));
    }

    private Sheet storeAndRollBack(String text) {
        List<Sheet> sheet = new ArrayList<>();
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            sheet.add(store(text));
            throw new IllegalStateException("the case does not take it");
        }));
        return sheet.get(0);
    }

    private void aged(Sheet sheet) throws IOException {
        aged(sheet.sha256());
    }

    private void aged(String sha256) throws IOException {
        Path file = folder.resolve("archive")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    }

    @Test
    void removesRolledBackSheetAfterOneDay() throws IOException {
        Sheet lost = storeAndRollBack("lost");
        Sheet young = storeAndRollBack("young");
        Sheet named = store("named");
        aged(lost);
        aged(named);
        assertEquals(1, sweep.run());
        assertFalse(files.contains(lost.sha256()));
        assertTrue(files.contains(young.sha256()));
        archive.open(named.sha256()).close();
    }

    @Test
    void keepsSheetsOfAgencyAnswers() throws IOException {
        Sheet answer = archive.storeAnswer(
                ArchiveTest.FIRE, Ids.next(), "report.pdf", new ByteArrayInputStream(SampleFiles.pdf("% answer\n")));
        aged(answer);
        assertEquals(0, sweep.run());
        assertTrue(files.contains(answer.sha256()));
    }

    @Test
    void repeatedUploadRestartsTheDay() throws IOException {
        Sheet lost = storeAndRollBack("again");
        aged(lost);
        storeAndRollBack("again");
        assertEquals(0, sweep.run());
        assertTrue(files.contains(lost.sha256()));
    }

    @Test
    void keepsSheetOfOpenTransaction() throws Exception {
        aged(storeAndRollBack("open"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            archive = archive(new Delegate() {
                @Override
                public boolean contains(String sha256) throws IOException {
                    // at this point a transaction that has not committed yet references the sheet
                    try {
                        assertEquals(0, other.submit(() -> sweep.run()).get());
                    } catch (ExecutionException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return files.contains(sha256);
                }

                @Override
                public Stored put(InputStream content) throws IOException {
                    Stored stored = files.put(content);
                    aged(stored.sha256());
                    return stored;
                }
            });
            Sheet sheet = store("open");
            archive.open(sheet.sha256()).close();
            assertEquals(0, at(Instant.now().plus(Duration.ofDays(2))).run(), "and then it is named");
        } finally {
            other.shutdown();
        }
    }

    @Test
    void keepsDrafts() throws IOException {
        Path draft = Files.createTempFile(folder.resolve("archive").resolve(FileSheetStore.DRAFTS), "", "");
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        assertEquals(0, sweep.run());
        assertTrue(Files.exists(draft));
    }

    @Test
    void storesSheetAgainIfSweptAfterPut() throws IOException {
        AtomicBoolean swept = new AtomicBoolean();
        archive = archive(new Delegate() {
            @Override
            public Stored put(InputStream content) throws IOException {
                Stored stored = files.put(content);
                if (swept.compareAndSet(false, true)) {
                    assertTrue(files.remove(stored.sha256(), Instant.MAX));
                }
                return stored;
            }
        });
        Sheet sheet = store("late");
        archive.open(sheet.sha256()).close();
    }

    @Test
    void oneNodeSweepsPerDay() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            for (int day = 0; day < 3; day++) {
                aged(storeAndRollBack("day " + day));
                SheetSweep today = at(Instant.now().plus(Duration.ofDays(day)));
                List<Callable<Long>> runs = List.of(today::run, today::run, today::run, today::run);
                long removed = 0;
                for (Future<Long> run : nodes.invokeAll(runs)) {
                    removed += run.get();
                }
                assertEquals(1, removed);
                aged(storeAndRollBack("after " + day));
                assertEquals(0, today.run(), "not before tomorrow");
                at(Instant.now()).sweep(Instant.now().minus(SheetSweep.OLD));
            }
        } finally {
            nodes.shutdown();
        }
    }

    /**
     * A sheet that no row references may be removed at any time. A sheet whose upload was acknowledged is never
     * removed.
     */
    @Test
    void acknowledgedSheetIsNeverSwept() throws Exception {
        AtomicBoolean isEnded = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            Future<Long> sweeper = threads.submit(() -> {
                long removed = 0;
                while (!isEnded.get()) {
                    removed += sweep.sweep(Instant.now().plusSeconds(1));
                }
                return removed;
            });
            List<Callable<List<String>>> clerks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clerks.add(() -> {
                    List<String> acknowledged = new ArrayList<>();
                    for (int round = 0; round < 50; round++) {
                        storeAndRollBack("paper " + round);
                        acknowledged.add(store("paper " + round).sha256());
                    }
                    return acknowledged;
                });
            }
            List<Future<List<String>>> done = threads.invokeAll(clerks);
            isEnded.set(true);
            assertTrue(sweeper.get() > 0, "something was swept meanwhile");
            for (Future<List<String>> clerk : done) {
                for (String sha256 : clerk.get()) {
                    archive.open(sha256).close();
                }
            }
        } finally {
            isEnded.set(true);
            threads.shutdown();
        }
    }

    @Test
    void storeWithoutListingIsNotSwept() throws IOException {
        Sheet lost = storeAndRollBack("kept");
        aged(lost);
        SheetStore mute = new Delegate() {};
        assertEquals(0, new SheetSweep(store.tx(), mute, Clock.systemUTC()).run());
        assertTrue(mute.contains(lost.sha256()));
        assertFalse(mute.contains(HexFormat.of().formatHex(new byte[32])));
        assertFalse(mute.remove(lost.sha256(), Instant.MAX));
        assertTrue(files.contains(lost.sha256()));
    }

    /** A store that implements only the required methods and delegates them. */
    private class Delegate implements SheetStore {
        @Override
        public Stored put(InputStream content) throws IOException {
            return files.put(content);
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            return files.open(sha256);
        }

        @Override
        public Stream<String> all() throws IOException {
            return files.all();
        }
    }
}
