package city.pishkhan.vault.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key-encryption key is in a PKCS#11 token; SoftHSM simulates the token. */
class TokenKekTest {
    private static final String PIN = "271828";
    private static final Path TOOL = Path.of("/usr/bin/softhsm2-util");
    private static final Path KEY_TOOL = Path.of("/usr/bin/pkcs11-tool");
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    static Path hsm;

    @TempDir
    Path folder;

    /** Initializes tokens before the process loads the library, which lists its slots only once. */
    @BeforeAll
    static void startTokens() throws Exception {
        assumeTrue(
                Files.exists(TOOL) && Files.exists(KEY_TOOL) && Files.exists(LIBRARY),
                "softhsm2 and opensc are not installed: apt-get install softhsm2 opensc");
        // the build sets this variable, because SoftHSM reads it in the process of the test
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Files.writeString(
                configuration,
                "directories.tokendir = " + hsm + "\nobjectstore.backend = file\nlog.level = ERROR\n",
                StandardCharsets.UTF_8);
        for (String token : List.of("one", "two")) {
            run(TOOL, "--init-token", "--free", "--label", token, "--so-pin", "31415926", "--pin", PIN);
        }
        for (String label : List.of("vault-kek", "vault-kek-2")) {
            run(
                    KEY_TOOL,
                    "--module",
                    LIBRARY.toString(),
                    "--token-label",
                    "one",
                    "--login",
                    "--pin",
                    PIN,
                    "--keygen",
                    "--key-type",
                    "AES:32",
                    "--sensitive",
                    "--label",
                    label);
        }
    }

    private static void run(Path tool, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(tool.toString()), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private Path one;

    @BeforeEach
    void configureToken() throws IOException {
        one = configuration("one");
    }

    /** Writes a configuration of SunPKCS11 for the slot of a token. */
    private Path configuration(String token) throws IOException {
        Process process = new ProcessBuilder(TOOL.toString(), "--show-slots").start();
        String slots = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String slot = Stream.of(slots.split("(?m)^Slot "))
                .filter(each -> each.matches("(?s).*Label: +" + token + "\\s.*"))
                .map(each -> each.substring(0, each.indexOf('\n')).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(slots));
        return Files.writeString(
                folder.resolve(token + ".cfg"),
                "name = " + token + folder.getFileName() + "\nlibrary = " + LIBRARY + "\nslot = " + slot + "\n");
    }

    private MasterKeys masters(Path configuration, String label, String pin, String... previous) {
        return new MasterKeys(
                "",
                List.of(),
                folder.resolve("keys"),
                new KeyEncryptionKeys("pkcs11:" + configuration + "#" + label, List.of(previous), pin, Map.of()));
    }

    private static String failure(MasterKeys masters, String fingerprint) {
        assertFalse(masters.has(fingerprint));
        String message = assertThrows(UnavailableKekException.class, () -> masters.key(fingerprint))
                .getMessage();
        assertFalse(message.contains(PIN), message);
        return message;
    }

    @Test
    void wrapsWithKeyOfToken() throws IOException {
        String fingerprint = masters(one, "vault-kek", PIN).make();
        assertTrue(masters(one, "vault-kek", PIN).has(fingerprint));
        Path file = folder.resolve("keys/master-1.wrapped");
        assertTrue(Files.readString(file).contains("/vault-kek\n"));

        Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");
        assertTrue(masters(one, "vault-kek", "file:" + pin).has(fingerprint));

        String text = Files.readString(file);
        int wrapped = text.indexOf("\nwrapped ") + 40;
        Files.writeString(
                file,
                text.substring(0, wrapped) + (text.charAt(wrapped) == 'A' ? 'B' : 'A') + text.substring(wrapped + 1));
        String altered = failure(masters(one, "vault-kek", PIN), fingerprint);
        assertTrue(altered.contains("was altered"), altered);
    }

    @Test
    void rewrapsWithAnotherKeyOfToken() {
        String fingerprint = masters(one, "vault-kek", PIN).make();
        String wrong = failure(masters(one, "vault-kek-2", PIN), fingerprint);
        assertTrue(wrong.contains("#vault-kek-2 is another key"), wrong);
        masters(one, "vault-kek-2", PIN, "pkcs11:" + one + "#vault-kek").wrapAll(() -> {});
        assertTrue(masters(one, "vault-kek-2", PIN).has(fingerprint));
        assertFalse(masters(one, "vault-kek", PIN).has(fingerprint));
    }

    @Test
    void missingKeyPinOrTokenIsNamed() throws IOException {
        String fingerprint = masters(one, "vault-kek", PIN).make();
        String noKey = failure(masters(one, "nothing", PIN), fingerprint);
        assertTrue(noKey.contains("no AES key with the label nothing"), noKey);
        String noPin = failure(masters(one, "vault-kek", ""), fingerprint);
        assertTrue(noPin.contains("needs its PIN") && noPin.contains("vault-kek"), noPin);
        String noFile = failure(masters(one, "vault-kek", "file:/nowhere/pin"), fingerprint);
        assertTrue(noFile.contains("file:/nowhere/pin"), noFile);
        Path noLibrary = Files.writeString(folder.resolve("none.cfg"), "name = none\nlibrary = /nowhere/lib.so\n");
        String noToken = failure(masters(noLibrary, "vault-kek", PIN), fingerprint);
        assertTrue(noToken.contains("none.cfg"), noToken);
        String noConfiguration = failure(masters(folder.resolve("absent.cfg"), "vault-kek", PIN), fingerprint);
        assertTrue(noConfiguration.contains("absent.cfg"), noConfiguration);
    }

    /** A retried start must not lock the token, which permits only a few wrong PINs. */
    @Test
    void rejectedPinIsTriedOnce() throws Exception {
        String fingerprint = masters(one, "vault-kek", PIN).make();
        Path two = configuration("two");
        for (int i = 0; i < 20; i++) {
            String rejected = failure(masters(two, "vault-kek", "999999"), fingerprint);
            assertTrue(rejected.contains("rejects the PIN"), rejected);
        }
        String right = failure(masters(two, "vault-kek", PIN), fingerprint);
        assertTrue(right.contains("no AES key"), right);
    }
}
