package city.pishkhan.vault.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Master keys are stored wrapped with a key-encryption key, and cannot be used without it. */
class KeyWrappingTest {
    private static final Runnable UNINTERRUPTED = () -> {};

    @TempDir
    Path folder;

    private Path keys;
    private Path credentials;
    private Map<String, String> systemd;

    @BeforeEach
    void supplyCredential() throws IOException {
        keys = folder.resolve("keys");
        credentials = Files.createDirectory(folder.resolve("credentials"));
        systemd = Map.of("CREDENTIALS_DIRECTORY", credentials.toString());
        supply("pishkhan-kek");
    }

    private Path supply(String credential) throws IOException {
        return Files.writeString(credentials.resolve(credential), Secrets.generate() + "\n");
    }

    private MasterKeys masters(String kek, Map<String, String> environment) {
        return masters(kek, List.of(), environment);
    }

    private MasterKeys masters(String kek, List<String> previous, Map<String, String> environment) {
        return new MasterKeys("", List.of(), keys, new KeyEncryptionKeys(kek, previous, "", environment));
    }

    /** Master keys of a hub that systemd starts. */
    private MasterKeys started() {
        return masters("", systemd);
    }

    /** Master keys of a hub without systemd and without configuration. */
    private MasterKeys bare() {
        return masters("", Map.of());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(keys)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String failure(MasterKeys masters, String fingerprint) {
        assertFalse(masters.has(fingerprint));
        return assertThrows(UnavailableKekException.class, () -> masters.key(fingerprint))
                .getMessage();
    }

    @Test
    void newKeyIsWrappedWithCredential() throws IOException {
        String fingerprint = started().make();
        assertEquals(List.of("master-1.wrapped"), files());
        Path file = keys.resolve("master-1.wrapped");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(started().has(fingerprint), "another start");
        assertEquals(List.of(), started().unwrapped());
        String secret = Files.readString(credentials.resolve("pishkhan-kek")).strip();
        assertFalse(Files.readString(file).contains(secret));
    }

    @Test
    void missingCredentialIsNamed() throws IOException {
        String fingerprint = started().make();
        String bare = failure(bare(), fingerprint);
        assertTrue(bare.contains("credential:pishkhan-kek") && bare.contains("CREDENTIALS_DIRECTORY"), bare);
        assertTrue(bare.contains("کلید اصلی"), bare);
        assertThrows(UnavailableKekException.class, () -> bare().make(), "no key without wrapping beside wrapped ones");
        assertEquals(List.of("master-1.wrapped"), files());
        Files.delete(credentials.resolve("pishkhan-kek"));
        String empty = failure(started(), fingerprint);
        assertTrue(empty.contains(credentials.resolve("pishkhan-kek").toString()), empty);
    }

    @Test
    void wrongCredentialIsNamed() throws IOException {
        String fingerprint = started().make();
        supply("pishkhan-kek");
        String wrong = failure(started(), fingerprint);
        assertTrue(wrong.contains("credential:pishkhan-kek is another key"), wrong);
        Files.writeString(credentials.resolve("pishkhan-kek"), "short\n");
        String brief = failure(started(), fingerprint);
        assertTrue(brief.contains("at least 32") && !brief.contains("short"), brief);
    }

    /** Every change of a wrapped key is detected, also of the lines that are not encrypted. */
    @Test
    void alteredKeyIsRejected() throws IOException {
        String fingerprint = started().make();
        Path file = keys.resolve("master-1.wrapped");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= 1;
            Files.write(file, altered);
            MasterKeys masters = started();
            assertFalse(masters.has(fingerprint), "byte " + i);
        }
        Files.write(file, whole);
        assertTrue(started().has(fingerprint));
        Files.writeString(file, "x".repeat(10_000));
        assertTrue(assertThrows(IllegalStateException.class, () -> started().key(fingerprint))
                .getMessage()
                .contains("master-1.wrapped is damaged"));
    }

    /** The number of a key is authenticated: neither the file nor the name in it can be changed. */
    @Test
    void numberIsBound() throws IOException {
        String fingerprint = started().make();
        Path other = Files.move(keys.resolve("master-1.wrapped"), keys.resolve("master-2.wrapped"));
        assertTrue(assertThrows(IllegalStateException.class, () -> started().key(fingerprint))
                .getMessage()
                .contains("was renamed"));
        Files.writeString(other, Files.readString(other).replace("key master-1\n", "key master-2\n"));
        String altered = failure(started(), fingerprint);
        assertTrue(altered.contains("was altered"), altered);
    }

    @Test
    void unreadableKeyDoesNotPreventUseOfOthers() throws IOException {
        MasterKeys masters = started();
        String first = masters.make();
        String second = masters.make();
        assertNotEquals(first, second);
        Files.writeString(keys.resolve("master-1.wrapped"), "damaged");
        assertTrue(started().has(second));
        assertFalse(started().has(first));
    }

