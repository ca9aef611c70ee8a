package city.pishkhan.keeping.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.archive.internal.SampleFiles;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the results of a manifest's rows, and that crashes do not change them. */
class ArchiveImportTest {
    private static final Caller OPERATOR = new Caller("console:op", Set.of("operator"));
    private static final String HEADER =
            "renovation_code,national_id,dossier,document,kind,date,title,page,file,sha256";
    private static final int STEP = 3;

    @TempDir
    Path folder;

    private boolean restart;
    private final List<String> journal = new ArrayList<>();
    private TestStore store;
    private FileSheetStore files;
    private ArchiveHarness harness;
    private Papers archive;

    @BeforeEach
    void start() throws IOException {
        begin(folder.resolve("store"));
    }

    private void begin(Path place) throws IOException {
        store = TestStore.start();
        harness = ArchiveHarness.create(store, TestVault.create(store.tx(), store.schemas()), place);
        files = harness.files();
        archive = harness.papers();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private ArchiveImportReport run(SheetStore sheets, String source, Path manifest) {
        return importer(sheets).run(OPERATOR, manifest, source, report(manifest), restart, now -> {});
    }

    private ArchiveImportComponent importer(SheetStore sheets) {
        return new ArchiveImportComponent(
                store.tx(),
                sheets,
                harness.intake(),
                harness.owners(),
                (event, actor, details) -> journal.add(event + " " + details.get("source")),
                0,
                STEP);
    }

    private static Path report(Path manifest) {
        return manifest.resolveSibling(manifest.getFileName() + ".report.csv");
    }

    private Path manifest(String name, String... rows) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    /** @return {@code file,sha256} of a PDF with the given text */
    private String pdf(String text) throws IOException {
        byte[] bytes = SampleFiles.pdf("% " + text + "\n");
        Files.createDirectories(folder.resolve("scans"));
        Files.write(folder.resolve("scans/" + text + ".pdf"), bytes);
        return "scans/" + text + ".pdf," + Sha256.hex(bytes);
    }

    private static String deed(String dossier, String document, int page, String file) {
        return ArchiveHarness.HOUSE + ",," + dossier + "," + document + ",deed,1380/02/11,سند," + page + "," + file;
    }

    private List<String> reported(Path manifest) throws IOException {
        return Files.readAllLines(report(manifest)).stream()
                .skip(1)
                .map(line -> line.replaceAll(",[0-9a-f]{64}", ",…"))
                .toList();
    }

    private static void assertAdded(
            ArchiveImportReport done, long merged, long duplicates, long conflicts, long rejects) {
        assertEquals(
                List.of(merged, duplicates, conflicts, rejects),
                List.of(done.merged(), done.duplicates(), done.conflicts(), done.rejects()));
        assertEquals(merged + duplicates + conflicts + rejects, done.rows());
    }

    private Set<String> held(List<String> persons) {
        Papers.Purpose purpose = new Papers.Purpose(ArchiveHarness.PERMIT, ArchiveHarness.HOUSE, persons, persons);
        return archive.findForPurpose(ArchiveHarness.OFFICE, purpose).stream()
                .map(Papers.Sheet::sha256)
                .collect(Collectors.toSet());
    }

    private static String hash(String file) {
        return file.substring(file.indexOf(',') + 1);
    }

    @Test
    void countsEachRowOnce() throws IOException {
        String one = pdf("one");
        String two = pdf("two");
        String other = pdf("other");
        String card = pdf("card");
        Files.writeString(folder.resolve("scans/note.txt"), "no picture");
        Path manifest = manifest(
                "m.csv",
                deed("7", "1", 1, one),
                deed("7", "1", 2, two),
                deed("7", "1", 1, one),
                deed("7", "2", 1, one),
                deed("7", "1", 1, other),
                deed("7", "1", 3, other).replace(",deed,", ",location-map,"),
                deed("7", "1", 4, other).replace("1380/02/11", "1381/02/11"),
                deed("7", "1", 5, other).replace(ArchiveHarness.HOUSE, "22-1"),
                deed("7", "1", 5, other).replace(ArchiveHarness.HOUSE, "5-3-17-4-1-0-0"),
                deed("7", "1", 5, "scans/gone.pdf," + "0".repeat(64)),
                deed("7", "1", 5, "scans/two.pdf," + hash(one)),
                deed("7", "1", 5, "../secret.pdf," + hash(one)),
                deed("7", "1", 5, "scans/note.txt," + Sha256.hex("no picture")),
                deed("7", "1", 0, other),
                deed("7", "1", 5, other).replace(",deed,", ",love-letter,"),
                deed("7", "1", 5, other).replace(",deed,", ",national-card,"),
                deed("7", "1", 5, other).replace("1380/02/11", "1380/13/11"),
                "too,few",
                "," + ArchiveHarness.PERSON + ",k,1,national-card,,,1," + card,
                "," + "0684159415" + ",k,2,national-card,,,1," + card,
                ArchiveHarness.HOUSE + ",,7,3,utility-bill,2003-05-01,\"قبض \"\"گاز\"\",\nخانم 0499370899\",1,"
                        + other);
        assertAdded(run(files, "22", manifest), 4, 2, 3, 12);
        assertEquals(
                List.of(
                        "6,conflict,sha256,…,manifest.conflict,…",
                        "7,conflict,kind,location-map,manifest.conflict,deed",
                        "8,conflict,date,2002-05-01,manifest.conflict,2001-05-01",
                        "9,rejected,renovation_code,22-1,renovation-code.parts,",
                        "10,rejected,renovation_code,5-3-17-4-1-0-0,renovation-code.other-island,",
                        "11,rejected,file,scans/gone.pdf,file.missing,",
                        "12,rejected,sha256,…,file.hash,",
                        "13,rejected,file,../secret.pdf,manifest.file,",
                        "14,rejected,file,scans/note.txt,sheet.type,",
                        "15,rejected,page,0,manifest.number,",
                        "16,rejected,kind,love-letter,sheet.kind,",
                        "17,rejected,kind,national-card,manifest.kind-owner,",
                        "18,rejected,date,1380/13/11,manifest.date,",
                        "19,rejected,,,manifest.columns,",
                        "21,rejected,national_id,…,national-id.check-digit,"),
                reported(manifest));
        assertEquals(Set.of(hash(one), hash(two), hash(other)), held(List.of()));
        assertEquals(Set.of(hash(one), hash(two), hash(other), hash(card)), held(List.of(ArchiveHarness.PERSON)));
        assertEquals("قبض \"گاز\", خانم …", store.tx().required(sql -> sql.createQuery(
                        "select title from archive.document where number = '3'")
                .mapTo(String.class)
                .one()));
        assertEquals(List.of("archive-import.begun 22", "archive-import.ended 22"), journal);
        try (InputStream in = archive.open(hash(two))) {
            assertTrue(in.readAllBytes().length > 0);
        }

        // a repeated import changes nothing; the head office has the same sheets and one of its own
        assertAdded(run(files, "22", manifest), 0, 6, 3, 12);
        Path head =
                manifest("head.csv", deed("7", "1", 1, one), deed("7", "1", 2, other), deed("9", "1", 1, pdf("nine")));
        assertAdded(run(files, "head", head), 1, 1, 1, 0);
        assertEquals(5, count("archive.sheet"));
        assertEquals(5, count("archive.content"));
    }

    private long count(String table) {
        return store.tx().required(sql -> sql.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    /** Simulates a crash while a certain file is being stored or a certain step is being journaled. */
    private static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void importContinuesAfterCrashAtAnyRow() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(deed("d" + i / 4, "\"سند " + i / 2 + "\"", i % 2 + 1, pdf("سطر" + i)));
        }
        rows.add(2, deed("d0", "\"سند\n0\"", 1, "scans/gone.pdf," + "0".repeat(64)));
        rows.add(5, rows.get(0));
        Path manifest = manifest("k.csv", rows.toArray(String[]::new));
        Set<String> whole = null;
        for (int at : new int[] {1, 3, 4, 8, 11}) {
            if (at > 1) {
                stop();
                begin(folder.resolve("again" + at));
            }
            AtomicInteger puts = new AtomicInteger();
            int cut = at;
            SheetStore dying = Stubs.intercept(SheetStore.class, (proxy, method, arguments) -> {
                if (method.getName().equals("put") && puts.incrementAndGet() == cut) {
                    throw new Cut();
                }
                return method.invoke(files, arguments);
            });
            ArchiveImportReport done;
            try {
                done = run(dying, "22", manifest);
            } catch (IllegalStateException e) {
                assertEquals(Cut.class, e.getCause().getClass(), e.toString());
                done = run(files, "22", manifest);
            }
            assertAdded(done, 10, 1, 0, 1);
            assertEquals(List.of("4,rejected,file,scans/gone.pdf,file.missing,"), reported(manifest));
            Set<String> now = held(List.of());
            assertTrue(whole == null || whole.equals(now), now::toString);
            whole = new HashSet<>(now);
            assertEquals(10, count("archive.sheet"));
            assertEquals(5, count("archive.document"));
            assertEquals(3, count("archive.dossier"));
        }
    }

    @Test
    void rejectsInvalidManifests() throws IOException {
        Path missing = folder.resolve("none.csv");
        assertEquals("archive-import.missing", refused(missing, "1"));
        assertEquals(
                "archive-import.columns", refused(Files.writeString(folder.resolve("c.csv"), "kind,colour\n"), "1"));
        assertEquals("archive-import.columns", refused(Files.writeString(folder.resolve("e.csv"), ""), "1"));
        assertEquals("archive-import.source", refused(manifest("s.csv"), "23"));
        String sheet = deed("1", "1", 1, pdf("o"));
        Path quote = Files.writeString(
                folder.resolve("q.csv"), HEADER + ("\n" + sheet).repeat(5) + "\n\"" + "never closed ".repeat(20_000));
        assertEquals("archive-import.unreadable", refused(quote, "22"));
        assertEquals(1, count("archive.sheet"), "the steps before are there");

        Path other = manifest("o.csv", sheet, deed("1", "1", 2, pdf("p")));
        SheetStore dying = Stubs.intercept(SheetStore.class, (proxy, method, arguments) -> {
            throw new Cut();
        });
        assertThrows(IllegalStateException.class, () -> run(dying, "22", other));
        Path third = manifest("t.csv", sheet);
        assertEquals("archive-import.other-manifest", refused(third, "22"), "the one before is not over");
        restart = true;
        assertAdded(run(files, "22", third), 0, 1, 0, 0);
        assertAdded(run(files, "22", other), 1, 1, 0, 0);
        assertEquals(
                "access.forbidden",
                assertThrows(Refusal.class, () -> importer(files)
                                .run(ArchiveHarness.OFFICE, other, "22", report(other), false, now -> {}))
                        .code());
    }

    @Test
    void encryptsIdentityPapersOnce() throws IOException {
        String card = pdf("card");
        String second = pdf("second");
        Path manifest = manifest(
                "persons.csv",
                "," + ArchiveHarness.PERSON + ",k,1,national-card,,,1," + card,
                "," + ArchiveHarness.STRANGER + ",k,1,national-card,,,1," + card,
                "," + ArchiveHarness.PERSON + ",k,2,birth-certificate,,,1," + second);
        assertAdded(run(files, "22", manifest), 3, 0, 0, 0);
        List<String> stored = stored();
        assertEquals(3, stored.size());
        assertFalse(stored.contains(hash(card)));
        for (String file : List.of(card, second)) {
            try (InputStream in = archive.open(hash(file))) {
                assertEquals(hash(file), Sha256.hex(in.readAllBytes()));
            }
        }
        assertAdded(run(files, "22", manifest), 0, 3, 0, 0);
        assertEquals(stored, stored(), "nothing is put a second time");
        harness.persons().erase(UUID.randomUUID(), ArchiveHarness.PERSON, List.of());
        assertThrows(Refusal.class, () -> archive.open(hash(second)));
        assertTrue(held(List.of(ArchiveHarness.STRANGER)).contains(hash(card)));
        assertAdded(run(files, "22", manifest), 2, 1, 0, 0);
        archive.open(hash(second)).close();
    }

    private List<String> stored() throws IOException {
        try (Stream<String> all = files.all()) {
            return all.sorted().toList();
        }
    }

    private String refused(Path manifest, String source) {
        Refusal refusal = assertThrows(Refusal.class, () -> run(files, source, manifest));
        assertFalse(refusal.persian().isBlank());
        return refusal.code();
    }

    @Test
    void doesNotFollowLinksOutOfFolder() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("inside"));
        String secret = pdf("secret");
        Files.createSymbolicLink(inside.resolve("link.pdf"), folder.resolve("scans/secret.pdf"));
        Path manifest = Files.writeString(
                inside.resolve("m.csv"), HEADER + "\n" + deed("1", "1", 1, "link.pdf," + hash(secret)) + "\n");
        assertAdded(run(files, "22", manifest), 0, 0, 0, 1);
        try (Stream<String> stored = files.all()) {
            assertEquals(0, stored.count());
        }
    }

    @Test
    void findsImportedSheetsByPaperFileNumber() throws IOException {
        String deed = pdf("deed");
        String row = deed("7", "1", 1, deed);
        Path before = manifest("before.csv", row);
        run(files, "head", before);
        // the same rows again, now with the number of the case's paper file, and with an identity paper of that file
        Path filed = Files.writeString(
                folder.resolve("filed.csv"),
                HEADER + ",paper_case\n" + row + ",۱۴۰۲/317\n" + deed("7", "1", 2, pdf("page 2")) + ",1402/317\n"
                        + deed("7", "2", 1, pdf("elsewhere")) + ",1402/318\n"
                        + "," + "0499370899" + ",8,1,national-card,,کارت,1," + pdf("card") + ",1402/317\n");
        ArchiveImportReport done = run(files, "head", filed);
        assertEquals(1, done.duplicates());
        ArchiveDocuments documents = harness.documents();
        ArchiveDocuments.Owners owners = new ArchiveDocuments.Owners(ArchiveHarness.HOUSE, List.of("0499370899"));
        assertEquals(
                List.of("deed", "deed", "national-card"),
                documents.sheetsOfFile(owners, "1402/317").stream()
                        .map(Papers.Sheet::kind)
                        .toList());
        assertEquals(
                List.of("deed", "deed"),
                documents
                        .sheetsOfFile(new ArchiveDocuments.Owners(ArchiveHarness.HOUSE, List.of()), "1402/317")
                        .stream()
                        .map(Papers.Sheet::kind)
                        .toList(),
                "nobody's but the case's people's");
        assertEquals(
                List.of(),
                documents.sheetsOfFile(new ArchiveDocuments.Owners("22-9-9-9-0-0-0", List.of()), "1402/317"));
        assertEquals(List.of(), documents.sheetsOfFile(owners, "1402/31"));
    }
}
