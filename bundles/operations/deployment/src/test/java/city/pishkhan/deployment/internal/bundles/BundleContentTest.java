package city.pishkhan.deployment.internal.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/** Tests the description of a jar and the resolution of its requirements. */
class BundleContentTest {

    private static byte[] jar(Map<String, String> headers, Map<String, String> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static BundleContent bundle(String header, String value) throws IOException {
        return BundleContent.of(jar(
                Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "one;singleton:=true", header, value),
                Map.of()));
    }

    private static List<Capability> offers(String packages) throws IOException {
        Resource other = bundle("Export-Package", packages).resource();
        return other.getCapabilities(null);
    }

    @Test
    void reportsMissingPackages() throws IOException {
        BundleContent wants = bundle("Import-Package", "a;version=\"[1,2)\",b;resolution:=optional,c");
        assertEquals("one", wants.name());
        Resolution resolution = new Resolution(offers("a;version=\"2.0.0\",c"));
        List<String> missing = resolution.missing(wants.resource().getRequirements(null));
        assertEquals(1, missing.size(), missing::toString);
        assertTrue(missing.get(0).startsWith("package a [1.0.0,2.0.0) "), missing::toString);
        assertTrue(missing.get(0).contains("2.0.0"), "which version there is helps: " + missing);
        assertEquals(
                List.of(),
                new Resolution(offers("a;version=\"1.4\",c"))
                        .missing(wants.resource().getRequirements(null)));
    }

    @Test
    void ownExportSatisfiesImport() throws IOException {
        BundleContent wants = BundleContent.of(jar(
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "one",
                        "Import-Package", "a;version=\"[1,2)\"",
                        "Export-Package", "a;version=\"1.2\""),
                Map.of()));
        assertEquals(
                List.of(),
                new Resolution(wants.resource().getCapabilities(null))
                        .missing(wants.resource().getRequirements(null)));
    }

    @Test
    void reportsPackagesMissingForExistingUser() throws IOException {
        Resource user = bundle("Import-Package", "a;version=\"[1,2)\"").resource();
        Resource next = bundle("Export-Package", "a;version=\"2.0.0\"").resource();
        assertEquals(
                1,
                new Resolution(next.getCapabilities(null))
                        .missing(user.getRequirements(null))
                        .size());
    }

    @Test
    void ignoresServiceRequirements() throws IOException {
        BundleContent wants =
                bundle("Require-Capability", "osgi.service;effective:=active;filter:=\"(objectClass=x)\"");
        assertEquals(
                List.of(), new Resolution(List.of()).missing(wants.resource().getRequirements(null)));
    }

    @Test
    void namesRequiredConfigurations() throws IOException {
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"c\" %s/>";
        byte[] jar = jar(
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "one",
                        "Service-Component", "OSGI-INF/*.xml"),
                Map.of(
                        "OSGI-INF/a.xml",
                        component.formatted("configuration-policy=\"require\" configuration-pid=\"x y\""),
                        "OSGI-INF/b.xml",
                        component.formatted("configuration-pid=\"z\"")));
        assertEquals(Set.of("x", "y"), BundleContent.of(jar).requiredPids());
    }

    @Test
    void rejectsIncompleteBundle() throws IOException {
        byte[] whole = jar(
                Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "one"),
                Map.of("a.txt", "some words that a compressor keeps: 3f9a1c"));
        assertEquals("one", BundleContent.of(whole).name());
        assertThrows(Refusal.class, () -> BundleContent.of(new byte[0]));
        assertThrows(Refusal.class, () -> BundleContent.of(jar(Map.of(), Map.of())));
        int begin = new String(whole, StandardCharsets.ISO_8859_1).indexOf("a.txt");
        byte[] cut = Arrays.copyOf(whole, begin + 20);
        assertThrows(Refusal.class, () -> BundleContent.of(cut));
    }

    private static final String CONNECTOR =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="a.Connector" configuration-policy="require"
                configuration-pid="city.pishkhan.telecom">
              <property name="agency" value="telecom"/>
              <service><provide interface="city.pishkhan.spi.AgencyConnector"/>%s</service>
            </scr:component>
            """;
    private static final String ROUTES =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="a.Routes">
              <service><provide interface="org.apache.camel.RoutesBuilder"/></service>
              <reference name="connector" interface="city.pishkhan.spi.AgencyConnector" target="(agency=telecom)"/>
            </scr:component>
            """;

    private static BundleContent components(Map<String, String> entries) throws IOException {
        return BundleContent.of(jar(
                Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "one",
                        "Service-Component",
                        "OSGI-INF/*.xml"),
                entries));
    }

    @Test
    void recognisesConnectorByProvidedService() throws IOException {
        BundleContent without = components(Map.of("OSGI-INF/a.xml", CONNECTOR.formatted("")));
        ComponentXml connector = without.components().get(0);
        assertTrue(connector.isConnector());
        assertEquals("telecom", connector.agency());
        assertFalse(connector.hasHealth());
        assertEquals(Set.of("city.pishkhan.telecom"), without.requiredPids());
        BundleContent with = components(Map.of(
                "OSGI-INF/a.xml", CONNECTOR.formatted("<provide interface=\"city.pishkhan.spi.PartnerHealth\"/>")));
        assertTrue(with.components().get(0).hasHealth());
    }

    @Test
    void findsAgenciesConsumedByRoutes() throws IOException {
        assertEquals(
                Set.of("telecom"),
                components(Map.of("OSGI-INF/a.xml", CONNECTOR.formatted(""), "OSGI-INF/b.xml", ROUTES))
                        .referencedAgencies());
        assertEquals(
                Set.of("post"),
                components(Map.of("a/Routes.class", "\0\1pishkhan:inquiries?consumers=4&agency=post\0"))
                        .referencedAgencies());
        assertEquals(
                Set.of(),
                components(Map.of("OSGI-INF/a.xml", CONNECTOR.formatted(""))).referencedAgencies());
    }
}
