package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** Tests the comparison of two nodes' bundles by content. */
class BundleDigestsTest {
    @TempDir
    Path folder;

    private long modified;
    private int made;

    private Bundle bundle(String name, String content, Map<String, String> headers) throws IOException {
        int id = ++made;
        Path jar = folder.resolve("bundle" + id + "/version0.0/bundle.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, String> entry : Map.of(
                            "a/A.class", content, "META-INF/maven/a/pom.properties", "# built " + id)
                    .entrySet()) {
                ZipEntry one = new ZipEntry(entry.getKey());
                one.setTime(1_000_000L * id);
                zip.putNextEntry(one);
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return fake(id, name, null);
    }

    private Bundle fake(int id, String name, URL entry) {
        Bundle bundle = Stubs.strict(Bundle.class);
        doReturn((long) id).when(bundle).getBundleId();
        doReturn(Bundle.ACTIVE).when(bundle).getState();
        doReturn(name).when(bundle).getSymbolicName();
        doReturn(new Version("1.0")).when(bundle).getVersion();
        doAnswer(call -> modified).when(bundle).getLastModified();
        doAnswer(call -> Collections.enumeration(entry == null ? List.of() : List.of(entry)))
                .when(bundle)
                .findEntries(any(), any(), anyBoolean());
        return bundle;
    }

    private String digest(Bundle bundle) {
        return new BundleDigests(folder).compute(bundle).get("telecom");
    }

    @Test
    void sameContentHasSameDigestHoweverPacked() throws IOException {
        String one = digest(bundle("telecom", "1", Map.of("Bnd-LastModified", "1", "Created-By", "17", "Tool", "bnd")));
        String two = digest(bundle("telecom", "1", Map.of("Bnd-LastModified", "2", "Created-By", "21")));
        assertTrue(one.matches("1\\.0\\.0 [0-9a-f]{16}"), one);
        assertEquals(one, two);
    }

    @Test
    void otherContentOrHeaderChangesDigest() throws IOException {
        String one = digest(bundle("telecom", "1", Map.of("Import-Package", "a")));
        assertNotEquals(one, digest(bundle("telecom", "2", Map.of("Import-Package", "a"))), "of the same size");
        assertNotEquals(one, digest(bundle("telecom", "1", Map.of("Import-Package", "b"))));
    }

    @Test
    void updatedBundleIsReadAgain() throws IOException {
        BundleDigests digests = new BundleDigests(folder);
        Bundle bundle = bundle("telecom", "1", Map.of());
        String before = digests.compute(bundle).get("telecom");
        made--;
        bundle("telecom", "2", Map.of());
        assertEquals(before, digests.compute(bundle).get("telecom"), "nothing is read twice");
        modified++;
        assertNotEquals(before, digests.compute(bundle).get("telecom"));
    }

    @Test
    void readsBundleEntriesWithoutJar() throws IOException {
        Path file = Files.writeString(folder.resolve("A.class"), "1");
        assertTrue(digest(fake(99, "telecom", file.toUri().toURL())).startsWith("1.0.0 "));
    }

    @Test
    void unreadableBundleIsReportedAsUnreadable() throws IOException {
        URL gone = folder.resolve("gone.class").toUri().toURL();
        assertEquals("1.0.0 unreadable", digest(fake(98, "telecom", gone)));
    }

    private static NodeRow node(String name, Map<String, String> reported) {
        return new NodeRow(
                name,
                UUID.randomUUID(),
                "1.0.0",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                0,
                List.of(),
                Map.of(),
                new TreeMap<>(reported));
    }

    private static List<String> differences(NodeRow... nodes) {
        return new NodeComparison(List.of(nodes))
                .differences(Duration.ofSeconds(1)).stream()
                        .map(one -> one.subject() + " " + one.what())
                        .toList();
    }

    @Test
    void reportsBundlesThatDifferBetweenNodes() {
        String bundle = NodeComparison.bundle("telecom");
        String other = NodeComparison.bundle("other");
        assertEquals(
                List.of("bundles telecom: one 1.0.0 aa, two -"),
                differences(node("one", Map.of(bundle, "1.0.0 aa", other, "1")), node("two", Map.of(other, "1"))));
        assertEquals(
                List.of("bundles telecom: one 1.0.0 aa, two 1.0.0 bb"),
                differences(node("one", Map.of(bundle, "1.0.0 aa")), node("two", Map.of(bundle, "1.0.0 bb"))));
        assertEquals(
                List.of("versions telecom: one 1, two 2"),
                differences(
                        node("one", Map.of(bundle, "1 aa", NodeComparison.version("telecom"), "1")),
                        node("two", Map.of(bundle, "2 bb", NodeComparison.version("telecom"), "2"))),
                "once is enough");
        assertEquals(
                List.of("bundles two has not reported its bundles"),
                differences(node("one", Map.of(bundle, "1.0.0 aa")), node("two", Map.of("a.cfg", "1"))).stream()
                        .filter(line -> line.startsWith("bundles"))
                        .toList());
    }
}
