package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import city.pishkhan.archive.internal.sql.ArchiveSql;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that papers archived before the introduction of dossiers are migrated completely and remain usable. */
class ArchiveMigrationTest {
    private static final String OWNER = "a".repeat(64);
    private static final String OTHER_OWNER = "b".repeat(64);
    private static final UUID CASE = Ids.next();
    private static final UUID INQUIRY = Ids.next();

    @TempDir
    Path folder;

    /** Papers that were imported as confidential before confidentiality was enforced. */
    @Test
    void whatIsConfidentialIsKeptFromCases() {
        try (TestStore store = TestStore.start()) {
            migrate(store, "9");
            store.tx()
                    .run(sql -> sql.execute("insert into archive.kind (name) values ('deed');"
                            + " insert into archive.dossier (id, owner, confidentiality) values (1, -5, 0), (2, -5, 3);"
                            + " insert into archive.document (id, dossier, at, kind, confidentiality)"
                            + " values (11, 1, now(), 1, 0), (12, 1, now(), 1, 2), (21, 2, now(), 1, 1);"
                            + " insert into archive.holding (owner, document, at, kind)"
                            + " select -5, id, now(), 1 from archive.document"));
            store.schemas().migrate(ArchiveComponent.class, "archive");
            assertEquals("11 -, 12 2, 21 3", store.tx().required(sql -> sql.createQuery(
                            "select string_agg(document || ' ' || coalesce(confidentiality::text, '-'), ', ' order by document)"
                                    + " from archive.holding")
                    .mapTo(String.class)
                    .one()));
        }
    }

    /** Documents refer to kinds without a lock, so kinds must not be deleted or renumbered. */
    @Test
    void aKindOfPapersStays() {
        try (TestStore store = TestStore.start()) {
            store.schemas().migrate(ArchiveComponent.class, "archive");
            store.tx().run(sql -> sql.execute("insert into archive.kind (name) values ('deed')"));
            store.tx().run(sql -> sql.execute("update archive.kind set name = 'title-deed'"));
            for (String change : List.of("delete from archive.kind", "update archive.kind set id = default")) {
                RuntimeException refused =
                        assertThrows(RuntimeException.class, () -> store.tx().run(sql -> sql.execute(change)));
                assertTrue(refused.toString().contains("a kind of papers stays"), refused::toString);
            }
        }
    }

    /** Titles that were indexed before each district and kind had its own words. Titles of persons' papers are not indexed. */
    @Test
    void titlesAreFoundAsBefore() {
        try (TestStore store = TestStore.start()) {
            migrate(store, "13");
            store.tx()
                    .run(
                            sql -> sql.execute(
                                    "insert into archive.kind (name) values ('deed');"
                                            + " insert into archive.document (id, dossier, at, kind, district, title)"
                                            + " values (1, 1, now(), 1, 7, 'old DEED A/12'), (2, 1, now(), 1, 8, 'old deed'),"
                                            + " (3, 1, now(), 1, null, 'old deed'), (4, 1, now(), 1, 7, null), (5, 1, now(), 1, 7, ', .')"));
            store.schemas().migrate(ArchiveComponent.class, "archive");
            assertEquals(List.of(1L, 2L), found(store, "'1.7:old' & '1.7:de':*", "'1.8:old'"));
            assertEquals(List.of(2L), found(store, "'1.9:old'", "'1.8:deed' & '1.8:old'"));
            assertEquals(List.of(), found(store, "'old'", "'1.77:old'", "'1.7:'", "'1.7:nowhere'"));
        }
    }

    /** Rows and indexes contain these keys, so faster functions must return the same values. */
    @Test
    void keysAreMadeAsBefore() {
        try (TestStore store = TestStore.start()) {
            migrate(store, "16");
            List<Long> before = keys(store);
            store.schemas().migrate(ArchiveComponent.class, "archive");
            assertEquals(before, keys(store));
            assertEquals(200 * 5, before.size());
        }
    }

