package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    static final Caller OFFICE = ArchiveHarness.OFFICE;
    static final Caller OTHER = new Caller("other", Set.of("office:1300"));
    static final Caller FIRE = new Caller("fire", Set.of("agency:fire"));
    static final Caller DISTRICT = new Caller("officer", Set.of("district:22", "operator"));
    static final String PERMIT = ArchiveHarness.PERMIT;
    static final String HOUSE = ArchiveHarness.HOUSE;
    static final String NEXT_DOOR = "22-3-17-5-1-0-0";
    static final String PERSON = ArchiveHarness.PERSON;
    static final String STRANGER = ArchiveHarness.STRANGER;
    static final String COMPANY = "10380284790";

    @TempDir
    Path folder;

    static TestStore store;
    private static Vault vault;
    FileSheetStore files;
    Papers archive;
    UUID caseId = Ids.next();

    @BeforeAll
    static void database() {
        store = TestStore.start();
        store.schemas().migrate(ArchiveComponent.class, "archive");
        vault = TestVault.create(store.tx(), store.schemas());
    }

    @BeforeEach
    void start() throws IOException {
        store.tx()
                .run(sql -> sql.execute(
                        "truncate archive.content, archive.sheet, archive.document, archive.dossier, archive.property, archive.person,"
                                + " archive.holding, archive.upload, archive.answer_sheet, archive.person_key"));
        files = new FileSheetStore(folder.resolve("archive"));
        archive = archive(Map.of());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private Papers archive(Map<String, Object> settings) {
        return archive(files, config(settings));
    }

    private Papers archive(FileSheetStore files, ArchiveComponent.Config config) {
        store.schemas().migrate(ArchiveComponent.class, "archive");
        PersonKeys keys = PersonKeys.of(store.tx(), new SheetKeyFiles(folder.resolve("keys")), config);
        return new ArchiveComponent(
                store.tx(),
                store.schemas(),
                files,
                new SheetReader(store.tx(), files),
                vault,
                keys,
                SheetExaminer.none(),
                config);
    }

    private static ArchiveComponent.Config config(Map<String, Object> settings) {
        return Stubs.config(ArchiveComponent.Config.class, settings);
    }

    private static Papers.Purpose purpose(String property, List<String> persons) {
        return new Papers.Purpose(PERMIT, property, persons, List.of());
    }

    private Sheet store(Caller office, UUID caseId, String kind, String owner, byte[] content) {
        return Scans.store(archive, office, caseId, PERMIT, kind, owner, "scan.pdf", new ByteArrayInputStream(content));
    }

    /** Returns the sheet as other cases see it: with the default name instead of its file name. */
    private static Sheet plain(Sheet s) {
        return new Sheet(
                s.sha256(), s.kind(), s.owner(), SheetNames.plain(s.kind(), s.mediaType()), s.mediaType(), s.size());
    }

    private static void assertRefused(String code, Refusal.Kind kind, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(kind, refusal.kind());
        assertFalse(refusal.persian().isBlank());
    }

    private void assertUnusable(Caller office, UUID caseId, String property, List<String> persons, String sha256) {
        assertRefused(
                "sheet.unknown",
                Refusal.Kind.NOT_FOUND,
                () -> archive.requireUsable(office, caseId, purpose(property, persons), sha256));
    }

    private List<String> rows() {
        return store.tx().required(sql -> Stream.of(
                        "content",
                        "property",
                        "person",
                        "dossier",
                        "document",
                        "sheet",
                        "holding",
                        "upload",
                        "answer_sheet",
                        "person_key")
                .flatMap(table ->
                        sql.createQuery("select t::text from archive." + table + " t").mapTo(String.class).stream()
                                .toList()
                                .stream())
                .toList());
    }

    private long sheets() throws IOException {
        try (Stream<String> all = files.all()) {
            return all.count();
        }
    }

    private Papers.NewSheet scan(String kind, String owner, String name, byte[] content) {
        return new Papers.NewSheet(
                kind, owner, name, archive.deposit(OFFICE, kind, owner, () -> new ByteArrayInputStream(content)));
    }

    @Test
    void registersSeveralSheetsTogether() throws IOException {
        byte[] deed = SampleFiles.pdf("% deed of a stack\n");
        List<Papers.NewSheet> stack = List.of(
                scan("deed", HOUSE, "deed.pdf", deed),
                scan("plan", HOUSE, "plan.pdf", SampleFiles.pdf("% plan of a stack\n")),
                scan("national-card", PERSON, "card.jpg", SampleFiles.image("jpeg", 1)),
                scan("deed", HOUSE, "twice.pdf", deed));
        List<String> before = rows();
        assertUnusable(
                OFFICE, caseId, HOUSE, List.of(PERSON), stack.get(1).deposit().sha256());
        List<Sheet> sheets = archive.register(OFFICE, caseId, PERMIT, stack);
        assertEquals(
                List.of("deed", "plan", "national-card", "deed"),
                sheets.stream().map(Sheet::kind).toList());
        for (Sheet sheet : sheets.subList(1, 3)) {
            assertEquals(
                    new Papers.UsableSheet(sheet, "scan"),
                    archive.requireUsable(OFFICE, caseId, purpose(HOUSE, List.of(PERSON)), sheet.sha256()));
        }
        try (InputStream in = archive.open(sheets.get(0).sha256())) {
            assertArrayEquals(deed, in.readAllBytes());
        }
        List<String> after = new ArrayList<>(rows());
        after.removeAll(before);
        // three contents and uploads; two of them have an owner, a dossier, a document, a sheet and a holding
        assertEquals(16, after.size(), after.toString());
    }

    /**
     * A deposited sheet may be removed by a sweep before a row references it. Its registration then stores the content
     * again.
     */
    @Test
    void storesSweptDepositAgainOnRegistration() throws IOException {
        byte[] plan = SampleFiles.pdf("% swept\n");
        Papers.NewSheet scan = scan("plan", HOUSE, "plan.pdf", plan);
        String sha256 = scan.deposit().sha256();
        assertTrue(files.remove(sha256, Instant.now().plusSeconds(60)));
        archive.register(OFFICE, caseId, PERMIT, List.of(scan));
        try (InputStream in = archive.open(sha256)) {
            assertArrayEquals(plan, in.readAllBytes());
        }
    }

    @Test
    void registersNothingIfOneKindIsUnknown() {
        Papers.NewSheet deed = scan("deed", HOUSE, "deed.pdf", SampleFiles.pdf("% deed of a bad stack\n"));
        List<Papers.NewSheet> stack = List.of(deed, new Papers.NewSheet("love-letter", HOUSE, "l.pdf", deed.deposit()));
        List<String> before = rows();
        assertRefused("sheet.kind", Refusal.Kind.INVALID, () -> archive.register(OFFICE, caseId, PERMIT, stack));
        assertEquals(before, rows());
    }

    @Test
    void storedSheetIsReturnedUnchanged() throws IOException {
        byte[] deed = SampleFiles.pdf("% deed\n");
        Sheet sheet = store(OFFICE, caseId, "deed", HOUSE, deed);
        assertEquals("application/pdf", sheet.mediaType());
        assertEquals(deed.length, sheet.size());
        assertEquals(HOUSE, sheet.owner());
        try (InputStream in = archive.open(sheet.sha256())) {
            assertArrayEquals(deed, in.readAllBytes());
        }
        assertEquals(plain(sheet), archive.sheet(sheet.sha256()));
        assertEquals(
                new Papers.UsableSheet(sheet, "scan"),
                archive.requireUsable(OFFICE, caseId, purpose(HOUSE, List.of(PERSON)), sheet.sha256()));
    }

    @Test
    void largeSheetIsReturnedUnchanged() throws IOException {
        byte[] plan = SampleFiles.pdf("% " + "x".repeat(3 << 20) + "\n");
        Sheet sheet = store(OFFICE, caseId, "plan", HOUSE, plan);
        try (InputStream in = archive.open(sheet.sha256())) {
            assertArrayEquals(plan, in.readAllBytes());
        }
    }

    @Test
    void titlePapersAreFoundByProperty() {
        Sheet deed = store(OFFICE, caseId, "deed", HOUSE, SampleFiles.pdf("% deed\n"));
        assertEquals(List.of(plain(deed)), archive.findForPurpose(OTHER, purpose(HOUSE, List.of(STRANGER))));
        assertEquals(List.of(), archive.findForPurpose(OTHER, purpose(NEXT_DOOR, List.of(PERSON))));
        assertEquals(
                new Papers.UsableSheet(plain(deed), "archive"),
                archive.requireUsable(OTHER, Ids.next(), purpose(HOUSE, List.of()), deed.sha256()),
                "archived for the property of the other's case");
    }

    @Test
    void identityPapersAreFoundWithoutStoringPersonId() {
        Sheet card = store(OFFICE, caseId, "national-card", PERSON, SampleFiles.image("jpeg", 1));
        store(OFFICE, caseId, "proxy", COMPANY, SampleFiles.image("png", 1));
        assertEquals(List.of(plain(card)), archive.findForPurpose(OTHER, purpose(NEXT_DOOR, List.of("۰۴۹۹۳۷۰۸۹۹"))));
        assertEquals(List.of(), archive.findForPurpose(OTHER, purpose(HOUSE, List.of(STRANGER))));
        assertEquals(
                1,
                archive.findForPurpose(OTHER, purpose(HOUSE, List.of(COMPANY))).size());
        assertTrue(
                rows().stream().noneMatch(row -> row.contains(PERSON) || row.contains(COMPANY)), "no ID in the index");
        assertFalse(card.owner().contains(PERSON));
    }

    /**
     * Identity papers given for another service need the person's consent, because they were provided for another
     * purpose.
     */
    @Test
    void identityPapersOfOtherServiceNeedConsent() {
        Sheet card = store(OFFICE, caseId, "national-card", PERSON, SampleFiles.image("jpeg", 1));
        Sheet deed = store(OFFICE, caseId, "deed", HOUSE, SampleFiles.pdf("% deed"));
        Papers.Purpose unasked = new Papers.Purpose("vehicle-duty", HOUSE, List.of(PERSON), List.of());
        assertEquals(List.of(plain(deed)), archive.findForPurpose(OTHER, unasked), "title papers are the property's");
        assertRefused(
                "sheet.unknown",
                Refusal.Kind.NOT_FOUND,
                () -> archive.requireUsable(OTHER, Ids.next(), unasked, card.sha256()));
        Papers.Purpose willing = new Papers.Purpose("vehicle-duty", HOUSE, List.of(PERSON), List.of(PERSON));
        assertEquals(Set.of(plain(card), plain(deed)), Set.copyOf(archive.findForPurpose(OTHER, willing)));
        // consent alone gives no access
        assertEquals(
                List.of(plain(deed)),
                archive.findForPurpose(OTHER, new Papers.Purpose("vehicle-duty", HOUSE, List.of(), List.of(STRANGER))));
        // a repeated scan for the other service makes it available to both services
        Scans.store(
                archive,
                OTHER,
                Ids.next(),
                "vehicle-duty",
                "national-card",
                PERSON,
                "again.jpg",
                new ByteArrayInputStream(SampleFiles.image("jpeg", 1)));
        assertTrue(archive.findForPurpose(OTHER, unasked).contains(plain(card)));
        assertTrue(
                archive.findForPurpose(OTHER, purpose(HOUSE, List.of(PERSON))).contains(plain(card)));
    }

    @Test
    void findsNewestSheetOfEachKind() {
        store(OFFICE, caseId, "deed", HOUSE, SampleFiles.pdf("% old\n"));
        Sheet deed = store(OTHER, Ids.next(), "deed", HOUSE, SampleFiles.pdf("% new\n"));
        Sheet bill = store(OFFICE, caseId, "utility-bill", HOUSE, SampleFiles.pdf("% bill\n"));
        assertEquals(
                Set.of(plain(deed), plain(bill)),
                Set.copyOf(archive.findForPurpose(OFFICE, purpose(HOUSE, List.of()))));
    }

    @Test
    void knownDigestGrantsNoAccess() {
        Sheet deed = store(OFFICE, caseId, "deed", HOUSE, SampleFiles.pdf("% deed\n"));
        Sheet plan = store(OFFICE, caseId, "plan", HOUSE, SampleFiles.pdf("% plan\n"));
        Sheet card = store(OFFICE, caseId, "national-card", PERSON, SampleFiles.image("jpeg", 1));
        Sheet answer =
                archive.storeAnswer(FIRE, Ids.next(), "a.pdf", new ByteArrayInputStream(SampleFiles.pdf("% answer\n")));
        assertUnusable(OTHER, caseId, NEXT_DOOR, List.of(STRANGER), deed.sha256());
        assertUnusable(OTHER, caseId, NEXT_DOOR, List.of(STRANGER), card.sha256());
        assertUnusable(OTHER, caseId, HOUSE, List.of(PERSON), plan.sha256());
        assertUnusable(OFFICE, Ids.next(), HOUSE, List.of(PERSON), plan.sha256());
        assertUnusable(OFFICE, caseId, HOUSE, List.of(PERSON), answer.sha256());
        assertUnusable(OFFICE, caseId, HOUSE, List.of(PERSON), "0".repeat(64));
        assertUnusable(OFFICE, caseId, HOUSE, List.of(PERSON), "' or 1=1");
        assertEquals(
                new Papers.UsableSheet(plan, "scan"),
                archive.requireUsable(OFFICE, caseId, purpose(NEXT_DOOR, List.of()), plan.sha256()),
                "its own scan for its own case");
    }

    @Test
    void uploadDoesNotRevealExistingSheet() {
        byte[] deed = SampleFiles.pdf("% deed\n");
        Sheet first = Scans.store(
                archive, OFFICE, caseId, PERMIT, "deed", HOUSE, "secret name.pdf", new ByteArrayInputStream(deed));
        Sheet second = Scans.store(
                archive, OTHER, Ids.next(), PERMIT, "plan", NEXT_DOOR, "mine.pdf", new ByteArrayInputStream(deed));
        assertEquals(new Sheet(first.sha256(), "plan", NEXT_DOOR, "mine.pdf", "application/pdf", deed.length), second);
        assertEquals(
                "deed.pdf",
                archive.findForPurpose(OFFICE, purpose(HOUSE, List.of())).get(0).name(),
                "and changes nothing of others");
    }

    @Test
    void fileNameIsReturnedButNotStoredReadable() {
        Sheet deed = Scans.store(
                archive,
                OFFICE,
                caseId,
                PERMIT,
                "deed",
                HOUSE,
                "زهرا احمدی.pdf",
                new ByteArrayInputStream(SampleFiles.pdf("% x")));
        assertEquals(
                "زهرا احمدی.pdf",
                archive.requireUsable(OFFICE, caseId, purpose(HOUSE, List.of()), deed.sha256())
                        .sheet()
                        .name());
        assertFalse(uploads().contains("زهرا"), uploads());
    }

    private static String uploads() {
        return store.tx().required(sql -> sql.createQuery("select json_agg(u)::text from archive.upload u")
                .mapTo(String.class)
                .one());
    }

    @Test
    void erasureRemovesOnlyPapersOfThePerson() {
        Sheet card = store(OFFICE, caseId, "national-card", "0499370899", SampleFiles.pdf("% card\n"));
        Sheet shared = store(OFFICE, caseId, "proxy", "0499370899", SampleFiles.pdf("% both\n"));
        store(OFFICE, caseId, "proxy", "0790419904", SampleFiles.pdf("% both\n"));
        Sheet deed = Scans.store(
                archive,
                OFFICE,
                caseId,
                PERMIT,
                "deed",
                HOUSE,
                "زهرا احمدی.pdf",
                new ByteArrayInputStream(SampleFiles.pdf("% deed")));
        ((ArchiveComponent) archive).erase(UUID.randomUUID(), "0499370899", List.of(caseId));

        assertEquals(List.of(), archive.findForPurpose(OFFICE, purpose(NEXT_DOOR, List.of("0499370899"))));
        assertRefused("sheet.unknown", Refusal.Kind.NOT_FOUND, () -> archive.open(card.sha256()));
        assertUnusable(OFFICE, caseId, HOUSE, List.of("0499370899"), card.sha256());
        assertEquals(
                1,
                archive.findForPurpose(OFFICE, purpose(NEXT_DOOR, List.of("0790419904")))
                        .size(),
                "another has the same sheet");
        assertDoesNotThrow(() -> archive.open(shared.sha256()).close());
        assertEquals(
                "deed.pdf",
                archive.requireUsable(OFFICE, caseId, purpose(HOUSE, List.of()), deed.sha256())
                        .sheet()
                        .name());
    }

    @Test
    void officesReadArchiveAndAgenciesStoreAnswers() {
        byte[] deed = SampleFiles.pdf("");
        for (Caller caller : List.of(FIRE, DISTRICT)) {
            assertRefused("access.forbidden", Refusal.Kind.FORBIDDEN, () -> store(caller, caseId, "deed", HOUSE, deed));
            assertRefused(
                    "access.forbidden",
                    Refusal.Kind.FORBIDDEN,
                    () -> archive.findForPurpose(caller, purpose(HOUSE, List.of())));
            assertRefused(
                    "access.forbidden",
                    Refusal.Kind.FORBIDDEN,
                    () -> archive.requireUsable(caller, caseId, purpose(HOUSE, List.of()), "0".repeat(64)));
        }
        assertRefused(
                "access.forbidden",
                Refusal.Kind.FORBIDDEN,
                () -> archive.storeAnswer(OFFICE, Ids.next(), "a", new ByteArrayInputStream(deed)));
    }

    @Test
    void answerSheetBelongsToItsInquiry() {
        UUID inquiry = Ids.next();
        byte[] letter = SampleFiles.pdf("% letter\n");
        Sheet sheet = archive.storeAnswer(FIRE, inquiry, "letter.pdf", new ByteArrayInputStream(letter));
        store(OFFICE, caseId, "deed", HOUSE, letter);
        assertEquals(plain(sheet), archive.answerSheet(inquiry, sheet.sha256()).orElseThrow());
        assertEquals(inquiry.toString(), sheet.owner());
        assertTrue(archive.answerSheet(Ids.next(), sheet.sha256()).isEmpty());
        assertTrue(archive.answerSheet(inquiry, "x").isEmpty());
        assertEquals("hub", store.tx().required(sql -> {
            archive.storeAnswer(Caller.HUB, Ids.next(), "l", new ByteArrayInputStream(letter));
            return sql.createQuery("select agency from archive.answer_sheet order by at desc limit 1")
                    .mapTo(String.class)
                    .one();
        }));
    }

    @Test
    void rejectedSheetLeavesNoRowsOrFiles() throws IOException {
        List<String> before = rows();
        assertRefused(
                "sheet.type",
                Refusal.Kind.UNSUPPORTED,
                () -> Scans.store(
                        archive,
                        OFFICE,
                        caseId,
                        PERMIT,
                        "deed",
                        HOUSE,
                        "deed.pdf",
                        new ByteArrayInputStream(SampleFiles.ascii("MZ\u0090\0 program"))));
        assertRefused(
                "sheet.pixels",
                Refusal.Kind.TOO_LARGE,
                () -> store(OFFICE, caseId, "deed", HOUSE, SampleFiles.png(50_000, 50_000)));
        assertRefused("sheet.empty", Refusal.Kind.INVALID, () -> store(OFFICE, caseId, "deed", HOUSE, new byte[0]));
        assertRefused(
                "sheet.kind",
                Refusal.Kind.INVALID,
                () -> store(OFFICE, caseId, "treasure-map", HOUSE, SampleFiles.pdf("")));
        assertRefused(
                "renovation-code.parts",
                Refusal.Kind.INVALID,
                () -> store(OFFICE, caseId, "deed", "22-1", SampleFiles.pdf("")));
        assertRefused(
                "national-id.check-digit",
                Refusal.Kind.INVALID,
                () -> store(OFFICE, caseId, "national-card", "0684159415", SampleFiles.pdf("")));
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(SampleFiles.pdf("")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertRefused(
                "sheet.interrupted",
                Refusal.Kind.MALFORMED,
                () -> Scans.store(archive, OFFICE, caseId, PERMIT, "deed", HOUSE, "x", broken));
        assertEquals(before, rows());
        assertEquals(0, sheets());
    }

    @Test
    void rejectsTooLargeSheetWithoutReadingItAll() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                if (++given > 4 << 20) {
                    throw new AssertionError("it goes on reading");
                }
                return 'x';
            }
        };
        Papers small = archive(Map.of("max_bytes", 3L << 20));
        assertRefused(
                "sheet.too-large",
                Refusal.Kind.TOO_LARGE,
                () -> Scans.store(small, OFFICE, caseId, PERMIT, "deed", HOUSE, "x", endless));
        byte[] sheet = SampleFiles.pdf("");
        Papers exact = archive(Map.of("max_bytes", (long) sheet.length));
        Scans.store(exact, OFFICE, caseId, PERMIT, "deed", HOUSE, "x", new ByteArrayInputStream(sheet));
        Papers less = archive(Map.of("max_bytes", sheet.length - 1L));
        assertRefused(
                "sheet.too-large",
                Refusal.Kind.TOO_LARGE,
                () -> Scans.store(less, OFFICE, caseId, PERMIT, "deed", HOUSE, "x", new ByteArrayInputStream(sheet)));
    }

    @Test
    void sanitizesFileNames() {
        Map<String, String> names = Map.of(
                "deed.exe",
                "deed.exe.pdf",
                "C:\\scans\\سند ملك.PDF",
                "سند ملک.pdf",
                "../../etc/passwd",
                "passwd.pdf",
                "0499370899 card.jpeg",
                "… card.pdf",
                "a\"b\r\nX: y.pdf",
                "a b X y.pdf",
                "",
                "deed.pdf",
                ".pdf",
                "deed.pdf",
                "x".repeat(300),
                "x".repeat(100) + ".pdf");
        Map<String, String> given = names.keySet().stream().collect(Collectors.toMap(n -> n, n -> Scans.store(
                        archive,
                        OFFICE,
                        caseId,
                        PERMIT,
                        "deed",
                        HOUSE,
                        n,
                        new ByteArrayInputStream(SampleFiles.pdf("")))
                .name()));
        assertEquals(names, given);
    }

    @Test
    void storesSameAndDifferentSheetsConcurrently() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        byte[] same = SampleFiles.pdf("% same\n");
        try {
            List<Callable<Sheet>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] content = i % 2 == 0 ? same : SampleFiles.pdf("% " + i + "\n");
                calls.add(() -> store(OFFICE, caseId, "deed", HOUSE, content));
            }
            for (Future<Sheet> call : threads.invokeAll(calls)) {
                archive.requireUsable(
                        OFFICE, caseId, purpose(HOUSE, List.of()), call.get().sha256());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(101, sheets());
    }

    @Test
    void rolledBackSheetIsNotIndexed() {
        byte[] deed = SampleFiles.pdf("% deed\n");
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            store(OFFICE, caseId, "deed", HOUSE, deed);
            throw new IllegalStateException();
        }));
        assertEquals(List.of(), archive.findForPurpose(OFFICE, purpose(HOUSE, List.of())));
    }

    @Test
    void keyFileIsPrivateAndRequiredAtStart() throws IOException {
        store(OFFICE, caseId, "national-card", PERSON, SampleFiles.image("jpeg", 1));
        Path key = Files.list(folder.resolve("keys")).findFirst().orElseThrow();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(
                1,
                archive(Map.of())
                        .findForPurpose(OFFICE, purpose(HOUSE, List.of(PERSON)))
                        .size(),
                "the next start finds it");
        Files.move(key, folder.resolve("away"));
        assertTrue(assertThrows(IllegalStateException.class, () -> archive(Map.of()))
                .getMessage()
                .contains("key"));
        assertThrows(IllegalStateException.class, () -> archive(Map.of("key", "another")));
    }

    @Test
    void allNodesUseConfiguredKey() {
        store.tx().run(sql -> sql.execute("delete from archive.person_key"));
        Papers one = archive(Map.of("key", "a key that all hubs have"));
        Scans.store(
                one,
                OFFICE,
                caseId,
                PERMIT,
                "national-card",
                PERSON,
                "x",
                new ByteArrayInputStream(SampleFiles.pdf("")));
        assertEquals(
                1,
                archive(Map.of("key", "a key that all hubs have"))
                        .findForPurpose(OFFICE, purpose(HOUSE, List.of(PERSON)))
                        .size());
    }

    /**
     * A backup copies the sheets as they are stored: identity papers stay encrypted and have names other than their
     * SHA-256.
     */
    @Test
    void backupCopiesSheetsAsStored() throws IOException {
        Sheet card = store(OFFICE, caseId, "national-card", PERSON, SampleFiles.image("jpeg", 1));
        Sheet deed = store(OFFICE, caseId, "deed", HOUSE, SampleFiles.pdf("% deed\n"));
        ArchiveBackup from = new ArchiveBackup(files, new SheetReader(store.tx(), files));
        FileSheetStore fresh = new FileSheetStore(folder.resolve("fresh"));
        ArchiveBackup to = new ArchiveBackup(fresh, new SheetReader(store.tx(), fresh));
        List<String> names = store.tx().required(sql -> sql.createQuery("select encode(coalesce("
                        + String.join(", ", from.columns()) + "), 'hex') from " + from.table())
                .mapTo(String.class)
                .list());
        assertFalse(names.contains(card.sha256()));
        for (String name : names) {
            to.put(name, from.open(name));
            to.put(name, new ByteArrayInputStream(new byte[9]));
        }
        files = fresh;
        Papers restored = archive(fresh, config(Map.of()));
        for (Sheet sheet : List.of(card, deed)) {
            try (InputStream in = restored.open(sheet.sha256())) {
                assertEquals(sheet.sha256(), Sha256.hex(in.readAllBytes()));
            }
        }
        assertThrows(IOException.class, () -> to.put(card.sha256(), new ByteArrayInputStream(new byte[9])));
    }
}
