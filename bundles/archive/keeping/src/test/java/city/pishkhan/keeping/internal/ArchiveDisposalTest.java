package city.pishkhan.keeping.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.keeping.ArchiveDisposals.Line;
import city.pishkhan.keeping.ArchiveRetention.Order;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests which documents are dropped from a list, what is destroyed, and that crashes do not change the result. */
class ArchiveDisposalTest {
    private static final Caller OPERATOR = RecordsArchive.OPERATOR;
    private static final Caller SECOND = new Caller("console:second", Set.of("operator"));
    private static final String WHY = "the records council said so";
    private static final Order ORDER = new Order("1404/7", "court 12");
    private static final LocalDate TODAY = LocalDate.now();
    private static final String OVER = "1390/12/29";

    @TempDir
    static Path folder;

    private static RecordsArchive archive;
    private static FailingStore second;

    private final Set<String> used = new HashSet<>();
    private ArchiveDisposalComponent disposals;

    @BeforeAll
    static void database() throws IOException {
        archive = new RecordsArchive(folder);
        second = new FailingStore(new FileSheetStore(folder.resolve("copy")));
    }

    @BeforeEach
    void start() throws IOException {
        archive.clear();
        for (SheetStore store : List.of(archive.files, second)) {
            for (String sha256 : store.all().toList()) {
                store.remove(sha256, Instant.now().plusSeconds(60));
            }
        }
        disposals = disposals(second);
    }

