package city.pishkhan.keeping.internal.fixity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.archive.sheets.SheetFaults;
import city.pishkhan.archive.sheets.SheetIntegrity;
import city.pishkhan.keeping.ArchiveFaults.Progress;
import city.pishkhan.keeping.internal.fixity.FixityRepository.Content;
import city.pishkhan.keeping.internal.fixity.FixityRepository.Position;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the verification and repair of sheets. */
class FixityCycleTest extends FixityTestBed {

    private Progress progress() {
        return new FixityRepository(database.tx()).progress(new FixityRate(0));
    }

    /** Runs a cycle of two batches: the sheets of properties, then those of persons. */
    private int runCycle(SheetStore second) {
        int read = 0;
        for (int i = 0; i < 2; i++) {
            read += cycle.step(store, second);
            clock.advance(Duration.ofSeconds(1));
        }
        return read;
    }

    @Test
    void checksEachSheetOncePerDailyCycle() throws IOException {
        for (int i = 0; i < 5; i++) {
            sheet("sheet " + i);
        }
        sheet("sheet 1".getBytes(), -7L);
        sheet("sheet 1".getBytes(), -8L);
        assertEquals(7, runCycle(null));
        assertEquals(7, progress().lastSheets());
        assertEquals(0, runCycle(null), "it is not due");
        clock.advance(Duration.ofDays(1));
        assertEquals(7, runCycle(null));
        assertEquals("", open());
        assertEquals(List.of(), journal);
    }

