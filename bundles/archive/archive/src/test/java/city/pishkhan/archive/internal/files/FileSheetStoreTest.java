package city.pishkhan.archive.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.spi.SheetStoreBehaviour;
import city.pishkhan.spi.SheetStoreFull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    protected Instant timeAfterPuts() throws IOException {
        Instant then = Instant.now().minus(Duration.ofHours(1));
        for (String sha256 : all()) {
            Files.setLastModifiedTime(file(sha256), FileTime.from(then.minusSeconds(1)));
        }
        return then;
    }

    /** Returns the number of drafts with content. */
    private long drafts() throws IOException {
        try (Stream<Path> drafts = Files.walk(folder.resolve(FileSheetStore.DRAFTS))) {
            return drafts.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .count();
        }
    }

    /** Creates a draft of a crashed node. */
    private Path left(String name, byte[] content) throws IOException {
        Path hub = Files.createDirectories(folder.resolve(FileSheetStore.DRAFTS).resolve("dead"));
        return Files.write(hub.resolve(name), content);
    }

    private static String id(Path folder) throws IOException {
        return new FileSheetStore(folder).sharedKeys().get(0).fingerprint();
    }

    @Test
    void folderIdIsStableAndUnique(@TempDir Path other) throws IOException {
        String id = id(folder);
        assertEquals(id, id(Files.createSymbolicLink(other.resolve("link"), folder)));
        assertFalse(id.equals(id(other.resolve("own"))));
        put(HELLO);
        assertEquals(List.of(SHA256), all(), "what says which folder it is, is no sheet");
        assertEquals(id, id(folder));
    }

    @Test
    void concurrentNodesCreateOneFolderId(@TempDir Path fresh) throws Exception {
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
    void namesInvalidMarkerFile() throws IOException {
        Files.writeString(folder.resolve(SheetFolder.MARKER), "");
        IOException failure = assertThrows(IOException.class, () -> id(folder));
        assertTrue(failure.getMessage().contains(folder.resolve("folder.id").toString()), failure::getMessage);
    }

    @Test
    void filesAreReadableByOwnerOnly() throws IOException {
        put(HELLO);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(SHA256))));
        assertEquals(0, drafts());
    }

    @Test
    void rejectsSheetsBelowReservedSpace() throws IOException {
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
    void unmountedFolderIsReportedAsUnavailable() throws IOException {
        put(HELLO);
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-elsewhere");
        Files.move(folder, elsewhere);
        try {
            Files.createDirectory(folder);
            assertThrows(PartnerUnavailable.class, () -> store.contains(SHA256));
            assertThrows(PartnerUnavailable.class, () -> store.open(SHA256));
            assertThrows(PartnerUnavailable.class, () -> put(HELLO));
        } finally {
            Files.delete(folder);
            Files.move(elsewhere, folder);
        }
        assertTrue(store.contains(SHA256));
    }

    @Test
    void sheetSurvivesRestart() throws IOException {
        put(HELLO);
        start();
        store.open(SHA256).close();
    }

    @Test
    void recoversDraftsAfterCrash() throws IOException {
        left("lock", new byte[0]);
        Path whole = left("1", HELLO);
        Path half = left("2", "half a sh".getBytes());
        Path untouched = left("3", new byte[0]);
        start();
        assertTrue(store.contains(SHA256));
        assertEquals(2, all().size(), "half a sheet has a name that nobody knows");
        assertFalse(Files.exists(whole) || Files.exists(half) || Files.exists(untouched));
        assertFalse(Files.exists(whole.getParent()));
    }

    @Test
    void recoveredDraftOfStoredSheetIsNotDuplicated() throws IOException {
        put(HELLO);
        left("1", HELLO);
        start();
        assertEquals(List.of(SHA256), all());
        store.open(SHA256).close();
    }

    @Test
    void unreadableDraftDoesNotPreventStart() throws IOException {
        left("lock", new byte[0]);
        Path whole = left("2", HELLO);
        // the unreadable draft is a directory, because the user root could read any file
        Path unreadable = Files.createDirectory(whole.resolveSibling("1"));
        Files.createFile(unreadable.resolve("block"));
        start();
        assertTrue(store.contains(SHA256));
        assertFalse(Files.exists(whole));
        assertTrue(Files.exists(unreadable));
        assertTrue(Files.exists(whole.resolveSibling("lock")), "the next start asks whose it is");
    }

    @Test
    void unreadableLockDoesNotPreventStart() throws Exception {
        Path hub = left("1", HELLO).getParent();
        // the lock that cannot be opened is a directory, because the user root could open any file
        Path lock = Files.createDirectory(hub.resolve("lock"));
        start();
        assertFalse(store.contains(SHA256));
        Files.delete(lock);
        start();
        assertTrue(store.contains(SHA256), "once it can be read it is taken");
    }

    @Test
    void keepsDraftsOfRunningHub() throws Exception {
        InputStream slow = new ByteArrayInputStream(HELLO) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                try {
                    new FileSheetStore(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.read(into, from, most);
            }
        };
        store.put(slow);
        assertEquals(List.of(SHA256), all());
    }

    @Test
    void keepsDraftsOfOtherRunningProcess() throws Exception {
        Path lock = left("lock", new byte[0]);
        Path draft = left("1", HELLO);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('+', other.getInputStream().read());
            start();
            assertTrue(Files.exists(draft));
            assertFalse(store.contains(SHA256));
        } finally {
            other.destroyForcibly().waitFor();
        }
        start();
        assertFalse(Files.exists(draft));
        assertTrue(store.contains(SHA256));
    }

    @Test
    void eachSheetIsSyncedOnce() throws IOException {
        put(HELLO);
        long before = Disk.syncs();
        for (int i = 0; i < 31; i++) {
            put(("sheet " + i).getBytes());
        }
        assertEquals(31, Disk.syncs() - before);
        put("one more".getBytes());
        assertEquals(33, Disk.syncs() - before, "and the folder of names ahead, for as many again");
    }

    @Test
    void concurrentWritersUseSeparateDrafts() throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(8);
        List<Callable<SheetStore.Stored>> coming = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] sheet = ("sheet " + i).repeat(100).getBytes();
            coming.add(() -> store.put(new ByteArrayInputStream(sheet)));
        }
        for (Future<SheetStore.Stored> one : clerks.invokeAll(coming)) {
            store.open(one.get().sha256()).close();
        }
        clerks.shutdown();
        assertEquals(400, all().size());
        assertEquals(0, drafts());
    }

    @Test
    void interruptedUploadLeavesNoDraft() throws IOException {
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
