package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.persons.Readings.Reading;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.access.OriginalFileService;
import city.pishkhan.persistence.DiskSpool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings of personal data are recorded once per interval, and later changes of the log are detected. */
class DisclosureLogTest {
    private final CasesHarness hub = CasesHarness.shared();

    @TempDir
    Path folder;

    private List<String> readings(UUID caseId) {
        hub.readings.write();
        return hub.readings.ofCase(caseId).stream()
                .map(r -> r.principal() + " " + r.operation())
                .toList();
    }

    @Test
    void readingOfPersonalDataIsRecordedOnce() {
        PermitCase permit = PermitCase.open(hub, 4);
        Caller oversight = new Caller("oversight-7", Set.of("oversight"));
        for (int i = 0; i < 3; i++) {
            permit.view();
            hub.cases.find(CasesHarness.DISTRICT, permit.id, "office.bill.read");
            hub.cases.find(oversight, permit.id);
            // the operator sees the case masked, which is not a reading of personal data
            hub.cases.find(CasesHarness.OPERATOR, permit.id);
            hub.cases.find(Caller.HUB, permit.id);
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(CasesHarness.OTHER_OFFICE, permit.id));
        assertEquals(
                List.of(
                        "clerk office.case.open",
                        "clerk office.archive.read",
                        "officer office.bill.read",
                        "oversight-7 office.case.read"),
                readings(permit.id));

        hub.glass.breakGlass(CasesHarness.OPERATOR, permit.id, "to see the garbled name");
        hub.cases.find(CasesHarness.OPERATOR, permit.id);
        assertEquals("operator office.case.read", readings(permit.id).get(4));
    }

