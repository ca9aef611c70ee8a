package city.pishkhan.scansend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the program with a server that implements the needed part of a hub. */
class ScanSendTest {
    private static final String DEED = "22-1405-0000123-2_deed.tif";

    @TempDir
    Path base;

    private Path folder;
    private Path login;
    private UploadServer hub;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(base.resolve("scans"));
        login = login("secret", "rw-------");
        hub = new UploadServer();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path login(String password, String permissions) throws IOException {
        Path file =
                Files.writeString(base.resolve("login-" + password), "user=clerk-1204\npassword=" + password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) throws InterruptedException {
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return ScanSend.run(List.of(arguments), to, to, new CountDownLatch(1));
    }

    private int runOnce() throws InterruptedException {
        return run(
                "--hub",
                hub.address().toString(),
                "--login",
                login.toString(),
                "--folder",
                folder.toString(),
                "--pause",
                "1",
                "--once");
    }

    private byte[] scan(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(folder.resolve(name), bytes);
        return bytes;
    }

    private FileSender sender() throws IOException {
        Files.createDirectories(folder.resolve(ScanFolder.OWN));
        HubDoor door = new HubDoor(HttpClient.newHttpClient(), hub.address(), LoginFile.read(login));
        return new FileSender(door, new ScanFolder(folder, Duration.ofSeconds(1)), new PrintStream(out, true));
    }

    @Test
    void sendsScansAndMovesThemToSent() throws Exception {
        byte[] deed = scan(DEED, 2_500_000);
        Files.writeString(folder.resolve("22-1405-0000123-2_plan.pdf"), "MZ a program");
        scan("holiday.jpg", 10);
        scan("22-1405-0000999-9_deed.pdf", 10);
        assertEquals(0, runOnce(), this::output);
        assertTrue(Files.exists(folder.resolve("sent").resolve(DEED)), this::output);
        assertEquals(List.of("{\"kind\":\"deed\",\"sha256\":\"" + UploadServer.sha256(deed) + "\"}"), hub.papers);
        Path refused = folder.resolve("refused");
        assertEquals(
                "No. (sheet.type)\nنه.",
                Files.readString(refused.resolve("22-1405-0000123-2_plan.pdf.txt"))
                        .strip());
        assertTrue(Files.readString(refused.resolve("holiday.jpg.txt")).contains("شمارهٔ پرونده"));
        assertTrue(Files.readString(refused.resolve("22-1405-0000999-9_deed.pdf.txt"))
                .contains("22-1405-0000999-9"));
        assertFalse(Files.exists(folder.resolve(ScanFolder.OWN).resolve(DEED + ".upload")));
    }

    /**
     * The server stores the file once and byte for byte unchanged, no matter at which call the upload is interrupted.
     */
    @Test
    void resumesAfterEveryInterruption() throws Exception {
        byte[] deed = scan(DEED, 3_200_000);
        hub.breaks = 5;
        for (int i = 0; i < 40 && Files.exists(folder.resolve(DEED)); i++) {
            // a new sender for each attempt, whose only knowledge is the state on disk
            sender().send(folder.resolve(DEED));
        }
        assertTrue(Files.exists(folder.resolve("sent").resolve(DEED)), this::output);
        assertEquals(List.of(deed.length), hub.sizes());
        assertEquals(1, hub.papers.size());
    }

    @Test
    void restartsUploadUnknownToHub() throws Exception {
        byte[] deed = scan(DEED, 1_500_000);
        hub.breaks = 6;
        assertFalse(sender().send(folder.resolve(DEED)));
        hub.breaks = 0;
        hub.deleteUnfinished();
        assertFalse(sender().send(folder.resolve(DEED)), "it finds that out first");
        assertTrue(sender().send(folder.resolve(DEED)), this::output);
        assertEquals(List.of(deed.length), hub.sizes());
    }

    @Test
    void waitsUntilFileIsComplete() throws Exception {
        ScanFolder watched = new ScanFolder(folder, Duration.ofMillis(1));
        scan(DEED, 10);
        scan("upload.part", 10);
        assertEquals(List.of(), watched.completeFiles());
        scan(DEED, 20);
        assertEquals(List.of(), watched.completeFiles());
        long before = System.nanoTime();
        while (System.nanoTime() - before < 5_000_000) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(folder.resolve(DEED)), watched.completeFiles());
        assertEquals(List.of(), new ScanFolder(folder, Duration.ofHours(1)).completeFiles());
    }

