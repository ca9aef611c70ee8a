package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.stubs.Stubs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests the list of deployments and their contents in a backup. */
class DeployedFilesTest {
    private static final byte[] JAR = {1, 2, 3};

    private static Entry entry(Kind kind, String name, String source) {
        return new Entry(
                Instant.EPOCH,
                "console:sara",
                kind,
                name,
                source,
                "ab".repeat(32),
                "",
                Effect.SWITCHED,
                "",
                List.of(),
                1,
                List.of(),
                0,
                0);
    }

    private static Deployments deployed(Entry... entries) {
        Deployments deployments = Stubs.strict(Deployments.class);
        doReturn(List.of(entries)).when(deployments).deployed();
        doAnswer(call -> new ByteArrayInputStream(JAR)).when(deployments).open(any(), any());
        doThrow(new UncheckedIOException(new IOException("gone")))
                .when(deployments)
                .open(eq("city.lost"), any());
        return deployments;
    }

    private static final Deployments ALL = deployed(
            entry(Kind.BUNDLE, "city.telecom", "/home/sara/telecom-1.0.jar"),
            entry(Kind.BUNDLE, "city.lost", ""),
            entry(Kind.FEATURE, "heritage", ""),
            entry(Kind.ROUTES, "post.camel.yaml", "/x/post.camel.yaml"),
            entry(Kind.CONFIGURATION, "city.pishkhan.telecom.cfg", "/x/city.pishkhan.telecom.cfg"));

    private static JsonNode list(Map<String, byte[]> entries) throws IOException {
        return new ObjectMapper().readTree(entries.get(DeployedFiles.LIST));
    }

    private static Map<String, byte[]> entries(Deployments deployments, boolean contents) throws IOException {
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        long count = new DeployedFiles(deployments, contents)
                .write(name -> written.computeIfAbsent(name, any -> new ByteArrayOutputStream()));
        assertEquals(written.size(), count);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        written.forEach((name, bytes) -> entries.put(name, bytes.toByteArray()));
        return entries;
    }

    @Test
    void eachBackupListsDeployedFiles() throws IOException {
        Map<String, byte[]> entries = entries(ALL, false);
        assertEquals(Set.of(DeployedFiles.LIST), entries.keySet());
        JsonNode list = list(entries);
        assertEquals(5, list.size());
        assertEquals("ab".repeat(32), list.get(0).path("sha256").asText());
        assertFalse(list.get(4).has("sha256"), "it would tell who tries passwords which one is right");
        assertEquals(0, list(entries(null, true)).size());
    }

    @Test
    void copiesBundlesAndFeaturesOnDemand() throws IOException {
        Map<String, byte[]> entries = entries(ALL, true);
        assertEquals(
                Set.of(DeployedFiles.LIST, "deployed/city.telecom/telecom-1.0.jar", "deployed/heritage/heritage.kar"),
                entries.keySet(),
                "what is lost is listed, and etc has the rest");
        assertArrayEquals(JAR, entries.get("deployed/city.telecom/telecom-1.0.jar"));
        assertEquals(
                "deployed/city.telecom/telecom-1.0.jar",
                list(entries).get(0).path("entry").asText());
        assertFalse(list(entries).get(1).has("entry"));
    }

    /** Contents are not held in memory, because a hub with many large KARs has less memory than they need together. */
    @Test
    void contentsAreNotHeldInMemory() throws IOException {
        long size = Runtime.getRuntime().maxMemory() + 1;
        AtomicLong written = new AtomicLong();
        Deployments large = Stubs.strict(Deployments.class);
        doReturn(List.of(entry(Kind.FEATURE, "heritage", ""))).when(large).deployed();
        doAnswer(call -> new Zeros(size)).when(large).open(any(), any());
        new DeployedFiles(large, true).write(name -> new OutputStream() {
            @Override
            public void write(int one) {
                written.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                written.addAndGet(name.equals(DeployedFiles.LIST) ? 0 : length);
            }
        });
        assertEquals(size, written.get());
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int now = (int) Math.min(left, length);
            left -= now;
            return now == 0 ? -1 : now;
        }
    }
}
