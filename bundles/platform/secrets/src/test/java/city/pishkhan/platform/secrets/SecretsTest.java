package city.pishkhan.platform.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void resolvesEnvironmentFileAndPlainReferences() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from file\nsecond line\n");
        assertEquals("from env", Secrets.resolve("env:PW", Map.of("PW", "from env")));
        assertEquals("from file", Secrets.resolve("file:" + file, Map.of()));
        assertEquals("plain", Secrets.resolve("plain", Map.of()));
    }

    @Test
    void reportsUnresolvableReference() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertTrue(failure("env:NOT_SET").contains("NOT_SET"));
        assertTrue(failure("file:" + empty).contains(empty.toString()));
        assertTrue(failure("file:" + folder.resolve("absent")).contains("absent"));
    }

    @Test
    void generatesSecretOnceReadableByOwnerOnly() throws IOException {
        Path file = folder.resolve("sub").resolve("generated");
        String first = Secrets.ensureGenerated(file);
        assertTrue(first.length() >= 32);
        assertEquals(first, Secrets.ensureGenerated(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertNotEquals(first, Secrets.ensureGenerated(folder.resolve("other")));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    /** The first expected value was computed by another implementation of RFC 8018 from the text "4:user6:s3cret". */
    @Test
    void sameSecretsGiveSameDigest() {
        String digest = Secrets.digest("bank", "user", "s3cret");
        assertEquals("5e063bf81a4b84258712639c0937a7b5a92ae7b5ecd1a75d83e0a6c667ac7069", digest);
        assertEquals(digest, Secrets.digest("bank", "user", "s3cret"));
        assertNotEquals(digest, Secrets.digest("bonk", "user", "s3cret"));
        assertNotEquals(digest, Secrets.digest("bank", "users", "3cret"));
        assertNotEquals(digest, Secrets.digest("bank", "user", "S3cret"));
    }

    @Test
    void concurrentGenerationGivesOneSecret() {
        Path file = folder.resolve("shared");
        var seen = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> Secrets.ensureGenerated(file))
                .collect(Collectors.toSet());
        assertEquals(1, seen.size());
    }

    private static String failure(String reference) {
        return assertThrows(IllegalArgumentException.class, () -> Secrets.resolve(reference, Map.of()))
                .getMessage();
    }
}
