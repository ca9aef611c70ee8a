package city.pishkhan.keeping.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.keeping.ArchiveBags;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.bags.DossierBags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests the transfer of dossiers between archives as bags, and the rejection of invalid bags. */
class ArchiveBagTest {
    private static final String ROWS =
            "select string_agg(r, E'\\n' order by r) from (select concat_ws(' ', o.number, o.title, o.opened, d.number, k.name, d.dated, d.title,"
                    + " d.notes, d.volume, d.page, d.confidentiality, d.retained_until, s.page, encode(c.sha256, 'hex'), c.size, c.media,"
                    + " coalesce(y.code, encode(p.digest, 'hex')), h.confidentiality, v.scanner) as r from archive.dossier o"
                    + " join archive.document d on d.dossier = o.id join archive.kind k on k.id = d.kind join archive.sheet s on s.document = d.id"
                    + " join archive.content c on archive.prefix(c.sha256) = s.content join archive.holding h on h.document = d.id"
                    + " left join archive.provenance v on v.id = d.provenance"
                    + " left join archive.property y on y.key = o.owner left join archive.person p on p.key = o.owner) x";

    @TempDir
    static Path folder;

    private static RecordsArchive archive;
    private static final List<String> JOURNAL = new ArrayList<>();
    private static int bags;

