package city.pishkhan.simulators.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that is generated once and stored in a file that only its owner can read. */
final class SecretFile {
    private static final int BYTES = 24;

    private SecretFile() {}

    static String read(Path file) throws IOException {
        if (Files.notExists(file)) {
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            // the secret is written to a temporary file, which only its owner can read, and then moved atomically
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", null);
            Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