    private static List<Long> keys(TestStore store) {
        return store.tx().required(sql -> sql.createQuery("select k from generate_series(1, 200) n,"
                        + " lateral (select sha256(convert_to(n::text, 'UTF8')) as h) x,"
                        + " unnest(array[archive.prefix(h), archive.key_of(h), archive.key_of_property('1-1-1-1-1-1-' || n),"
                        + " archive.key_of_scan('1-1-1-1-1-1-' || n, 'deed', h), archive.key_of_sourced('سند', n::text)]) k"
                        + " order by n, k")
                .mapTo(Long.class)
                .list());
    }

    private static List<Long> found(TestStore store, String... searches) {
        return store.tx().required(sql -> {
            sql.execute("set local enable_seqscan = off");
            return sql.createQuery(ArchiveSql.text("words"))
                    .bindArray("searches", String.class, (Object[]) searches)
                    .bind("after", "(0,0)")
                    .bind("limit", 20)
                    .map((row, context) -> row.getLong("id"))
                    .list();
        });
    }

    private static void migrate(TestStore store, String version) {
        Flyway.configure(ArchiveComponent.class.getClassLoader())
                .dataSource(store.dataSource())
                .schemas("archive")
                .defaultSchema("archive")
                .locations("classpath:db/archive")
                .table("schema_history")
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void whatWasThereStays() throws Exception {
        try (TestStore store = TestStore.start()) {
            migrate(store, "4");
            FileSheetStore files = new FileSheetStore(folder);
            String deed = put(store, files, "deed", "application/pdf");
            String older = put(store, files, "older deed", "image/png");
            String card = put(store, files, "card", "image/jpeg");
            String plan = put(store, files, "plan", "application/pdf");
            String letter = put(store, files, "letter", "image/tiff");
            holding(store, "property", ArchiveTest.HOUSE, "deed", deed, 2, null);
            holding(store, "property", ArchiveTest.HOUSE, "deed", older, 1, null);
            holding(store, "person", OWNER, "national-card", card, 1, ArchiveTest.PERMIT);
            holding(store, "person", OTHER_OWNER, "national-card", card, 1, "vehicle-duty");
            upload(store, "deed", ArchiveTest.HOUSE, deed);
            upload(store, "national-card", OWNER, card);
            upload(store, "plan", ArchiveTest.HOUSE, plan);
            store.tx()
                    .run(sql -> sql.execute(
                            "insert into archive.answer_sheet (inquiry, sha256, agency, principal, at)"
                                    + " values (?, decode(?, 'hex'), 'fire', 'fire', now())",
                            INQUIRY,
                            letter));

            store.schemas().migrate(ArchiveComponent.class, "archive");
            Vault vault = TestVault.over(store.tx(), store.schemas());
            Papers archive = new PapersArchive(
                    store.tx(),
                    files,
                    new StoredSheets(store.tx(), new SheetReader(store.tx(), files), vault),
                    new PersonVaults(store.tx(), vault),
                    new PersonSheets(person -> person.equals(ArchiveTest.PERSON) ? OWNER : OTHER_OWNER),
                    new PaperKinds("deed", "national-card", "plan"),
                    new SheetLimits(1 << 20, 1_000_000, 10),
                    new UploadNames(store.tx(), vault),
                    new UploadExamination(store.tx(), SheetExaminer.none()));

            Papers.Purpose purpose = new Papers.Purpose(
                    ArchiveTest.PERMIT,
                    ArchiveTest.HOUSE,
                    List.of(ArchiveTest.PERSON, ArchiveTest.STRANGER),
                    List.of());
            assertEquals(
                    Set.of("deed " + deed, "national-card " + card),
                    archive.held(ArchiveTest.OFFICE, purpose).stream()
                            .map(s -> s.kind() + " " + s.sha256())
                            .collect(Collectors.toSet()),
                    "the newest deed, and the card that was scanned for this service");
            assertEquals(
                    "archive",
                    archive.usable(ArchiveTest.OTHER, Ids.next(), purpose, older)
                            .source());
            for (String sha256 : List.of(deed, card, plan)) {
                assertEquals(
                        "scan",
                        archive.usable(ArchiveTest.OFFICE, CASE, purpose, sha256)
                                .source());
            }
            Sheet answer = archive.answerSheet(INQUIRY, letter).orElseThrow();
            assertEquals("image/tiff", answer.mediaType());
            assertEquals("letter".length(), answer.size());
            for (String sha256 : List.of(deed, older, card, plan, letter)) {
                try (InputStream in = archive.open(sha256)) {
                    in.readAllBytes();
                }
            }

            // a repeated scan of an office refers to the existing document
            long documents = count(store, "archive.document");
            store.tx()
                    .run(sql -> archive.register(
                            ArchiveTest.OTHER,
                            Ids.next(),
                            ArchiveTest.PERMIT,
                            List.of(new Papers.NewSheet(
                                    "deed",
                                    ArchiveTest.HOUSE,
                                    "deed.pdf",
                                    new Papers.Deposit(
                                            older, "image/png", 10, () -> new ByteArrayInputStream(new byte[0]))))));
            assertEquals(documents, count(store, "archive.document"));
            assertEquals(4, documents);
            assertEquals(4, count(store, "archive.sheet"));
            assertEquals(6, count(store, "archive.content"), "the card once for each of the two");
            assertEquals(
                    older,
                    archive.held(ArchiveTest.OFFICE, purpose).stream()
                            .filter(s -> s.kind().equals("deed"))
                            .findFirst()
                            .orElseThrow()
                            .sha256(),
                    "now it is the newest");
        }
    }

    /** In SQL all bit operators have the same precedence, which is easy to get wrong. */
    @Test
    void aKeyIsTheBeginningOfAHash() {
        try (TestStore store = TestStore.start()) {
            store.schemas().migrate(ArchiveComponent.class, "archive");
            for (String start : List.of("0102030405060708", "fedcba9876543210", "80000000000000ff")) {
                long prefix = Long.parseUnsignedLong(start, 16);
                assertEquals(prefix, bits(store, "archive.prefix", start + "00".repeat(24)));
                assertEquals(prefix | Long.MIN_VALUE, bits(store, "archive.key_of", start + "00".repeat(24)));
            }
        }
    }

    private static long bits(TestStore store, String function, String sha256) {
        return store.tx().required(sql -> sql.createQuery("select " + function + "(decode(:sha256, 'hex'))")
                .bind("sha256", sha256)
                .mapTo(Long.class)
                .one());
    }

    private static long count(TestStore store, String table) {
        return store.tx().required(sql -> sql.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private static String put(TestStore store, FileSheetStore files, String text, String type) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        files.put(new ByteArrayInputStream(bytes));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        store.tx()
                .run(sql -> sql.execute(
                        "insert into archive.sheet (sha256, media_type, size) values (decode(?, 'hex'), ?, ?)",
                        sha256,
                        type,
                        (long) bytes.length));
        return sha256;
    }

    private static void holding(
            TestStore store, String ownerKind, String owner, String kind, String sha256, int day, String service) {
        store.tx()
                .run(sql -> sql.execute(
                        "insert into archive.holding (owner_kind, owner, paper_kind, sha256, at, services)"
                                + " values (?, ?, ?, decode(?, 'hex'), timestamptz '2026-01-01' + ? * interval '1 day',"
                                + " array_remove(array[?], null))",
                        ownerKind,
                        owner,
                        kind,
                        sha256,
                        day,
                        service));
    }

    private static void upload(TestStore store, String kind, String owner, String sha256) {
        store.tx()
                .run(sql -> sql.execute(
                        "insert into archive.upload (case_id, office, sha256, paper_kind, owner, name, principal, at)"
                                + " values (?, '1204', decode(?, 'hex'), ?, ?, null, 'clerk', now())",
                        CASE,
                        sha256,
                        kind,
                        owner));
    }
}