    @BeforeAll
    static void start() throws IOException {
        archive = new RecordsArchive(folder.resolve("one"));
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static ArchiveBags bags() {
        return new DossierBags(
                archive.store.tx(),
                (event, actor, details) -> JOURNAL.add(event + " " + details),
                archive.archive.owners(),
                archive.papers(),
                archive.archive.sheets());
    }

    private static ArchiveUnit dossier(String number) {
        return ArchiveUnit.ofDossier(
                Long.parseLong(archive.text("select id from archive.dossier where number = '" + number + "'")));
    }

    private static Path written(String number, String nationalId) {
        Path bag = folder.resolve("bag-" + bags++);
        bags().export(RecordsArchive.OPERATOR, dossier(number), bag, nationalId, now -> {});
        return bag;
    }

    private static void fill() throws IOException {
        archive.clear();
        Path rows = folder.resolve("one/rich.csv");
        String deed = archive.deed("7", "1", 1, "one");
        String[] file = deed.split(",");
        Files.writeString(
                rows,
                "renovation_code,national_id,dossier,dossier_title,opened,document,kind,date,title,notes,page,file,sha256,volume,"
                        + "volume_page,scanner,operator,confidentiality,retain_until\n"
                        + ArchiveHarness.HOUSE
                        + ",,7,\"پروندهٔ \"\"ملک\"\"\",1380/01/01,1,deed,1380/02/11,سند,\"a, b\nc\",1," + file[8] + ","
                        + file[9] + ",4,17,s1,op,1,1420/01/01\n"
                        + ArchiveHarness.HOUSE + ",,7,,,2,utility-bill,,,,3,"
                        + archive.deed("7", "2", 3, "two").split(",")[8] + "," + RecordsArchive.hash("two") + ",,,,,,\n"
                        + "," + ArchiveHarness.PERSON + ",8,,,1,national-card,,,,1,"
                        + archive.deed("7", "2", 3, "card").split(",")[8] + "," + RecordsArchive.hash("card")
                        + ",,,,,,\n");
        ArchiveImportReport done = importer(archive)
                .run(RecordsArchive.OPERATOR, rows, "22", folder.resolve("report.csv"), false, now -> {});
        assertEquals(3, done.merged(), () -> read(folder.resolve("report.csv")));
    }

    private static ArchiveImportComponent importer(RecordsArchive of) {
        return of.importer(3);
    }

    private static ArchiveImportReport importBag(RecordsArchive into, Path bag) {
        return importer(into).run(RecordsArchive.OPERATOR, bag, "22", report(bag), false, now -> {});
    }

    private static Path report(Path bag) {
        return bag.resolveSibling(bag.getFileName() + ".report.csv");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(String code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    @Test
    void exportedBagIsImportedUnchanged() throws IOException {
        fill();
        String rows = archive.text(ROWS);
        JOURNAL.clear();
        Path house = written("7", null);
        Path person = written("8", ArchiveHarness.PERSON);
        assertEquals(
                List.of(
                        "bag-info.txt",
                        "bagit.txt",
                        "data",
                        "manifest-sha256.txt",
                        "metadata.csv",
                        "tagmanifest-sha256.txt"),
                names(house));
        assertTrue(read(house.resolve("manifest-sha256.txt"))
                .contains(RecordsArchive.hash("one") + "  data/0001/0001.pdf\n"));
        assertTrue(
                JOURNAL.get(0).contains("manifest=" + Sha256.hex(read(house.resolve("manifest-sha256.txt")))),
                JOURNAL::toString);
        assertRefused("bag.folder", () -> bags().export(RecordsArchive.OPERATOR, dossier("7"), house, null, now -> {}));
        assertRefused("bag.person", () -> written("8", null));
        assertRefused("bag.person", () -> written("8", ArchiveHarness.STRANGER));
        assertRefused("archive-unit.unknown", () -> bags().export(
                        RecordsArchive.OPERATOR, ArchiveUnit.ofDossier(0), folder.resolve("none"), null, now -> {}));
        assertRefused("access.forbidden", () -> bags().export(
                        ArchiveHarness.OFFICE, dossier("7"), folder.resolve("none"), null, now -> {}));

        Files.createDirectories(folder.resolve("two"));
        // copies the key of the person index, so that the digests match
        copy(folder.resolve("one/keys"), folder.resolve("two/keys"));
        try (RecordsArchive other =
                new RecordsArchive(folder.resolve("two"), archive.text("select fingerprint from archive.person_key"))) {
            assertEquals(2, importBag(other, house).merged());
            assertEquals(1, importBag(other, person).merged());
            assertEquals(rows, other.text(ROWS));
            // the second archive encrypts the identity paper with its own key
            Set<String> before = archive.files.all().collect(Collectors.toSet());
            before.retainAll(other.files.all().toList());
            assertEquals(Set.of(RecordsArchive.hash("one"), RecordsArchive.hash("two")), before);
            assertEquals(3, other.files.all().count());
            other.papers().open(RecordsArchive.hash("card")).close();
            assertEquals(2, importBag(other, house).duplicates());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static List<String> names(Path bag) throws IOException {
        try (Stream<Path> all = Files.list(bag)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private interface Damage {
        void apply(Path bag) throws IOException;
    }

    private static void assertDamaged(String fault, Damage damage) throws IOException {
        Path bag = written("7", null);
        damage.apply(bag);
        Refusal refusal = assertThrows(Refusal.class, () -> importBag(archive, bag));
        assertEquals("bag.damaged", refusal.code());
        String faults = read(report(bag));
        assertTrue(faults.contains(fault + "\r\n"), fault + "\n" + faults);
        String[] first = faults.split("\r\n")[1].split(",");
        assertTrue(refusal.english().contains(first[0] + ", line " + first[1]), refusal::english);
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void rejectsDamagedBagWithFileLineAndRule() throws IOException {
        fill();
        String manifest = "manifest-sha256.txt";
        assertDamaged(
                manifest + ",1,data/0001/0001.pdf,bag.hash",
                bag -> Files.writeString(bag.resolve("data/0001/0001.pdf"), "other"));
        assertDamaged(
                manifest + ",2,data/0002/0001.pdf,bag.missing", bag -> Files.delete(bag.resolve("data/0002/0001.pdf")));
        assertDamaged(
                manifest + ",0,data/more.pdf,bag.unlisted",
                bag -> Files.writeString(bag.resolve("data/more.pdf"), "x"));
        assertDamaged("metadata.csv,0,data/0002/0001.pdf,bag.no-row", bag -> {
            String text = read(bag.resolve("metadata.csv"));
            Files.writeString(bag.resolve("metadata.csv"), text.substring(0, text.lastIndexOf("\"22-3-17")));
        });
        assertDamaged(
                manifest + ",1,data/../../one.pdf,bag.path",
                bag -> change(bag.resolve(manifest), "data/0001/0001.pdf", "data/../../one.pdf"));
        assertDamaged(
                manifest + ",1,/etc/passwd,bag.path",
                bag -> change(bag.resolve(manifest), "data/0001/0001.pdf", "/etc/passwd"));
        assertDamaged("data/,0,data/0001/0001.pdf,bag.link", bag -> {
            Path file = bag.resolve("data/0001/0001.pdf");
            Files.move(file, folder.resolve("outside-" + bags));
            Files.createSymbolicLink(file, folder.resolve("outside-" + bags));
        });
        assertDamaged(
                manifest + ",2,data/0001/0001.pdf,bag.twice",
                bag -> change(bag.resolve(manifest), "data/0002/0001.pdf", "data/0001/0001.pdf"));
        assertDamaged(
                manifest + ",3,what is this,bag.line",
                bag -> Files.writeString(bag.resolve(manifest), read(bag.resolve(manifest)) + "what is this\n"));
        assertDamaged(
                "bagit.txt,1,BagIt-Version: 7.0,bag.declaration",
                bag -> change(bag.resolve("bagit.txt"), "1.0", "7.0"));
        assertDamaged("bagit.txt,0,,bag.declaration", bag -> Files.delete(bag.resolve("bagit.txt")));
        assertDamaged(manifest + ",0,,bag.manifest", bag -> Files.delete(bag.resolve(manifest)));
        assertDamaged("metadata.csv,0,,bag.metadata", bag -> Files.delete(bag.resolve("metadata.csv")));
        assertDamaged(
                "fetch.txt,0,,bag.fetch",
                bag -> Files.writeString(bag.resolve("fetch.txt"), "http://example.org/a 1 data/a\n"));
        assertDamaged(
                "tagmanifest-sha256.txt,2,bag-info.txt,bag.hash",
                bag -> change(bag.resolve("bag-info.txt"), "Pishkhan", "Somebody"));
        assertDamaged("bag-info.txt,4,Payload-Oxum: 5.2 ≠ " + oxum() + ",bag.oxum", bag -> {
            String text = read(bag.resolve("bag-info.txt"));
            Files.writeString(bag.resolve("bag-info.txt"), text.replaceAll("Payload-Oxum: .*", "Payload-Oxum: 5.2"));
        });
        assertDamaged(
                manifest + ",1,,bag.encoding",
                bag -> Files.write(bag.resolve(manifest), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'}));
        assertFalse(archive.text("select count(*) from archive.import where ended is null")
                .equals("1"));
    }

    private static String oxum() {
        return RecordsArchive.pdf("one").length + RecordsArchive.pdf("two").length + ".2";
    }

    /** Uses features of other tools: an asterisk before the path, SHA-512, no optional files. */
    @Test
    void importsBagOfOtherTool() throws IOException {
        fill();
        Path bag = written("7", null);
        Path manifest = bag.resolve("manifest-sha256.txt");
        Files.writeString(
                bag.resolve("manifest-sha512.txt"),
                read(manifest)
                        .replace(RecordsArchive.hash("one"), sha512("one").toUpperCase(Locale.ROOT))
                        .replace(RecordsArchive.hash("two"), sha512("two"))
                        .replace("  data", " *data"));
        Files.delete(manifest);
        Files.delete(bag.resolve("tagmanifest-sha256.txt"));
        Files.delete(bag.resolve("bag-info.txt"));
        Files.writeString(bag.resolve("bagit.txt"), "BagIt-Version: 0.97\r\nTag-File-Character-Encoding: utf-8\r\n");
        archive.clear();
        assertEquals(2, importBag(archive, bag).merged());
    }

    private static String sha512(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(RecordsArchive.pdf(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
