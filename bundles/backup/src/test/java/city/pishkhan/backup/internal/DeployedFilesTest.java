package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** List and contents of deployments. */
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
        return (Deployments) Proxy.newProxyInstance(
                Deployments.class.getClassLoader(), new Class<?>[] {Deployments.class}, (p, method, args) -> {
                    if (method.getName().equals("deployed")) {
                        return List.of(entries);
                    }
                    if (((Entry) args[0]).name().equals("city.lost")) {
                        throw new UncheckedIOException(new IOException("gone"));
                    }
                    return JAR;
                });
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

    @Test
    void eachBackupListsWhatWasDeployed() throws IOException {
        Map<String, byte[]> entries = DeployedFiles.entries(ALL, false);
        assertEquals(Set.of(DeployedFiles.LIST), entries.keySet());
        JsonNode list = list(entries);
        assertEquals(5, list.size());
        assertEquals("ab".repeat(32), list.get(0).path("sha256").asText());
        assertFalse(list.get(4).has("sha256"), "it would tell who tries passwords which one is right");
        assertEquals(0, list(DeployedFiles.entries(null, true)).size());
    }

    @Test
    void bundlesAndFeaturesComeAlongOnDemand() throws IOException {
        Map<String, byte[]> entries = DeployedFiles.entries(ALL, true);
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
}
