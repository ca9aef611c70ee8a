package city.pishkhan.scansend;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * What is known of a file that is under way, on disk beside it: whoever comes after a kill goes on by it.
 *
 * @param sha256  of its bytes
 * @param name    of the file: the same bytes may be papers of two cases
 * @param attempt counts on when the hub forgot an upload
 * @param upload  path of the upload; empty as long as there is none
 */
record SendState(String sha256, String name, int attempt, String upload) {
    private static final int MOST_ATTEMPTS = 5;
    private static final int SHORT = 32;

    static SendState of(String sha256, String name) {
        return new SendState(sha256, name, 1, "");
    }

    /** One that is made anew after a kill is the same to the hub. */
    String key() {
        return "scan-send-" + sha256.substring(0, SHORT) + "-" + Integer.toHexString(name.hashCode()) + "-" + attempt;
    }

    SendState at(String path) {
        return new SendState(sha256, name, attempt, path);
    }

    /** @throws IOException if it was begun too often */
    SendState anew() throws IOException {
        if (attempt >= MOST_ATTEMPTS) {
            throw new IOException("the hub forgot this upload " + attempt + " times");
        }
        return new SendState(sha256, name, attempt + 1, "");
    }

    /** @return {@code null} if nothing is known, or only of other bytes */
    static SendState read(Path file, String sha256) throws IOException {
        Properties known = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            known.load(in);
        } catch (NoSuchFileException e) {
            return null;
        }
        String attempt = known.getProperty("attempt", "");
        return sha256.equals(known.getProperty("sha256")) && attempt.matches("[0-9]{1,3}")
                ? new SendState(
                        sha256,
                        known.getProperty("name", ""),
                        Integer.parseInt(attempt),
                        known.getProperty("upload", ""))
                : null;
    }

    void write(Path file) throws IOException {
        Properties known = new Properties();
        known.setProperty("sha256", sha256);
        known.setProperty("name", name);
        known.setProperty("attempt", Integer.toString(attempt));
        known.setProperty("upload", upload);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            known.store(out, null);
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