    @Test
    void batchesContainEachSheetOnce() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 23; i++) {
            expected.add(sheet("sheet " + i));
        }
        expected.add(sheet("sheet 3".getBytes(), -1L));
        sheet("sheet 3".getBytes(), -2L);
        sheet("sheet 4".getBytes(), -1L);
        FixityRepository rows = new FixityRepository(database.tx());
        List<String> seen = new ArrayList<>();
        Optional<Position> at = Optional.of(Position.START);
        while (at.isPresent()) {
            List<Content> batch = rows.batch(at.get(), 2);
            batch.forEach(one -> seen.add(one.sha256()));
            at = at.get().after(batch, 2);
        }
        assertEquals(26, seen.size());
        assertEquals(expected, new TreeSet<>(seen));
    }

    @Test
    void repairsDamagedSheetFromCopyAndReportsIt() throws IOException {
        String damaged = sheet("deed");
        String missing = sheet("map");
        String whole = sheet("bill");
        runCycle(copy);
        assertEquals("", open(), "what the copy never had is no fault of it");
        assertTrue(copy.contains(damaged) && copy.contains(missing) && copy.contains(whole));
        damage("archive", damaged);
        Files.delete(file("archive", missing));
        clock.advance(Duration.ofDays(2));
        runCycle(copy);
        assertEquals("deed", Files.readString(file("archive", damaged)));
        assertEquals("map", Files.readString(file("archive", missing)));
        assertEquals("", open());
        assertEquals(List.of("archive-fixity.repaired", "archive-fixity.repaired", "archive-fixity.faults"), journal);
        assertTrue(details.get(2).toString().contains(damaged), details::toString);
        assertEquals(2, new FaultRepository(database.tx()).newest(10).size(), "the list tells of it for a while");
    }

    @Test
    void faultWithoutCopyStaysOpenUntilRepaired() throws IOException {
        String sha256 = sheet("deed");
        damage("archive", sha256);
        runCycle(null);
        assertEquals("damaged", open());
        clock.advance(Duration.ofDays(1));
        runCycle(null);
        assertEquals(List.of("archive-fixity.faults"), journal, "told once");
        sheet("deed".getBytes(), -3L);
        clock.advance(Duration.ofDays(1));
        runCycle(null);
        assertEquals("", open());
        assertEquals("archive-fixity.repaired", journal.get(1));
    }

    @Test
    void repairsDamagedCopy() throws IOException {
        String sha256 = sheet("deed");
        String lostSheet = sheet("map");
        copier.setEnabled(true);
        runCycle(copy);
        clock.advance(Duration.ofDays(2));
        database.tx().run(sql -> sql.execute("update archive.copy_place set since = '2000-01-01'"));
        damage("copy", sha256);
        Files.delete(file("copy", lostSheet));
        runCycle(copy);
        assertEquals("deed", Files.readString(file("copy", sha256)));
        assertEquals("map", Files.readString(file("copy", lostSheet)));
        assertEquals("", open());
        assertTrue(
                details.toString().contains("what=missing")
                        && details.toString().contains("what=damaged"),
                details::toString);
    }

    @Test
    void sheetDamagedInBothStoresIsNotOverwritten() throws IOException {
        String sha256 = sheet("deed");
        copier.setEnabled(true);
        runCycle(copy);
        clock.advance(Duration.ofDays(2));
        database.tx().run(sql -> sql.execute("update archive.copy_place set since = '2000-01-01'"));
        damage("archive", sha256);
        damage("copy", sha256);
        runCycle(copy);
        assertEquals("damaged, damaged copy", open());
        assertFalse(SheetIntegrity.of(store, sha256).isWhole());
    }

    @Test
    void faultStaysOpenWhileCopyIsUnavailable() throws IOException {
        String sha256 = sheet("deed");
        copier.setEnabled(true);
        runCycle(copy);
        clock.advance(Duration.ofDays(2));
        database.tx().run(sql -> sql.execute("update archive.copy_place set since = '2000-01-01'"));
        damage("archive", sha256);
        damage("copy", sha256);
        runCycle(copy);
        assertEquals(List.of("archive-fixity.faults"), journal);
        clock.advance(Duration.ofDays(2));
        runCycle(null);
        assertEquals("damaged", open());
        assertEquals(List.of("archive-fixity.faults"), journal, "the store's fault is told once");
    }

    @Test
    void unavailableCopyDoesNotPreventChecks() throws IOException {
        String sha256 = sheet("deed");
        sheet("map");
        copier.setEnabled(true);
        runCycle(copy);
        clock.advance(Duration.ofDays(2));
        damage("archive", sha256);
        damage("copy", sha256);
        runCycle(copy);
        clock.advance(Duration.ofDays(2));
        SheetStore away = new Broken(copy) {
            @Override
            public InputStream open(String address) {
                throw new PartnerUnavailable("connection refused");
            }
        };
        assertEquals(2, runCycle(away));
    }

    /** A batch whose node crashed is read again by another node. The crash is simulated by a step that does not end. */
    @Test
    void otherNodeRepeatsUnfinishedBatch() throws IOException {
        List<String> all = List.of(sheet("1"), sheet("2"), sheet("3"));
        SheetStore dying = new Broken(store) {
            @Override
            public InputStream open(String sha256) throws IOException {
                if (sha256.equals(all.stream().sorted().toList().get(1))) {
                    throw new AssertionError("killed");
                }
                return super.open(sha256);
            }
        };
        try {
            cycle.step(dying, null);
        } catch (AssertionError e) {
            assertEquals("killed", e.getMessage());
        }
        FixityCycle other = node();
        assertEquals(0, other.step(store, null), "the lease of the dead node holds");
        clock.advance(Duration.ofMinutes(6));
        assertEquals(3, other.step(store, null));
    }

    @Test
    void unavailableStoreHasNoFaults() throws IOException {
        sheet("1");
        SheetStore away = new Broken(store) {
            @Override
            public InputStream open(String sha256) {
                throw new PartnerUnavailable("connection refused");
            }
        };
        assertEquals(0, cycle.step(away, null));
        assertEquals("", open());
        assertEquals(0, cycle.step(store, null), "a little later");
        clock.advance(Duration.ofMinutes(2));
        assertEquals(1, cycle.step(store, null));
    }

    @Test
    void unmountedFolderHasNoFaults() throws IOException {
        sheet("1");
        Files.move(folder.resolve("archive"), folder.resolve("elsewhere"));
        assertEquals(0, cycle.step(store, null));
        assertEquals("", open());
    }

    @Test
    void unavailableCopyIsNotCountedAsComplete() throws IOException {
        sheet("1");
        copier.setEnabled(true);
        database.tx().run(sql -> sql.execute("update archive.copy_place set since = '2000-01-01'"));
        SheetStore away = new Broken(copy) {
            @Override
            public InputStream open(String sha256) {
                throw new PartnerUnavailable("connection refused");
            }
        };
        assertEquals(1, runCycle(away));
        assertEquals("", open());
        assertTrue(copier.copyingSince().orElseThrow().isAfter(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void erasedSheetIsNotReportedAsFault() throws IOException {
        String sha256 = sheet("1");
        damage("archive", sha256);
        runCycle(null);
        assertEquals("damaged", open());
        database.tx().run(sql -> sql.execute("delete from archive.content"));
        Files.delete(file("archive", sha256));
        clock.advance(Duration.ofDays(1));
        runCycle(null);
        assertEquals("", open());
    }

    @Test
    void repairsFaultsFoundByReaders() throws IOException {
        String damaged = sheet("deed");
        String missing = sheet("map");
        cycle.step(store, copy);
        damage("archive", damaged);
        Files.delete(file("archive", missing));
        SheetFaults faults = new SheetFaults(database.tx());
        faults.record(damaged, false, SheetIntegrity.DAMAGED);
        faults.record(missing, false, SheetIntegrity.MISSING);
        assertEquals("damaged, missing", open());
        clock.advance(Duration.ofSeconds(30));
        cycle.step(store, copy);
        assertEquals("", open(), "long before its turn would have come");
        assertEquals("deed", Files.readString(file("archive", damaged)));
        assertEquals("map", Files.readString(file("archive", missing)));
    }

    @Test
    void checksAllSheetsWithinNinetyDays() {
        FixityRate rate = new FixityRate(0);
        assertEquals(1, rate.perSecond(1_000));
        assertTrue(rate.cycleDuration(184_000_000).compareTo(FixityRate.LONGEST) < 0);
        assertTrue(rate.perSecond(184_000_000) > 24);
        Progress slow = new Progress(Instant.now(), 0, 0, 184_000_000, 5, null, null, 0);
        assertTrue(FixityComponent.latenessWarning(slow).isPresent());
    }

    /** A store that delegates to another one and fails where a test overrides it. */
    static class Broken implements SheetStore {
        private final SheetStore sound;

        Broken(SheetStore sound) {
            this.sound = sound;
        }

        @Override
        public Stored put(InputStream content) throws IOException {
            return sound.put(content);
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            return sound.open(sha256);
        }

        @Override
        public Stream<String> all() throws IOException {
            return sound.all();
        }
    }
}
