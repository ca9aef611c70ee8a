package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of the behaviour that all sheet stores share. The test of a store extends this class and provides an empty store. */
public abstract class SheetStoreBehaviour {
    protected static final byte[] HELLO = "hello".getBytes();
    protected static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final String NOWHERE = "0".repeat(64);

    /** The store; the same instance throughout a test. */
    protected abstract SheetStore store() throws IOException;

    /** Replaces the bytes of a stored sheet without using the store. */
    protected abstract void damage(String sha256, byte[] bytes) throws IOException;

    /** Returns a time, by the store's clock, that is later than all earlier puts and not later than the next put. */
    protected abstract Instant timeAfterPuts() throws IOException;

    protected SheetStore.Stored put(byte[] content) throws IOException {
        return store().put(new ByteArrayInputStream(content));
    }

    protected byte[] read(String sha256) throws IOException {
        try (InputStream in = store().open(sha256)) {
            return in.readAllBytes();
        }
    }

    private byte[] read(String sha256, long from) throws IOException {
        try (InputStream in = store().open(sha256, from)) {
            return in.readAllBytes();
        }
    }

    protected List<String> all() throws IOException {
        try (Stream<String> all = store().all()) {
            return all.sorted().toList();
        }
    }

    private Set<String> storedBefore(Instant time) throws IOException {
        try (Stream<String> old = store().storedBefore(time)) {
            return old.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    protected static byte[] randomBytes(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    @Test
    void storesContentUnderItsDigest() throws IOException {
        assertEquals(new SheetStore.Stored(SHA256, 5), put(HELLO));
        assertArrayEquals(HELLO, read(SHA256));
        assertTrue(store().contains(SHA256));
        assertEquals(List.of(SHA256), all());
    }

    @Test
    void storesSameContentOnce() throws IOException {
        put(HELLO);
        put(HELLO);
        assertEquals(List.of(SHA256), all());
    }

    @Test
    void unknownAddressIsNotFound() throws IOException {
        for (String address : List.of(NOWHERE, "../../etc/passwd", "", SHA256.toUpperCase(), "2c/f2/" + SHA256)) {
            assertThrows(NoSuchFileException.class, () -> store().open(address), address);
            assertThrows(NoSuchFileException.class, () -> store().open(address, 1), address);
            assertFalse(store().contains(address), address);
            assertFalse(store().remove(address, Instant.now()), address);
        }
    }

    @Test
    void returnsLargeSheetsUnchanged() throws IOException {
        byte[] large = randomBytes((13 << 20) + 7);
        SheetStore.Stored stored = put(large);
        assertEquals(large.length, stored.size());
        assertArrayEquals(large, read(stored.sha256()));
        int from = (9 << 20) + 1;
        assertArrayEquals(Arrays.copyOfRange(large, from, large.length), read(stored.sha256(), from));
    }

    @Test
    void readsFromAnyOffset() throws IOException {
        put(HELLO);
        assertArrayEquals(HELLO, read(SHA256, 0));
        assertArrayEquals("llo".getBytes(), read(SHA256, 2));
        assertArrayEquals(new byte[0], read(SHA256, 5));
        assertArrayEquals(new byte[0], read(SHA256, 50));
    }

    @Test
    void abortedReadsReleaseResources() throws IOException {
        byte[] large = randomBytes(3 << 20);
        String sha256 = put(large).sha256();
        for (int i = 0; i < 20; i++) {
            try (InputStream in = store().open(sha256)) {
                assertEquals(large[0], (byte) in.read());
            }
        }
        assertArrayEquals(large, read(sha256));
    }

    @Test
    void readingDamagedSheetFails() throws IOException {
        put(HELLO);
        damage(SHA256, "hullo".getBytes());
        assertThrows(IOException.class, () -> read(SHA256));
        damage(SHA256, "hell".getBytes());
        assertThrows(IOException.class, () -> read(SHA256));
        put(HELLO);
        assertArrayEquals(HELLO, read(SHA256), "storing it again mends it");
    }

    @Test
    void failedUploadStoresNothing() throws IOException {
        for (int bytes : new int[] {100, 100_000, 6 << 20}) {
            InputStream broken = new InputStream() {
                private int left = bytes;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("gone");
                    }
                    return 'x';
                }
            };
            assertThrows(IOException.class, () -> store().put(broken));
        }
        assertEquals(List.of(), all());
    }

    @Test
    void storesSameAndDifferentSheetsConcurrently() throws Exception {
        store();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte[] content = i % 2 == 0 ? HELLO : ("sheet " + i).getBytes();
                calls.add(() -> put(content).sha256());
            }
            for (Future<String> call : threads.invokeAll(calls)) {
                read(call.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(51, all().size());
    }

    @Test
    void removesOnlySheetsNotStoredAgain() throws IOException {
        String old = put("old".getBytes()).sha256();
        put(HELLO);
        Instant time = timeAfterPuts();
        put(HELLO);
        assertEquals(Set.of(old), storedBefore(time));
        assertFalse(store().remove(SHA256, time), "it was put again");
        assertTrue(store().remove(old, time));
        assertFalse(store().remove(old, time), "it is gone");
        assertThrows(NoSuchFileException.class, () -> read(old));
        assertEquals(List.of(SHA256), all());
        put("old".getBytes());
        assertArrayEquals("old".getBytes(), read(old));
    }
}
