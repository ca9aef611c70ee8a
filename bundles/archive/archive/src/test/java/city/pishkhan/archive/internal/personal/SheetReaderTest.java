package city.pishkhan.archive.internal.personal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.archive.internal.ArchiveComponent;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that readers receive the correct content or none. */
class SheetReaderTest {
    private static TestStore database;

    @TempDir
    Path folder;

    private FileSheetStore store;
    private FileSheetStore copy;

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
        database.tx().run(sql -> sql.execute("truncate archive.fault"));
        store = new FileSheetStore(folder.resolve("archive"));
        copy = new FileSheetStore(folder.resolve("copy"));
    }

    private static byte[] read(SheetReader reader, String sha256, long from) throws IOException {
        try (InputStream in = reader.open(sha256, from)) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    /** @return SHA-256 of the content, which is in the store and in the copy */
    private String sheet(byte[] content) throws IOException {
        copy.put(new ByteArrayInputStream(content));
        return store.put(new ByteArrayInputStream(content)).sha256();
    }

    private Path file(String sha256) {
        return folder.resolve("archive")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private void damage(String sha256) throws IOException {
        byte[] bytes = Files.readAllBytes(file(sha256));
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(sha256), bytes);
    }

    private static String faults() {
        return database.tx().required(sql -> sql.createQuery(
                        "select coalesce(string_agg(what || case when copy then ' copy' else '' end, ', ' order by what), '')"
                                + " from archive.fault where repaired is null")
                .mapTo(String.class)
                .one());
    }

    @Test
    void readsSmallAndLargeSheetsFromAnyOffset() throws IOException {
        SheetReader reader = new SheetReader(database.tx(), store);
        for (int size : new int[] {1, 200_000, 256 << 10, 600_000}) {
            byte[] content = noise(size);
            String sha256 = sheet(content);
            for (long from : new long[] {0, size / 2, size - 1, size, size + 9L}) {
                assertArrayEquals(
                        Arrays.copyOfRange(content, (int) Math.min(size, from), size),
                        read(reader, sha256, from),
                        size + " from " + from);
            }
        }
    }

    @Test
    void returnsNoBytesOfDamagedSheet() throws IOException {
        for (int size : new int[] {2_000, 600_000}) {
            String sha256 = sheet(noise(size));
            damage(sha256);
            SheetReader reader = new SheetReader(database.tx(), store);
            assertThrows(IOException.class, () -> reader.open(sha256, 0));
            assertThrows(IOException.class, () -> reader.open(sha256, 7), "ranges neither");
        }
        assertEquals("damaged, damaged", faults());
    }

    @Test
    void readsCopyAndRecordsFault() throws IOException {
        byte[] content = noise(600_000);
        String damaged = sheet(content);
        String missing = sheet("map".getBytes());
        damage(damaged);
        Files.delete(file(missing));
        SheetReader reader = new SheetReader(database.tx(), store);
        reader.copy = copy;
        assertArrayEquals(content, read(reader, damaged, 0));
        assertArrayEquals(Arrays.copyOfRange(content, 500_000, content.length), read(reader, damaged, 500_000));
        assertEquals("map", new String(read(reader, missing, 0)));
        assertEquals("damaged, missing", faults());
    }

    @Test
    void readsCopyWhileStoreIsUnavailable() throws IOException {
        String sha256 = sheet("deed".getBytes());
        SheetReader reader = new SheetReader(database.tx(), new SheetStore() {
            @Override
            public Stored put(InputStream content) {
                throw new PartnerUnavailable("connection refused");
            }

            @Override
            public InputStream open(String any) {
                throw new PartnerUnavailable("connection refused");
            }

            @Override
            public Stream<String> all() {
                throw new PartnerUnavailable("connection refused");
            }
        });
        assertThrows(PartnerUnavailable.class, () -> reader.open(sha256, 0));
        reader.copy = copy;
        assertEquals("deed", new String(read(reader, sha256, 0)));
        assertEquals("", faults(), "nothing is known of the sheet");
    }
}
