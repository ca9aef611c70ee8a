package city.pishkhan.deployment.internal.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.karaf.features.internal.service.RepositoryImpl;
import org.junit.jupiter.api.Test;

/** Tests features files that Karaf's parser reads, combined with the content of a KAR. */
class FeatureContentTest {
    private static final String FEATURES =
            """
            <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="telecom-1.0.0">
              %s
              <feature name="telecom" version="1.0.0">
                <feature version="[4,5)">camel-ftp</feature>
                <feature>telecom-words</feature>
                <config name="city.example.telecom">url = http://here</config>
                <configfile finalname="${karaf.etc}/city.example.other.cfg">mvn:city.example/telecom/1.0.0/cfg/other</configfile>
                <configfile finalname="${karaf.etc}/routes/telecom.camel.yaml">mvn:city.example/telecom/1.0.0/yaml/routes</configfile>
                <bundle>mvn:city.example/telecom/1.0.0</bundle>
                %s
              </feature>
              <feature name="telecom-words" version="1.0.0">
                <bundle dependency="true" start="false">mvn:city.example/words/2.0.0</bundle>
              </feature>
            </features>
            """;
    private static final String ROOT = "repository/city/example/";

    private static byte[] jar(String name) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private static byte[] kar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> telecom(String before, String inside) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/KARAF.MF", new byte[0]);
        entries.put(ROOT + "telecom/1.0.0/telecom-1.0.0-features.xml", bytes(FEATURES.formatted(before, inside)));
        entries.put(ROOT + "telecom/1.0.0/telecom-1.0.0.jar", jar("city.example.telecom"));
        entries.put(ROOT + "telecom/1.0.0/telecom-1.0.0-other.cfg", bytes("a = b"));
        entries.put(ROOT + "telecom/1.0.0/telecom-1.0.0-routes.yaml", bytes("- route: {}"));
        entries.put(ROOT + "words/2.0.0/words-2.0.0.jar", jar("city.example.words"));
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FeatureContent read(byte[] content) {
        return FeatureContent.of(content, RepositoryImpl::new, location -> Optional.empty());
    }

    @Test
    void readsCompleteKar() throws IOException {
        FeatureContent telecom = read(kar(telecom("", "")));
        assertEquals("telecom", telecom.name());
        assertEquals(List.of(), telecom.problems());
        assertEquals(
                List.of("city.example.telecom", "city.example.words"),
                List.copyOf(telecom.parts().keySet()));
        assertTrue(telecom.parts().get("city.example.telecom").start());
        assertFalse(telecom.parts().get("city.example.telecom").dependency());
        assertFalse(telecom.parts().get("city.example.words").start());
        assertTrue(telecom.parts().get("city.example.words").dependency());
        assertArrayEquals(
                jar("city.example.words"),
                telecom.parts().get("city.example.words").jar());
        assertEquals(Set.of("camel-ftp/[4,5)"), telecom.needed(), "its own feature is not another's");
        assertEquals(
                "a = b", new String(telecom.configurations().get("city.example.other.cfg"), StandardCharsets.UTF_8));
        assertEquals(Set.of("telecom.camel.yaml"), telecom.routeFiles().keySet());
        assertEquals(
                Set.of("city.example.telecom.cfg", "city.example.other.cfg"),
                telecom.configurations().keySet());
        assertTrue(new String(telecom.configurations().get("city.example.telecom.cfg"), StandardCharsets.UTF_8)
                .contains("http://here"));
    }

    @Test
    void namesMissingPartsNotFoundElsewhere() throws IOException {
        byte[] alone = bytes(FEATURES.formatted("", ""));
        assertEquals(
                4, read(alone).problems().size(), () -> read(alone).problems().toString());
        byte[] telecom = jar("city.example.telecom");
        FeatureContent found = FeatureContent.of(
                alone,
                RepositoryImpl::new,
                location ->
                        location.equals("mvn:city.example/telecom/1.0.0") ? Optional.of(telecom) : Optional.empty());
        assertEquals(Set.of("city.example.telecom"), found.parts().keySet());
        assertEquals(3, found.problems().size());
    }

    @Test
    void reportsConditionalFeatures() throws IOException {
        FeatureContent telecom = read(
                kar(
                        telecom(
                                "",
                                "<conditional><condition>shell</condition><bundle>mvn:city.example/words/2.0.0</bundle></conditional>")));
        assertEquals(1, telecom.problems().size(), telecom.problems()::toString);
        assertTrue(telecom.problems().get(0).contains("telecom"));
    }

    @Test
    void rejectsInvalidFeatureFiles() throws IOException {
        Map<String, byte[]> two = telecom("", "");
        two.put(ROOT + "b-features.xml", bytes(FEATURES.formatted("", "")));
        byte[] whole = kar(telecom("", ""));
        Map<byte[], String> bad = Map.of(
                bytes("<beans/>"), "nor XML with the root element features",
                bytes("<!DOCTYPE features>" + FEATURES.formatted("", "")), "DTD",
                bytes("<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\" name=\"x\"/>"),
                        "contain exactly one features file",
                bytes("<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\"><feature"),
                        "incomplete or damaged",
                kar(Map.of("repository/a.jar", new byte[1])), "contain exactly one features file",
                kar(two), "contain exactly one features file",
                Arrays.copyOf(whole, whole.length / 2), "incomplete or damaged");
        bad.forEach((content, why) -> {
            String said = assertThrows(Refusal.class, () -> read(content), why).english();
            assertTrue(said.contains(why), said);
        });
    }
}
