package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSheetStoreTest {
    static final byte[] HELLO = "hello".getBytes();
    static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    SheetStore store;

    @BeforeEach
    void start() throws IOException {
        store = new FileSheetStore(folder);
    }

    private SheetStore.Stored put(byte[] content) throws IOException {
        return store.put(new ByteArrayInputStream(content));
    }

    private Path file() {
        return folder.resolve("2c").resolve("f2").resolve(SHA256);
    }

    private List<String> all() throws IOException {
        try (Stream<String> all = store.all()) {
            return all.toList();
        }
    }

    private static String id(Path folder) throws IOException {
        return new FileSheetStore(folder).sharedKeys().get(0).fingerprint();
    }

    @Test
    void aFolderIsKnownByWhateverPathLeadsToItAndNoTwoAreTheSame(@TempDir Path other) throws IOException {
        String id = id(folder);
        assertEquals(id, id(Files.createSymbolicLink(other.resolve("link"), folder)));
        assertFalse(id.equals(id(other.resolve("own"))));
        put(HELLO);
        assertEquals(List.of(SHA256), all(), "what says which folder it is, is no sheet");
        assertEquals(id, id(folder));
    }

    @Test
    void ofManyNodesThatComeAtOnceOneNamesTheFolder(@TempDir Path fresh) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        List<Callable<String>> coming = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            coming.add(() -> id(fresh));
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> one : nodes.invokeAll(coming)) {
            ids.add(one.get());
        }
        nodes.shutdown();
        assertEquals(1, ids.stream().distinct().count(), ids::toString);
    }

    @Test
    void aMarkerThatIsNoneIsToldByItsName() throws IOException {
        Files.writeString(folder.resolve(SheetFolder.MARKER), "");
        IOException told = assertThrows(IOException.class, () -> id(folder));
        assertTrue(told.getMessage().contains(folder.resolve("folder.id").toString()), told::getMessage);
    }

    @Test
    void keepsWhatIsPutUnderItsDigest() throws IOException {
        assertEquals(new SheetStore.Stored(SHA256, 5), put(HELLO));
        try (InputStream in = store.open(SHA256)) {
            assertArrayEquals(HELLO, in.readAllBytes());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals(List.of(SHA256), all());
        start();
        store.open(SHA256).close();
    }

    @Test
    void theSameContentIsThereOnce() throws IOException {
        put(HELLO);
        put(HELLO);
        assertEquals(List.of(SHA256), all());
        assertEquals(0, Files.list(folder.resolve(FileSheetStore.DRAFTS)).count());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String address :
                List.of("0".repeat(64), "../../etc/passwd", "", SHA256.toUpperCase(), "2c/f2/" + SHA256)) {
            assertThrows(NoSuchFileException.class, () -> store.open(address), address);
        }
    }

    @Test
    void aDamagedSheetIsNoticedByWhoeverReadsIt() throws IOException {
        put(HELLO);
        Files.writeString(file(), "hullo");
        try (InputStream in = store.open(SHA256)) {
            assertThrows(IOException.class, in::readAllBytes);
        }
        put(HELLO);
        try (InputStream in = store.open(SHA256)) {
            assertArrayEquals(HELLO, in.readAllBytes(), "storing it again mends it");
        }
    }

    @Test
    void draftsOfACrashAreNobodysAndGoWithTime() throws IOException {
        Path drafts = folder.resolve(FileSheetStore.DRAFTS);
        Path old = Files.writeString(drafts.resolve("1"), "half a sh");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path fresh = Files.writeString(drafts.resolve("2"), "another hub writes this");
        start();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
        assertEquals(List.of(), all());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("gone");
                }
                return 'x';
            }
        };
        assertThrows(IOException.class, () -> store.put(broken));
        assertEquals(0, Files.list(folder.resolve(FileSheetStore.DRAFTS)).count());
        assertEquals(List.of(), all());
    }

    @Test
    void manyPutTheSameAndOthersAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] content = i % 2 == 0 ? HELLO : ("sheet " + i).getBytes();
                calls.add(() -> put(content).sha256());
            }
            for (Future<String> call : threads.invokeAll(calls)) {
                store.open(call.get()).close();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(101, all().size());
    }
}
