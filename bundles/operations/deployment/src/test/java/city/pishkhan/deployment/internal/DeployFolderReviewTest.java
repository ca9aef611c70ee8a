package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.DeployFolderReview.Rejected;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.RouteFileCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a rejected file in {@code deploy/} is reported once, until it is replaced or deleted. */
class DeployFolderReviewTest {
    @TempDir
    Path home;

    private Path folder;
    private DeploymentHistory history;
    private DeployFolderReview review;

    @BeforeEach
    void begin() throws IOException {
        folder = Files.createDirectories(home.resolve("deploy"));
        history = new DeploymentHistory(home.resolve("history.jsonl"));
        review = review();
    }

    private DeployFolderReview review() {
        return new DeployFolderReview(folder, check(), history);
    }

    private DeployFolderFileCheck check() {
        return new DeployFolderFileCheck(
                () -> (pid, keys) ->
                        keys.contains("nobodys") ? Optional.of(Text.untranslated("unknown key")) : Optional.empty(),
                () -> ROUTE_FILES,
                new DeploymentEnvironment(null, null, null, () -> null, () -> null, null),
                home.resolve("kar"));
    }

    /** Refuses files that are too short to contain a route. */
    private static final RouteFileCheck ROUTE_FILES = new RouteFileCheck() {
        @Override
        public Findings check(String file, byte[] content, Map<String, String> properties) {
            return new Findings(problems(file, content), List.of(), Set.of());
        }

        @Override
        public List<String> problems(String file, byte[] content) {
            return content.length < 6 ? List.of("no routes") : List.of();
        }

        @Override
        public Optional<String> refusal(String file) {
            return Optional.empty();
        }
    };

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(new byte[5_000]);
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private List<String> rejectedFiles() throws IOException {
        review.review();
        review.review();
        return review.rejected().stream().map(Rejected::file).sorted().toList();
    }

    private Path put(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path put(String name, String content) throws IOException {
        return put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rejectsBrokenFilesOnceEvenAfterRestart() throws Exception {
        byte[] whole = zip("a");
        put("cut.jar", Arrays.copyOf(whole, whole.length - 30));
        put("junk.jar", "nothing");
        put("cut.kar", Arrays.copyOf(zip("repository/features.xml"), 60));
        put("empty.kar", zip("a"));
        put("junk.xml", "<features");
        put("other.xml", "<html/>");
        put("junk.cfg", new byte[] {0, 1, 2, (byte) 0xff});
        put("empty.cfg", "");
        put("city.pishkhan.x.cfg", "nobodys = 1");
        put("stray.camel.yaml", "junk");
        put("good.camel.yaml", "- route: {}");
        put("routes.yaml", "- route: {}");
        put("library.jar", whole);
        put("good.kar", zip("repository/features.xml"));
        put("README", "read me");
        put(".hidden.jar", "on its way");
        List<String> bad = List.of(
                "city.pishkhan.x.cfg",
                "cut.jar",
                "cut.kar",
                "empty.cfg",
                "empty.kar",
                "junk.cfg",
                "junk.jar",
                "junk.xml",
                "other.xml",
                "routes.yaml",
                "stray.camel.yaml");
        assertEquals(bad, rejectedFiles());
        assertEquals(bad, rejectedFiles(), "again");
        review = review();
        assertEquals(bad, rejectedFiles(), "after a start");
        assertEquals(bad, history.all().stream().map(Entry::name).sorted().toList());
        assertTrue(history.all().stream()
                .allMatch(entry ->
                        entry.effect() == Effect.REFUSED && !entry.cause().isEmpty()));
    }

    @Test
    void removedOrReplacedFileIsNoLongerRejected() throws Exception {
        put("junk.jar", "nothing");
        Path kar = put("junk.kar", "PK nothing");
        assertEquals(List.of("junk.jar", "junk.kar"), rejectedFiles());
        put("junk.kar", zip("repository/features.xml"));
        Files.setLastModifiedTime(kar, FileTime.from(Instant.now().plusSeconds(3)));
        Files.delete(folder.resolve("junk.jar"));
        assertEquals(List.of(), rejectedFiles());
    }

    @Test
    void foldersAndDeadLinksAreRejectedOnce() throws Exception {
        Path exploded = Files.createDirectories(folder.resolve("exploded.jar/META-INF"));
        Files.writeString(exploded.resolve("MANIFEST.MF"), "Bundle-SymbolicName: city.agency\n");
        Files.createSymbolicLink(folder.resolve("dead.jar"), home.resolve("nowhere.jar"));
        Files.createSymbolicLink(folder.resolve("alive.jar"), Files.write(home.resolve("alive"), zip("a")));
        put("junk.jar", "nothing");
        List<String> bad = List.of("dead.jar", "exploded.jar", "junk.jar");
        assertEquals(bad, rejectedFiles());
        review = review();
        assertEquals(bad, rejectedFiles(), "after a start");
        assertEquals(bad, history.all().stream().map(Entry::name).sorted().toList());
        Files.delete(folder.resolve("dead.jar"));
        put("dead.jar", zip("a"));
        assertEquals(List.of("exploded.jar", "junk.jar"), rejectedFiles());
    }

    /** A hub without Karaf's installer of KARs does not extract them. */
    @Test
    void karWithoutInstallerIsNotAccepted() throws Exception {
        Path kar = put("good.kar", zip("repository/features.xml"));
        assertFalse(check().isAccepted(kar));
        Files.createDirectories(home.resolve("kar/good"));
        assertTrue(check().isAccepted(kar));
    }

    /**
     * A folder in {@code deploy/} is not installed, although the file installer packs it into a temporary jar and
     * offers it to the installers.
     */
    @Test
    void folderIsNotInstalled() throws Exception {
        Files.createDirectories(folder.resolve("exploded.jar"));
        DeployFolder installer = new DeployFolder(folder, null);
        Path packed = Files.write(home.resolve("exploded.jar.jar"), zip("META-INF/MANIFEST.MF"));
        assertTrue(installer.canHandle(packed.toFile()));
        installer.install(folder.resolve("exploded.jar").toFile());
    }

    @Test
    void failedDeploymentIsListedWithCause() throws Exception {
        Path file = put("agency.jar", zip("a"));
        for (Effect effect : List.of(Effect.REFUSED, Effect.WENT_BACK, Effect.INTERRUPTED)) {
            history.add(new Entry(
                    Instant.now(),
                    "host",
                    city.pishkhan.api.deployment.Deployments.Kind.BUNDLE,
                    "city.agency",
                    file.toString(),
                    Sha256.hex(Files.readAllBytes(file)),
                    "",
                    effect,
                    "because " + effect,
                    List.of(),
                    0,
                    List.of(),
                    0,
                    0));
            review = review();
            rejectedFiles();
            assertEquals(
                    List.of("because " + effect),
                    review.rejected().stream().map(Rejected::cause).toList());
        }
    }
}
