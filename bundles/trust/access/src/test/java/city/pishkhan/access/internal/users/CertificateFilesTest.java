package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assignment of certificates to callers by the files. */
class CertificateFilesTest {
    private static final PersonDigests PERSONS = new PersonDigests(PersonDigestsTest.KEY, "");

    @TempDir
    Path folder;

    private X509Certificate certificate;

    @BeforeEach
    void make() throws Exception {
        Path store = folder.resolve("store.p12");
        Path pem = folder.resolve("fire.pem");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=fire system,O=Fire",
                "-ext",
                "san=dns:fire.example.org,uri:urn:agency:fire");
        keytool(store, "-exportcert", "-rfc", "-alias", "a", "-file", pem.toString());
        try (InputStream in = Files.newInputStream(pem)) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void keytool(Path store, String... what) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-storepass",
                "a-password",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString()));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private CertificateFiles filesWith(String text) throws Exception {
        Files.writeString(folder.resolve("a.certificates"), text);
        return new CertificateFiles(folder, PERSONS);
    }

    @Test
    void findsCertificateByEachOfItsNames() throws Exception {
        List<String> names = CertificateFiles.names(certificate);
        assertTrue(
                names.containsAll(List.of("dns:fire.example.org", "uri:urn:agency:fire", "cn:fire system")),
                names::toString);
        assertTrue(names.get(0).matches("sha256:[0-9a-f]{64}"));
        for (String name : names) {
            var caller = filesWith("# who\n" + name + " = agency:fire\n")
                    .find(certificate)
                    .orElseThrow();
            assertEquals(Set.of("agency:fire"), caller.roles());
            assertEquals("certificate:" + name, caller.principal());
        }
    }

    @Test
    void ignoresForeignAndInvalidLines() throws Exception {
        for (String line : new String[] {
            "dns:water.example.org = agency:water",
            "dns:fire.example.org = operator",
            "dns:fire.example.org = agency:fire, chair",
            "dns:fire.example.org = agency:Fire",
            "dns:fire.example.org = agency:fire, office:1204",
            "dns:fire.example.org = agency:fire, person:0684159415",
            "dns:fire.example.org=agency:fire",
            "fire.example.org = agency:fire",
            "sha256:abc = agency:fire",
            ""
        }) {
            assertTrue(filesWith(line + "\n").find(certificate).isEmpty(), line);
        }
        assertTrue(new CertificateFiles(folder.resolve("missing"), PERSONS)
                .find(certificate)
                .isEmpty());
    }

    /** Conflicts of roles are reported in the order of the lines, not in random order. */
    @Test
    void conflictsAreReportedInWrittenOrder() throws Exception {
        for (String agency : List.of("fire", "water", "gas", "power", "post", "roads")) {
            assertTrue(filesWith("dns:both.example.org = agency:" + agency + ", office:1204\n")
                    .mistakes()
                    .get(0)
                    .contains("one person must not have both agency:" + agency + " and office:1204"));
            assertTrue(filesWith("dns:both.example.org = office:1204, agency:" + agency + "\n")
                    .mistakes()
                    .get(0)
                    .contains("one person must not have both office:1204 and agency:" + agency));
        }
    }

    @Test
    void rejectsCertificatesWhosePersonAsksAndAnswers() throws Exception {
        CertificateFiles files = filesWith("dns:fire.example.org = agency:fire, person:0684159414\n"
                + "cn:an office = office:1204, person:0684159414\ncn:other = office:2301\n");
        assertTrue(files.find(certificate).isEmpty());
        assertEquals(
                List.of(
                        "a.certificates:1: login dns:fire.example.org is rejected: one person must not have both agency:fire and office:1204 of login cn:an office",
                        "a.certificates:2: login cn:an office is rejected: one person must not have both office:1204 and agency:fire of login dns:fire.example.org"),
                files.mistakes().stream().map(m -> m.split(" \\(")[0]).toList());
        String now = Files.readString(folder.resolve("a.certificates"));
        assertTrue(!now.contains("0684159414") && now.contains("agency:fire, person:"), now);
        CertificateFiles one = filesWith("dns:fire.example.org = agency:fire, person:0684159414\n");
        String person = one.find(certificate).orElseThrow().person();
        assertEquals(PERSONS.digest("0684159414"), person);
        assertEquals(Set.of("agency:fire"), one.rolesOf(person));
        assertEquals(List.of(), one.mistakes());
    }
}
