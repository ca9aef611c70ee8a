package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that identity papers are stored encrypted, and that no copy can be decrypted after the person's key was destroyed. */
class IdentitySheetTest {
    private static final String CARD = "national-card";
    private static final int SEGMENT = 64 << 10;

    @TempDir
    Path folder;

    private IngestArchive hub;
    private Papers other;

    @BeforeEach
    void start() throws IOException {
        hub = new IngestArchive(folder, SheetExaminer.none());
        other = node();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** Creates another node with the same database and store. */
    private Papers node() {
        ArchiveComponent.Config config = IngestArchive.config(ArchiveComponent.Config.class);
        return new ArchiveComponent(
                hub.store.tx(),
                hub.store.schemas(),
                hub.files,
                new SheetReader(hub.store.tx(), hub.files),
                TestVault.create(hub.store.tx(), hub.store.schemas(), folder.resolve("vault")),
                PersonKeys.of(hub.store.tx(), new SheetKeyFiles(folder.resolve("keys")), config),
                SheetExaminer.none(),
                config);
    }

    private static Sheet scan(Papers archive, String person, byte[] content) {
        return Scans.store(
                archive,
                ArchiveTest.OFFICE,
                Ids.next(),
                ArchiveTest.PERMIT,
                CARD,
                person,
                "card.pdf",
                new ByteArrayInputStream(content));
    }

    /** @param size approximate size in bytes */
    private static byte[] card(String text, int size) {
        return SampleFiles.pdf("% " + text + "\n" + ("% of a person " + text + "\n").repeat(size / 20) + "\n");
    }

    private static byte[] read(Papers archive, String sha256, long from) throws IOException {
        try (InputStream in = archive.open(sha256, from)) {
            return in.readAllBytes();
        }
    }

    private static List<Sheet> held(Papers archive, String person) {
        return archive.findForPurpose(
                ArchiveTest.OFFICE,
                new Papers.Purpose(ArchiveTest.PERMIT, ArchiveTest.HOUSE, List.of(person), List.of()));
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().length() == 64)
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void storesIdentitySheetEncryptedAndReadsAnyRange() throws IOException {
        for (int size : List.of(100, SEGMENT, 3 * SEGMENT + 1, 700_000)) {
            byte[] card = card("size " + size, size);
            Sheet sheet = scan(hub.papers(), ArchiveTest.PERSON, card);
            assertEquals(card.length, sheet.size());
            for (long from : new long[] {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2L * SEGMENT, card.length - 1}) {
                if (from < card.length) {
                    byte[] rest = java.util.Arrays.copyOfRange(card, (int) from, card.length);
                    assertArrayEquals(rest, read(hub.papers(), sheet.sha256(), from), size + " from " + from);
                }
            }
            for (long from : new long[] {card.length, card.length + 3L * SEGMENT}) {
                assertEquals(0, read(hub.papers(), sheet.sha256(), from).length);
            }
            assertFalse(hub.files.contains(sheet.sha256()));
        }
        assertEquals(4, stored().size());
        for (Path file : stored()) {
            assertFalse(bytes(file).contains("%PDF") || bytes(file).contains("of a person"), file.toString());
        }
        scan(hub.papers(), ArchiveTest.PERSON, SampleFiles.image("jpeg", 7));
        assertTrue(stored().stream().noneMatch(file -> bytes(file).contains("JFIF")));
    }

    @Test
    void erasureDestroysOnlyKeyOfThatPerson() throws IOException {
        byte[] both = card("of two", 200_000);
        Sheet mine = scan(hub.papers(), ArchiveTest.PERSON, both);
        Sheet same = scan(hub.papers(), ArchiveTest.STRANGER, both);
        assertEquals(mine.sha256(), same.sha256());
        Sheet own = scan(hub.papers(), ArchiveTest.PERSON, card("mine alone", 5_000));
        assertEquals(3, stored().size(), "two encryptions of the same bytes");
        List<String> rows = rows();

        hub.archive.erase(UUID.randomUUID(), ArchiveTest.PERSON, List.of());
        assertArrayEquals(both, read(hub.papers(), mine.sha256(), 0), "the other's");
        assertUnknown(own);

        // restores old rows and content, as from a backup; the key remains destroyed
        restored(rows);
        assertUnknown(own);
        hub.store
                .tx()
                .run(sql -> sql.execute("delete from archive.content c using archive.person p where c.person = p.key"
                        + " and p.vault in (select owner from vault.key where wrapped is not null)"));
        assertUnknown(mine);
    }

    private void assertUnknown(Sheet sheet) {
        for (Papers node : List.of(hub.papers(), other)) {
            assertEquals(
                    Refusal.Kind.NOT_FOUND,
                    assertThrows(Refusal.class, () -> node.open(sheet.sha256())).kind());
        }
    }

    private static final List<String> TABLES = List.of("person", "content", "sheet", "document", "dossier", "holding");

    private List<String> rows() {
        return TABLES.stream()
                .map(table -> hub.text("select coalesce(json_agg(t), '[]')::text from archive." + table + " t"))
                .toList();
    }

    private void restored(List<String> rows) {
        hub.store.tx().run(sql -> {
            for (int i = 0; i < TABLES.size(); i++) {
                String table = "archive." + TABLES.get(i);
                sql.execute("truncate " + table);
                sql.execute(
                        "insert into " + table + " select * from json_populate_recordset(null::" + table + ", ?::json)",
                        rows.get(i));
            }
        });
    }

    @Test
    void erasedPersonReceivesNewKeyOnNewScan() throws IOException {
        scan(hub.papers(), ArchiveTest.PERSON, card("before", 1_000));
        Sheet before = held(other, ArchiveTest.PERSON).get(0);
        assertTrue(read(other, before.sha256(), 0).length > 0);
        hub.archive.erase(UUID.randomUUID(), ArchiveTest.PERSON, List.of());
        // this node was not notified of the erasure
        byte[] again = card("again", 1_000);
        Sheet sheet = scan(other, ArchiveTest.PERSON, again);
        assertArrayEquals(again, read(other, sheet.sha256(), 0));
        assertArrayEquals(again, read(hub.papers(), sheet.sha256(), 0));
        assertEquals("1", hub.text("select count(*)::text from vault.key where wrapped is null"));
        // this node has destroyed the key itself
        hub.archive.erase(UUID.randomUUID(), ArchiveTest.PERSON, List.of());
        byte[] third = card("third", 1_000);
        assertArrayEquals(
                third, read(other, scan(hub.papers(), ArchiveTest.PERSON, third).sha256(), 0));
    }

    @Test
    void twoNodesShareKeyOfOnePerson() throws IOException {
        assertEquals(List.of(), held(hub.papers(), ArchiveTest.PERSON));
        assertEquals(List.of(), held(other, ArchiveTest.PERSON));
        byte[] first = card("first", 1_000);
        byte[] second = card("second", 1_000);
        Sheet one = scan(hub.papers(), ArchiveTest.PERSON, first);
        Sheet two = scan(other, ArchiveTest.PERSON, second);
        for (Papers node : List.of(hub.papers(), other)) {
            assertArrayEquals(first, read(node, one.sha256(), 0));
            assertArrayEquals(second, read(node, two.sha256(), 0));
        }
        hub.archive.erase(UUID.randomUUID(), ArchiveTest.PERSON, List.of());
        assertUnknown(two);
    }

    @Test
    void sweepsUnregisteredAndErasedIdentitySheetsOnly() throws IOException {
        Sheet sheet = scan(hub.papers(), ArchiveTest.PERSON, card("kept", 1_000));
        hub.papers()
                .deposit(
                        ArchiveTest.OFFICE,
                        CARD,
                        ArchiveTest.PERSON,
                        () -> new ByteArrayInputStream(card("not registered", 1_000)));
        assertEquals(2, stored().size());
        SheetSweep sweep = new SheetSweep(hub.store.tx(), hub.files, java.time.Clock.systemUTC());
        assertEquals(1, sweep.sweep(Instant.now().plusSeconds(60)));
        assertEquals(card("kept", 1_000).length, read(hub.papers(), sheet.sha256(), 0).length);
        hub.archive.erase(UUID.randomUUID(), ArchiveTest.PERSON, List.of());
        assertEquals(1, sweep.sweep(Instant.now().plusSeconds(60)));
        assertEquals(0, stored().size());
    }

    @Test
    void refusesToOpenDamagedSegment() throws IOException {
        Sheet sheet = scan(hub.papers(), ArchiveTest.PERSON, card("to be damaged", 200_000));
        byte[] file = Files.readAllBytes(stored().get(0));
        file[file.length / 2] ^= 1;
        Files.write(stored().get(0), file);
        assertEquals(
                "sheet.lost",
                assertThrows(Refusal.class, () -> hub.papers().open(sheet.sha256()))
                        .code());
    }
}
