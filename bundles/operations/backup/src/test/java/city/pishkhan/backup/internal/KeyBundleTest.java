package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.platform.secrets.KeyTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyBundleTest {
    @TempDir
    Path folder;

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final UUID backup = UUID.randomUUID();
    private KeyPlace place;

    @BeforeEach
    void begin() throws IOException {
        files.put("data/pishkhan/vault/master-1.key", "the master key, in the clear".getBytes(StandardCharsets.UTF_8));
        files.put("etc/host.key", new byte[] {1, 2, 3});
        place = place("a long passphrase of a test");
    }

    private KeyPlace place(String passphrase) throws IOException {
        Path file = Files.writeString(folder.resolve("passphrase"), passphrase + "\n");
        return new KeyPlace(folder.resolve("keys.p7m"), "file:" + file, null);
    }

    private byte[] write(KeyPlace to) throws IOException {
        byte[] bytes = new KeyBundle(backup, "ab", "key", files).encrypted(KeyBundle.recipient(to));
        Files.write(to.file(), bytes);
        return bytes;
    }

    @Test
    void bundleOpensOnlyWithItsPassphrase() throws IOException {
        byte[] written = write(place);
        assertFalse(new String(written, StandardCharsets.ISO_8859_1).contains("master"), "nothing in the clear");
        KeyBundle read = KeyBundle.read(place);
        assertEquals(backup, read.backup());
        assertEquals("ab", read.manifest());
        assertEquals(files.keySet(), read.files().keySet());
        files.forEach((name, content) -> assertArrayEquals(content, read.files().get(name)));

        String wrong = refused(place("another long passphrase"));
        assertTrue(wrong.contains("passphrase does not decrypt"), wrong);
        assertFalse(wrong.contains("another long"), wrong);
        assertTrue(refused(new KeyPlace(place.file(), null, null)).contains("needs its passphrase"));
    }

    private static String refused(KeyPlace place) {
        return assertThrows(BackupFault.class, () -> KeyBundle.read(place)).getMessage();
    }

    @Test
    void detectsChangedBytes() throws IOException {
        byte[] written = write(place);
        for (int at : List.of(written.length - 1)) {
            byte[] changed = written.clone();
            changed[at] ^= 1;
            Files.write(place.file(), changed);
            assertTrue(refused(place).contains("damaged"), "byte " + at);
        }
        Files.write(place.file(), List.of("no keys at all"));
        assertTrue(refused(place).contains("not a key bundle"));
        Files.delete(place.file());
        assertTrue(refused(place).contains("does not exist"));
    }

    @Test
    void rejectsWeakOrExposedPassphrase() throws IOException {
        for (KeyPlace weak : List.of(
                place("short"),
                new KeyPlace(place.file(), "a long passphrase that everybody reads", null),
                new KeyPlace(place.file(), null, null),
                new KeyPlace(place.file(), place.passphrase(), folder.resolve("cert.pem")))) {
            assertThrows(IllegalArgumentException.class, () -> KeyBundle.recipient(weak), weak::toString);
        }
    }

    @Test
    void bundleForRecipientNeedsRecipientKey() throws Exception {
        Path store = folder.resolve("recipient.p12");
        KeyTool.generate(
                store, "a password", List.of("-alias", "to", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=to"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "a password".toCharArray());
        }
        Path certificate = Files.writeString(
                folder.resolve("to.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("to").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        write(new KeyPlace(place.file(), null, certificate));
        assertTrue(refused(place).contains("openssl cms -decrypt"));
    }

    @Test
    void readsBundleDecryptedElsewhere() throws IOException {
        Files.write(place.file(), new KeyBundle(backup, "ab", "key", files).zip());
        assertEquals(
                files.keySet(),
                KeyBundle.read(new KeyPlace(place.file(), null, null)).files().keySet());
    }

    @Test
    void passphraseOrRecipientRequiresEncryption() throws IOException {
        Files.write(place.file(), new KeyBundle(backup, "ab", "key", files).zip());
        assertTrue(refused(place).contains("is not encrypted, although a passphrase"));
        assertTrue(refused(new KeyPlace(place.file(), null, folder.resolve("to.pem")))
                .contains("is not encrypted, although a passphrase"));
    }

    /**
     * A bundle that unpacks to too many bytes is refused, because an altered bundle of a few kilobytes could fill the
     * heap.
     */
    @Test
    void rejectsBundleThatUnpacksTooLarge() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(place.file()))) {
            for (int i = 0; i < 10; i++) {
                zip.putNextEntry(new ZipEntry("data/" + i));
                zip.write(new byte[8 << 20]);
            }
        }
        assertTrue(refused(new KeyPlace(place.file(), null, null)).contains("too large"));
    }
}