    /** Opening an original file is journaled separately; several requests for one file count as one. */
    @Test
    void openedOriginalFileIsJournaledOnce() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        OriginalFileService files = new OriginalFileService(hub.store, hub.journal);
        String deed = "de".repeat(32);
        String plan = "ab".repeat(32);
        UUID inquiry = permit.view().inquiries().get(0).id();
        for (int i = 0; i < 3; i++) {
            files.recordAccess(CasesHarness.DISTRICT, permit.id, deed);
            files.recordAccess(CasesHarness.DISTRICT, permit.id, plan);
            files.recordInquiryAccess(new Caller("fire-1", Set.of("agency:fire")), inquiry, plan);
        }
        assertEquals(
                List.of("officer " + deed, "officer " + plan, "fire-1 " + plan),
                hub.journal.entries(permit.id).stream()
                        .filter(entry -> entry.event().equals("paper.original-opened"))
                        .map(entry -> entry.actor() + " "
                                + entry.details().replaceAll("[^0-9a-f]*sheet[^0-9a-f]*([0-9a-f]{64}).*", "$1"))
                        .toList());
    }

    @Test
    void openedSheetIsRecordedOnce() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        List<Paper> papers = permit.view().papers();
        String first = papers.get(0).sha256();
        String second = papers.get(1).sha256();
        for (int i = 0; i < 3; i++) {
            assertEquals(papers.get(0), hub.cases.readPaper(CasesHarness.DISTRICT, permit.id, first));
            hub.cases.readPaper(CasesHarness.DISTRICT, permit.id, second);
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "case.unknown", () -> hub.cases.readPaper(CasesHarness.OTHER_OFFICE, permit.id, first));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "paper.unknown",
                () -> hub.cases.readPaper(CasesHarness.DISTRICT, permit.id, "0".repeat(64)));
        hub.readings.write();
        assertEquals(
                List.of(first, second),
                hub.readings.ofCase(permit.id).stream()
                        .filter(r -> r.sheet() != null)
                        .map(Reading::sheet)
                        .toList());
    }

    @Test
    void readingIsRecordedAgainAfterInterval() {
        PermitCase permit = PermitCase.open(hub, 4);
        DisclosureLog strict = new DisclosureLog(hub.store, hub.journal, Duration.ZERO, Duration.ofHours(1), folder);
        strict.recordReading(CasesHarness.OFFICE, permit.id, "office.case.read");
        strict.recordReading(CasesHarness.OFFICE, permit.id, "office.case.read");
        strict.write();
        assertEquals(4, readings(permit.id).size());
    }

    @Test
    void spoolsReadingsWhileDatabaseHangs() {
        PermitCase permit = PermitCase.open(hub, 4);
        hub.readings.write();
        int before = readings(permit.id).size();
        DisclosureLog killed = new DisclosureLog(hub.store, hub.journal, Duration.ZERO, Duration.ofHours(1), folder);
        hub.tx.separate(sql -> {
            sql.execute("lock table cases.reading in access exclusive mode");
            killed.recordReading(CasesHarness.OFFICE, permit.id, "office.case.read");
            assertThrows(IllegalStateException.class, killed::write);
            killed.recordReading(CasesHarness.OFFICE, permit.id, "office.case.read");
            assertThrows(IllegalStateException.class, killed::write);
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(2, files.count(), "nothing of it is in memory alone");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return null;
        });
        // the first write of the stopped hub was delayed by the lock and succeeds now
        Awaitility.await().until(() -> hub.readings.ofCase(permit.id).size() > before);
        DisclosureLog next = new DisclosureLog(hub.store, hub.journal, Duration.ZERO, Duration.ofHours(1), folder);
        next.write();
        assertEquals(before + 2, hub.readings.ofCase(permit.id).size());
        assertEquals(0, folder.toFile().list().length);
    }

    /** A spool that reports an error although it has written the file. */
    private static final class FailingSpool extends DiskSpool<DisclosureLog.Batch> {
        private int failing;

        FailingSpool(Path folder, int failing) {
            super(folder, DisclosureLog.Batch.class, DisclosureLog.Batch::id, Path::toString);
            this.failing = failing;
        }

        @Override
        public void add(DisclosureLog.Batch batch) {
            super.add(batch);
            if (--failing == 0) {
                throw new UncheckedIOException(new IOException("disk full"));
            }
        }
    }

    @Test
    void failedSpoolWriteDuplicatesNoReading() {
        PermitCase permit = PermitCase.open(hub, 4);
        Caller busy = new Caller("busy-clerk", CasesHarness.OFFICE.roles());
        DiskSpool<DisclosureLog.Batch> spool = new FailingSpool(folder, 2);
        DisclosureLog log = new DisclosureLog(hub.store, hub.journal, Duration.ZERO, Duration.ofHours(1), spool);
        hub.tx.separate(sql -> {
            sql.execute("lock table cases.reading in access exclusive mode");
            for (int i = 0; i < 6_000; i++) {
                log.recordSheetReading(busy, permit.id, "office.paper.read", "%064x".formatted(i));
            }
            // both batches are on disk, although the spool reports an error for the second one
            assertThrows(UncheckedIOException.class, log::write);
            return null;
        });
        Awaitility.await().untilAsserted(() -> {
            log.write();
            assertEquals(List.of(), spool.waiting(1));
            assertEquals(
                    6_000,
                    hub.readings.ofCase(permit.id).stream()
                            .filter(reading -> reading.principal().equals("busy-clerk"))
                            .count());
        });
    }

    @Test
    void journalDetectsAlteredReadings() {
        PermitCase permit = PermitCase.open(hub, 4);
        hub.cases.find(CasesHarness.DISTRICT, permit.id);
        hub.readings.recordSheetReading(CasesHarness.DISTRICT, permit.id, "office.paper.read", "ab".repeat(32));
        List<String> before = readings(permit.id);
        assertEquals(4, before.size());
        Instant later = Instant.now().plus(Duration.ofHours(2));
        hub.readings.digest(later);
        hub.readings.digest(later.plusSeconds(60));
        assertEquals(List.of(), hub.readings.check());
        long digests = hub.journal.entries(null).stream()
                .filter(e -> e.event().equals("readings.digest"))
                .count();
        assertEquals(1, digests, "once in an hour");

        hub.tx.run(sql -> sql.execute("update cases.reading set sheet = null where case_id = ?", permit.id));
        assertEquals(1, hub.readings.check().size());
        hub.tx.run(sql -> sql.execute(
                "update cases.reading set sheet = ? where case_id = ? and operation = 'office.paper.read'",
                "ab".repeat(32),
                permit.id));
        assertEquals(List.of(), hub.readings.check());
        hub.tx.run(sql -> sql.execute("update cases.reading set principal = 'nobody' where case_id = ?", permit.id));
        assertEquals(1, hub.readings.check().size());
        hub.tx.run(sql -> sql.execute(
                "update cases.reading set principal = case when operation in ('office.case.read', 'office.paper.read') then 'officer' else 'clerk' end"
                        + " where case_id = ?",
                permit.id));
        assertEquals(List.of(), hub.readings.check());
        Reading first = hub.readings.ofCase(permit.id).get(0);
        hub.tx.run(sql -> sql.execute("delete from cases.reading where case_id = ?", permit.id));
        assertTrue(hub.readings.check().get(0).contains("another digest"), first.toString());
    }
}