    @Test
    void fileIsProvider() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), Secrets.generate());
        String fingerprint = masters("file:" + secret, Map.of()).make();
        assertTrue(masters("file:" + secret, Map.of()).has(fingerprint));
        Files.delete(secret);
        String missing = failure(masters("file:" + secret, Map.of()), fingerprint);
        assertTrue(missing.contains(secret.toString()), missing);
        assertThrows(UnavailableKekException.class, () -> masters("file:" + secret, Map.of())
                .make());
    }

    @Test
    void invalidReferenceIsNotPrinted() {
        String fingerprint = started().make();
        String wrong = failure(masters("a-secret-that-was-pasted", Map.of()), fingerprint);
        assertFalse(wrong.contains("a-secret-that-was-pasted"), wrong);
        assertTrue(wrong.contains("pkcs11:/path#LABEL"), wrong);
    }

    @Test
    void plainKeyIsWarnedAboutAndCanBeWrapped() throws IOException {
        String fingerprint = bare().make();
        assertEquals(List.of("master-1.key"), files());
        assertEquals(List.of(keys.resolve("master-1.key").toString()), bare().unwrapped());
        assertEquals(List.of(), masters(KeyEncryptionKeys.NONE, Map.of()).unwrapped(), "waived");
        assertTrue(started().has(fingerprint), "a plain key works until it is wrapped");
        assertEquals(1, started().unwrapped().size());
        assertThrows(UnavailableKekException.class, () -> bare().wrapAll(UNINTERRUPTED));

        assertEquals(
                List.of("master-1.wrapped"), started().wrapAll(UNINTERRUPTED).files());
        assertEquals(List.of("master-1.wrapped"), files());
        assertTrue(started().has(fingerprint));
        assertEquals(List.of(), started().unwrapped());
        byte[] before = Files.readAllBytes(keys.resolve("master-1.wrapped"));
        started().wrapAll(UNINTERRUPTED);
        assertEquals(
                new String(before), Files.readString(keys.resolve("master-1.wrapped")), "nothing was left to be done");
    }

    @Test
    void configuredKeyIsCopied() throws IOException {
        Path secret = Files.writeString(folder.resolve("master"), Secrets.generate());
        KeyEncryptionKeys keks = new KeyEncryptionKeys("", List.of(), "", systemd);
        MasterKeys configured = new MasterKeys("file:" + secret, List.of(), keys, keks);
        String fingerprint = configured.configured().orElseThrow();
        assertEquals(List.of("master"), configured.unwrapped());
        configured.wrapAll(UNINTERRUPTED);
        configured.wrapAll(UNINTERRUPTED);
        Files.delete(secret);
        assertEquals(List.of("master-1.wrapped"), files());
        assertTrue(started().has(fingerprint), "without master in the configuration");
    }

    @Test
    void newKeyEncryptionKeyReplacesEarlierOne() throws IOException {
        String fingerprint = started().make();
        String before = started().wrapAll(UNINTERRUPTED).kek();
        Files.move(credentials.resolve("pishkhan-kek"), credentials.resolve("pishkhan-kek-previous"));
        supply("pishkhan-kek");
        assertTrue(started().has(fingerprint), "by the earlier key");
        assertNotEquals(before, started().wrapAll(UNINTERRUPTED).kek());
        Files.delete(credentials.resolve("pishkhan-kek-previous"));
        assertTrue(started().has(fingerprint), "by the new key");
    }

    /** Two nodes share a master key; each has its own key-encryption key. */
    @Test
    void secondNodeRewrapsCopiedKeyWithItsOwn() throws IOException {
        String fingerprint = started().make();
        Path own = Files.writeString(folder.resolve("own"), Secrets.generate());
        masters("file:" + own, List.of("credential:pishkhan-kek"), systemd).wrapAll(UNINTERRUPTED);
        assertTrue(masters("file:" + own, Map.of()).has(fingerprint));
        assertFalse(started().has(fingerprint));
    }

    /** Interrupts each step of a rewrap in turn. All keys remain usable, and a repetition completes the rewrap. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedRewrapLeavesAllKeysUsable(boolean plain) throws IOException {
        int interrupted = 0;
        for (int step = 0; ; step++) {
            keys = folder.resolve("keys-" + step);
            List<String> fingerprints = new ArrayList<>();
            MasterKeys masters = plain ? bare() : started();
            fingerprints.add(masters.make());
            fingerprints.add(masters.make());
            if (!plain) {
                Files.move(credentials.resolve("pishkhan-kek"), credentials.resolve("pishkhan-kek-previous"));
                supply("pishkhan-kek");
            }
            boolean ended = isCompleted(step);
            for (String fingerprint : fingerprints) {
                assertTrue(started().has(fingerprint), fingerprint + " after step " + step);
            }
            started().wrapAll(UNINTERRUPTED);
            assertEquals(List.of("master-1.wrapped", "master-2.wrapped"), files(), "after step " + step);
            Files.deleteIfExists(credentials.resolve("pishkhan-kek-previous"));
            for (String fingerprint : fingerprints) {
                assertTrue(started().has(fingerprint));
            }
            if (ended) {
                break;
            }
            interrupted++;
        }
        assertEquals(plain ? 10 : 8, interrupted);
    }

    private boolean isCompleted(int step) {
        int[] left = {step};
        try {
            started().wrapAll(() -> {
                if (left[0]-- == 0) {
                    throw new InterruptedStep();
                }
            });
            return true;
        } catch (InterruptedStep e) {
            return false;
        }
    }

    private static final class InterruptedStep extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