    @Test
    void secondProcessOnSameFolderExits() throws Exception {
        scan(DEED, 10);
        CountDownLatch end = new CountDownLatch(1);
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(captured, true, StandardCharsets.UTF_8);
        List<String> first = List.of(
                "--hub",
                hub.address().toString(),
                "--login",
                login.toString(),
                "--folder",
                folder.toString(),
                "--pause",
                "600");
        Thread watcher = new Thread(() -> {
            try {
                ScanSend.run(first, to, to, end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watcher.start();
        // waits for the message, not for the lock file: the program prints the message after it has acquired the lock
        await().until(() -> captured.toString(StandardCharsets.UTF_8).contains("Watching"));
        int status = runOnce();
        end.countDown();
        watcher.join();
        assertEquals(75, status, this::output);
        assertTrue(output().contains("Another scan-send"), this::output);
    }

    @Test
    void rejectsLoginFileReadableByOthers() throws Exception {
        login = login("open", "rw-r--r--");
        assertEquals(64, runOnce());
        assertTrue(output().contains("chmod 600") && !output().contains("open\n"), this::output);
        login = login("wrong", "rw-------");
        scan(DEED, 10);
        assertEquals(77, runOnce(), this::output);
        assertTrue(Files.exists(folder.resolve(DEED)));
        assertEquals("login of clerk-1204", LoginFile.read(login).toString());
        assertFalse(output().contains("password=wrong"));
    }

    @Test
    void printsUsageInBothLanguages() throws Exception {
        assertEquals(64, run());
        assertEquals(64, run("--hub"));
        assertEquals(64, run("--hub", "http://hub.example", "--login", "x", "--folder", folder.toString()));
        assertTrue(
                output().contains("usage:") && output().contains("کاربرد") && output().contains("https"), this::output);
    }

    @Test
    void parsesScanFileNames() {
        ScanName card = ScanName.of(Path.of("22-1405-0000123-2_national-card_0499370899_front.pdf"));
        assertEquals("0499370899", card.owner());
        assertEquals("national-card.pdf", card.name());
        assertNull(ScanName.of(Path.of(UploadServer.CASE + "_plan_2.tif")).owner());
        for (String bad : new String[] {"deed.pdf", "22_deed.pdf", "22-1405-1_Deed.pdf", "22-1405-1_deed"}) {
            assertThrows(SheetRefused.class, () -> ScanName.of(Path.of(bad)), bad);
        }
    }

    @Test
    void listsAndCancelsUnfinishedUploads() throws Exception {
        hub.addAbandoned("0a1", 3, 10);
        String[] office = {"--hub", hub.address().toString(), "--login", login.toString()};
        assertEquals(0, run(office[0], office[1], office[2], office[3], "--unfinished"));
        assertEquals("0a1  " + UploadServer.CASE + "  deed  3/10  2026-11-30T08:00:00Z", output().strip());
        assertEquals(0, run(office[0], office[1], office[2], office[3], "--end", "0a1"));
        assertEquals(List.of(), hub.sizes());
        assertEquals(1, run(office[0], office[1], office[2], office[3], "--end", "0a1"));
        assertTrue(output().contains("upload.unknown"), this::output);
        assertEquals(64, run(office[0], office[1], office[2], office[3], "--end", "../cases"));
        assertEquals(64, run(office[0], office[1], office[2], office[3]), "a folder is needed to send");
    }
}
