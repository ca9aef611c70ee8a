package city.pishkhan.itests.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Searches texts and files for secrets, byte by byte. */
final class SecretSearch {
    private final List<byte[]> secrets;
    private final List<String> found = new ArrayList<>();

    SecretSearch(List<String> secrets) {
        this.secrets =
                secrets.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Places where a secret was found. */
    List<String> found() {
        return found;
    }

    void text(String where, String text) {
        bytes(where, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String where, byte[] content) {
        for (byte[] secret : secrets) {
            if (containsSecret(content, secret)) {
                found.add(new String(secret, StandardCharsets.UTF_8) + " in " + where);
            }
        }
    }

    /**
     * Searches every file in a folder, e.g. the database with its write-ahead log, the broker's files and the hub's log. Files of partners
     * are skipped.
     */
    SecretSearch folder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("partners"))
                    .forEach(this::file);
        }
        return this;
    }

    private void file(Path file) {
        try {
            bytes(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            // the file was deleted during the search
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean containsSecret(byte[] content, byte[] secret) {
        for (int i = 0; i <= content.length - secret.length; i++) {
            if (content[i] == secret[0] && matches(content, i, secret)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] content, int at, byte[] secret) {
        for (int i = 1; i < secret.length; i++) {
            if (content[at + i] != secret[i]) {
                return false;
            }
        }
        return true;
    }
}
