package city.pishkhan.archive.internal.fixity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that readers receive the correct content or none. */
class SheetReaderTest extends FixityTestBed {
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

    @Test
    void smallAndLargeOnesAreReadFromAnyByteOn() throws IOException {
        SheetReader reader = new SheetReader(database.tx(), store);
        for (int size : new int[] {1, 200_000, 256 << 10, 600_000}) {
            byte[] content = noise(size);
            String sha256 = sheet(content, null);
            for (long from : new long[] {0, size / 2, size - 1, size, size + 9L}) {
                assertArrayEquals(
                        Arrays.copyOfRange(content, (int) Math.min(size, from), size),
                        read(reader, sha256, from),
                        size + " from " + from);
            }
        }
    }

    @Test
    void noByteOfADamagedSheetLeaves() throws IOException {
        for (int size : new int[] {2_000, 600_000}) {
            String sha256 = sheet(noise(size), null);
            damage("archive", sha256);
            SheetReader reader = new SheetReader(database.tx(), store);
            assertThrows(IOException.class, () -> reader.open(sha256, 0));
            assertThrows(IOException.class, () -> reader.open(sha256, 7), "ranges neither");
        }
        assertEquals("damaged, damaged", open());
    }

    @Test
    void theCopysBytesAreGivenAndTheSheetIsMendedSoon() throws IOException {
        byte[] content = noise(600_000);
        String damaged = sheet(content, null);
        String missing = sheet("map");
        cycle.step(store, copy);
        damage("archive", damaged);
        Files.delete(file("archive", missing));
        SheetReader reader = new SheetReader(database.tx(), store);
        reader.copy = copy;
        assertArrayEquals(content, read(reader, damaged, 0));
        assertArrayEquals(Arrays.copyOfRange(content, 500_000, content.length), read(reader, damaged, 500_000));
        assertEquals("map", new String(read(reader, missing, 0)));
        assertEquals("damaged, missing", open());
        clock.forward(Duration.ofSeconds(30));
        cycle.step(store, copy);
        assertEquals("", open(), "long before its turn would have come");
        assertArrayEquals(content, Files.readAllBytes(file("archive", damaged)));
    }

    @Test
    void whileTheStoreIsAwayTheCopyServes() throws IOException {
        String sha256 = sheet("deed");
        cycle.step(store, copy);
        SheetReader reader = new SheetReader(database.tx(), new FixityCycleTest.Broken(store) {
            @Override
            public InputStream open(String any) {
                throw new PartnerUnavailable("connection refused");
            }
        });
        assertThrows(PartnerUnavailable.class, () -> reader.open(sha256, 0));
        reader.copy = copy;
        assertEquals("deed", new String(read(reader, sha256, 0)));
        assertEquals("", open(), "nothing is known of the sheet");
    }
}
