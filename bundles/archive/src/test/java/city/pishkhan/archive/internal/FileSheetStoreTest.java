package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.spi.SheetStoreBehaviour;
import city.pishkhan.spi.SheetStoreFull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

class FileSheetStoreTest extends SheetStoreBehaviour {
    @TempDir
    Path folder;

    private SheetStore store;

    @BeforeEach
    void start() throws IOException {
        store = new FileSheetStore(folder);
    }

    @Override
    protected SheetStore store() {
        return store;
    }

    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    @Override
    protected void damage(String sha256, byte[] bytes) throws IOException {
        Files.write(file(sha256), bytes);
    }

    @Override
    protected Instant afterAll() throws IOException {
        Instant then = Instant.now().minus(Duration.ofHours(1));
        for (String sha256 : all()) {
            Files.setLastModifiedTime(file(sha256), FileTime.from(then.minusSeconds(1)));
        }
        return then;
    }

    private long drafts() throws IOException {
        try (Stream<Path> drafts = Files.list(folder.resolve(FileSheetStore.DRAFTS))) {
            return drafts.count();
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
    void othersOnTheMachineCannotReadIt() throws IOException {
        put(HELLO);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(SHA256))));
        assertEquals(0, drafts());
    }

    @Test
    void whereNoMoreThanTheReserveIsFreeNothingIsTaken() throws IOException {
        put(HELLO);
        store = new FileSheetStore(folder, Long.MAX_VALUE);
        assertThrows(SheetStoreFull.class, () -> put("one more".getBytes()));
        assertEquals(0, drafts());
        assertEquals(List.of(SHA256), all());
        store = new FileSheetStore(folder, 1);
        put("one more".getBytes());
        assertEquals(2, all().size());
    }

    @Test
    void aFolderThatIsNotMountedIsAwayAndNotEmpty() throws IOException {
        put(HELLO);
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-elsewhere");
        Files.move(folder, elsewhere);
        try {
            Files.createDirectory(folder);
            assertThrows(PartnerUnavailable.class, () -> store.holds(SHA256));
            assertThrows(PartnerUnavailable.class, () -> store.open(SHA256));
            assertThrows(PartnerUnavailable.class, () -> put(HELLO));
        } finally {
            Files.delete(folder);
            Files.move(elsewhere, folder);
        }
        assertTrue(store.holds(SHA256));
    }

    @Test
    void isThereAfterAStart() throws IOException {
        put(HELLO);
        start();
        store.open(SHA256).close();
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
    void anUploadThatBreaksOffLeavesNoDraft() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThrows(IOException.class, () -> store.put(broken));
        assertEquals(0, drafts());
    }
}