    private ArchiveDisposalComponent disposals(SheetStore copy) {
        ArchiveDisposalComponent made = new ArchiveDisposalComponent(
                archive.store.tx(), archive.archive.removal(copy), archive.recorder, archive.papers());
        made.cases = Stubs.strict(PaperUses.class);
        doAnswer(call -> call.<Collection<String>>getArgument(0).stream()
                        .filter(used::contains)
                        .collect(Collectors.toSet()))
                .when(made.cases)
                .findUsedInOpenCases(any());
        made.signer = new DocumentSigner() {
            @Override
            public byte[] signPdf(byte[] pdf, String reason) {
                return pdf;
            }

            @Override
            public String signText(String text) {
                throw new UnsupportedOperationException();
            }
        };
        return made;
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    /** Imports rows and copies their sheets to the second copy. */
    private void importRows(String... rows) throws IOException {
        archive.importRows(rows);
        for (String sha256 : archive.files.all().toList()) {
            second.put(archive.files.open(sha256));
        }
    }

    private String expiredDeed(String document, String text) throws IOException {
        return archive.deed("7", document, 1, text) + OVER;
    }

    private ArchiveUnit document(String number) {
        return ArchiveUnit.ofDocument(
                Long.parseLong(archive.text("select id from archive.document where number = '" + number + "'")));
    }

    private static Map<String, String> terms(UUID list) {
        return Map.of("list", list.toString(), "number", "1404/55", "authority", "National Archives");
    }

    private void approve(UUID list) {
        disposals.check(terms(list));
        disposals.execute(
                SECOND,
                new Approval(
                        Ids.next(),
                        "archive-dispose",
                        terms(list),
                        WHY,
                        "asked",
                        OPERATOR.principal(),
                        Instant.now(),
                        Instant.now(),
                        null,
                        null,
                        null));
    }

    private Disposal carryOut(UUID list) {
        return disposals.carryOut(OPERATOR, list, step -> {});
    }

    private String reason(UUID list, ArchiveUnit document) {
        return disposals.lines(OPERATOR, list, Long.MIN_VALUE, 100).stream()
                .filter(line -> line.document().equals(document))
                .map(Line::reason)
                .findFirst()
                .orElse("");
    }

    private static void assertRefused(String code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    private List<String> remaining() throws IOException {
        List<String> left = new ArrayList<>(archive.files.all().toList());
        left.addAll(second.all().toList());
        return left.stream().sorted().toList();
    }

    private static List<String> twice(String... texts) {
        return List.of(texts).stream()
                .map(RecordsArchive::hash)
                .flatMap(hash -> List.of(hash, hash).stream())
                .sorted()
                .toList();
    }

    @Test
    void destroysExpiredDocumentsAndCertifiesDisposal() throws IOException {
        importRows(
                expiredDeed("1", "one"),
                expiredDeed("2", "blank form"),
                archive.deed("7", "3", 1, "kept still") + "1490/01/01",
                archive.deed("8", "1", 1, "blank form").replace(",deed,", ",utility-bill,"));
        archive.store.tx().run(sql -> sql.execute("truncate archive.tree_change"));
        Disposal made = disposals.create(OPERATOR, TODAY, 100);
        assertEquals(List.of(2L, 0L), List.of(made.listed(), made.dropped()));
        assertRefused("disposal.not-approved", () -> carryOut(made.id()));
        approve(made.id());
        assertRefused("disposal.not-ended", () -> disposals.certificate(OPERATOR, made.id()));
        Disposal done = carryOut(made.id());
        assertEquals(
                List.of("carried out", 2L, 2L, 1L, 0L),
                List.of(done.state(), done.destroyed(), done.sheets(), done.kept(), done.waiting()));
        assertEquals(twice("blank form", "kept still"), remaining());
        assertEquals("1 true", archive.text("select count(*) || ' ' || bool_and(removed) from archive.tree_change"));
        assertEquals(
                "0",
                archive.text("select count(*) from archive.document where number in ('1', '2') and dossier in"
                        + " (select id from archive.dossier where number = '7')"));
        assertRefused("sheet.unknown", () -> archive.papers().open(RecordsArchive.hash("one")));
        archive.papers().open(RecordsArchive.hash("blank form")).close();

        StringBuilder list = new StringBuilder();
        disposals.writeSheets(OPERATOR, made.id(), list);
        assertEquals(done.digest(), Sha256.hex(list.toString()));
        assertEquals(3, list.toString().lines().count(), list::toString);
        assertTrue(new String(disposals.certificate(OPERATOR, made.id())).startsWith("%PDF"));
        assertEquals(
                List.of("listed", "approved", "begun", "ended"),
                archive.journal.stream()
                        .map(told -> told.replaceAll("archive-disposal\\.(\\w+) .*", "$1"))
                        .toList());
        assertTrue(archive.journal.get(3).contains("digest=" + done.digest()), archive.journal::toString);
        assertTrue(archive.text("select at from archive.picture_purge").startsWith("20"));
        // a repeated call changes nothing
        assertEquals(done, carryOut(made.id()));
    }

    @Test
    void heldUsedOrRetainedDocumentsAreDropped() throws IOException {
        importRows(
                expiredDeed("1", "one"),
                expiredDeed("2", "two"),
                expiredDeed("3", "three"),
                expiredDeed("4", "four"),
                expiredDeed("5", "five"));
        archive.retention.placeHold(OPERATOR, document("1"), ORDER, WHY);
        used.add(RecordsArchive.hash("two"));
        UUID list = disposals.create(OPERATOR, TODAY, 100).id();
        assertEquals(Map.of("legal-hold", 1L, "open-case", 1L), disposals.reasons(OPERATOR, list));
        archive.retention.retain(OPERATOR, document("3"), TODAY.plusYears(1), WHY);
        ArchiveUnit third = document("3");
        approve(list);
        assertEquals("kept-longer", reason(list, third));
        ArchiveUnit fourth = document("4");
        archive.retention.placeHold(OPERATOR, fourth, ORDER, WHY);
        Disposal done = carryOut(list);
        assertEquals("legal-hold", reason(list, fourth));
        assertEquals(List.of(1L, 4L), List.of(done.destroyed(), done.dropped()));
        assertEquals(twice("one", "two", "three", "four"), remaining());

        // a hold on the dossier includes all its documents
        ArchiveUnit dossier = ArchiveUnit.ofDossier(
                Long.parseLong(archive.text("select id from archive.dossier where number = '7'")));
        archive.retention.placeHold(OPERATOR, dossier, ORDER, WHY);
        used.clear();
        assertEquals(0, disposals.create(OPERATOR, TODAY, 100).listed());
    }

    @Test
    void laterDateOfDossierAndDocumentApplies() throws IOException {
        importRows(archive.deed("7", "1", 1, "says none"), expiredDeed("2", "says its own"));
        ArchiveUnit dossier = ArchiveUnit.ofDossier(
                Long.parseLong(archive.text("select id from archive.dossier where number = '7'")));
        assertEquals(1, disposals.create(OPERATOR, TODAY, 100).listed());
        archive.retention.retain(OPERATOR, dossier, TODAY.minusDays(1), WHY);
        assertEquals(2, disposals.create(OPERATOR, TODAY, 100).listed());
        archive.retention.retain(OPERATOR, dossier, TODAY, WHY);
        assertRefused("disposal.nothing", () -> disposals.create(OPERATOR, TODAY, 100));
    }

    /** Simulates crashes after each step, and within a step that has removed half of its content. */
    @Test
    void disposalContinuesAfterCrashAtAnyStep() throws IOException {
        importRows(expiredDeed("1", "one"), expiredDeed("2", "two"), expiredDeed("3", "three"));
        UUID list = disposals.create(OPERATOR, TODAY, 100).id();
        approve(list);
        int kills = 0;
        second.failing = RecordsArchive.hash("two");
        for (boolean ended = false; !ended; ) {
            try {
                disposals.carryOut(OPERATOR, list, step -> {
                    throw new IllegalStateException("killed");
                });
                ended = true;
            } catch (IllegalStateException e) {
                kills++;
            } catch (UncheckedIOException e) {
                kills++;
                assertTrue(second.contains(RecordsArchive.hash("two")));
                second.failing = null;
            }
        }
        assertTrue(kills >= 4, "kills: " + kills);
        Disposal done = disposals.find(OPERATOR, list);
        assertEquals(List.of(3L, 3L, 0L), List.of(done.destroyed(), done.sheets(), done.waiting()));
        assertEquals(List.of(), remaining());
        assertEquals(
                1,
                archive.journal.stream().filter(told -> told.contains(".begun")).count());
    }

    @Test
    void keepsSameContentOfOtherPerson() throws IOException {
        String card = archive.scan("national-card", ArchiveHarness.PERSON, "card");
        archive.scan("national-card", ArchiveHarness.STRANGER, "card");
        String deed = archive.scan("deed", ArchiveHarness.HOUSE, "scanned deed");
        for (String owner : List.of(ArchiveHarness.PERSON, ArchiveHarness.HOUSE)) {
            archive.retention.retain(
                    OPERATOR, archive.retention.entries(OPERATOR, owner).get(1).unit(), TODAY.minusDays(1), WHY);
        }
        UUID list = disposals.create(OPERATOR, TODAY, 100).id();
        approve(list);
        Disposal done = carryOut(list);
        assertEquals(List.of(2L, 0L), List.of(done.sheets(), done.kept()));
        // the identity paper is stored under the hash of its encrypted content
        assertEquals(
                List.of(archive.text("select encode(stored, 'hex') from archive.content")),
                archive.files.all().toList());
        archive.papers().open(card).close();
        assertEquals("1", archive.text("select count(*) from archive.upload"));
        assertEquals(0, held(List.of(ArchiveHarness.PERSON)).size());
        assertEquals(1, held(List.of(ArchiveHarness.STRANGER)).size());
        // a new scan stores the content again
        assertEquals(deed, archive.scan("deed", ArchiveHarness.HOUSE, "scanned deed"));
        archive.papers().open(deed).close();
    }

    private List<Papers.Sheet> held(List<String> persons) {
        return archive.papers()
                .findForPurpose(
                        ArchiveHarness.OFFICE,
                        new Papers.Purpose(ArchiveHarness.PERMIT, ArchiveHarness.HOUSE, persons, persons));
    }

    /**
     * If a case starts to use a paper while the paper is being destroyed, the transaction that locks the sheet first
     * wins.
     */
    @Test
    void keepsPaperThatCaseStartsToUse() throws Exception {
        importRows(expiredDeed("1", "one"));
        String hash = RecordsArchive.hash("one");
        ArchiveUnit document = document("1");
        UUID list = disposals.create(OPERATOR, TODAY, 100).id();
        approve(list);
        CountDownLatch removed = new CountDownLatch(1);
        CountDownLatch commits = new CountDownLatch(1);
        CompletableFuture<Void> attaching =
                CompletableFuture.runAsync(() -> archive.store.tx().run(sql -> {
                    archive.papers()
                            .requireUsable(
                                    ArchiveHarness.OFFICE,
                                    archive.caseId,
                                    new Papers.Purpose(
                                            ArchiveHarness.PERMIT, ArchiveHarness.HOUSE, List.of(), List.of()),
                                    hash);
                    removed.countDown();
                    await(commits);
                    used.add(hash);
                }));
        await(removed);
        CompletableFuture<Disposal> destroying = CompletableFuture.supplyAsync(() -> carryOut(list));
        Awaitility.await()
                .until(() -> !archive.text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%archive.document%'")
                        .equals("0"));
        assertFalse(destroying.isDone());
        commits.countDown();
        attaching.get(10, TimeUnit.SECONDS);
        assertEquals(0, destroying.get(10, TimeUnit.SECONDS).destroyed());
        assertEquals("open-case", reason(list, document));
        archive.papers().open(hash).close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rejectsInvalidDisposals() throws IOException {
        assertRefused("disposal.nothing", () -> disposals.create(OPERATOR, TODAY, 100));
        assertRefused("disposal.before", () -> disposals.create(OPERATOR, TODAY.plusDays(2), 100));
        assertRefused("disposal.most", () -> disposals.create(OPERATOR, TODAY, 0));
        assertRefused("access.forbidden", () -> disposals.create(ArchiveHarness.OFFICE, TODAY, 1));
        assertRefused("disposal.unknown", () -> carryOut(Ids.next()));
        assertRefused("disposal.unknown", () -> disposals.check(Map.of("list", "x", "number", "1", "authority", "a")));
        importRows(expiredDeed("1", "one"));
        PaperUses cases = disposals.cases;
        disposals.cases = null;
        assertRefused("disposal.cases-away", () -> disposals.create(OPERATOR, TODAY, 100));
        disposals.cases = cases;
        UUID list = disposals.create(OPERATOR, TODAY, 100).id();
        assertRefused("order.number", () -> disposals.check(Map.of("list", list.toString(), "authority", "a")));
        assertRefused("order.authority", () -> disposals.check(Map.of("list", list.toString(), "number", "1")));
        approve(list);
        assertRefused("disposal.decided", () -> approve(list));
        // documents of an approved list are on no other list
        assertRefused("disposal.nothing", () -> disposals.create(OPERATOR, TODAY, 100));
        DocumentSigner signer = disposals.signer;
        disposals.signer = null;
        assertRefused("disposal.seal-away", () -> carryOut(list));
        disposals.signer = signer;
        archive.store.tx().run(sql -> sql.execute("insert into archive.copy_place (since) values (now())"));
        disposals = disposals(null);
        assertRefused("disposal.copy-away", () -> carryOut(list));
        assertEquals(twice("one"), remaining());
        disposals = disposals(second);
        assertEquals(1, carryOut(list).destroyed());
        UUID empty = Ids.next();
        archive.store.tx().run(sql -> sql.createUpdate("insert into archive.disposal (id, before, made_by, made_at)"
                        + " values (:id, '2020-01-01', 'x', now())")
                .bind("id", empty)
                .execute());
        assertRefused("disposal.empty", () -> disposals.check(terms(empty)));
    }
}
