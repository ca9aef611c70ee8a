package city.pishkhan.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key files that are valid, invalid, and about to expire. */
class CertificateWatchTest {
    private static final String PASSWORD = "a-password";

    @TempDir
    Path folder;

    private Path keystore;

    @BeforeEach
    void make() throws Exception {
        keystore = folder.resolve("server.p12");
        keytool("-genkeypair", "-alias", "hub", "-keyalg", "EC", "-dname", "CN=hub", "-validity", "20");
    }

    private void keytool(String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString()));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private ServerKeyFiles files(String password) {
        return new ServerKeyFiles(keystore, password.toCharArray(), null, new char[0]);
    }

    private CertificateWatch at(Duration later) {
        CertificateWatch watch = new CertificateWatch(Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC), 10);
        watch.readFirst(files(PASSWORD));
        return watch;
    }

    @Test
    void warnsBeforeAndAfterExpiry() {
        assertTrue(at(Duration.ZERO).warning().isEmpty());
        String soon = at(Duration.ofDays(15)).warning().orElseThrow();
        assertTrue(soon.startsWith("The certificate server:hub expires on"), soon);
        assertTrue(soon.endsWith("in 4 days."), soon);
        String over = at(Duration.ofDays(21)).warning().orElseThrow();
        assertTrue(over.startsWith("The certificate server:hub expired on"), over);
    }

    @Test
    void isNotUpBeforeServing() {
        assertFalse(at(Duration.ZERO).problem().isEmpty());
    }

    @Test
    void namesBadFileWithoutPassword() throws Exception {
        ServerKeyFiles guessed = files("secret-guess");
        String wrong =
                assertThrows(IllegalArgumentException.class, guessed::read).getMessage();
        assertTrue(wrong.contains("server.p12") && !wrong.contains("secret-guess"), wrong);
        ServerKeyFiles right = files(PASSWORD);
        Files.writeString(keystore, "rubbish");
        assertThrows(IllegalArgumentException.class, right::read);
        Files.delete(keystore);
        assertThrows(IllegalArgumentException.class, right::read);
    }

    @Test
    void rejectsKeystoreWithoutPrivateKey() throws Exception {
        Path pem = folder.resolve("hub.pem");
        keytool("-exportcert", "-rfc", "-alias", "hub", "-file", pem.toString());
        Files.delete(keystore);
        keytool("-importcert", "-noprompt", "-alias", "other", "-file", pem.toString());
        ServerKeyFiles keyless = files(PASSWORD);
        String said =
                assertThrows(IllegalArgumentException.class, keyless::read).getMessage();
        assertTrue(said.contains("no private key"), said);
    }
}
