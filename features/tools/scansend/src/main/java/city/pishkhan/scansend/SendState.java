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
 * Progress of one file's upload, stored on disk so that the program can resume after a kill.
 *
 * @param sha256  SHA-256 of the file's content
 * @param name    name of the file, because the same content may belong to papers of two cases
 * @param attempt number of the attempt, incremented when the hub no longer knows the upload
 * @param upload  path of the upload, or an empty string if it has not begun
 */
record SendState(String sha256, String name, int attempt, String upload) {
    private static final int MOST_ATTEMPTS = 5;
    private static final int SHORT = 32;

    static SendState of(String sha256, String name) {
        return new SendState(sha256, name, 1, "");
    }

    /** Returns the idempotency key; it depends only on the file and the attempt, so it is the same after a restart. */
    String key() {
        return "scan-send-" + sha256.substring(0, SHORT) + "-" + Integer.toHexString(name.hashCode()) + "-" + attempt;
    }

    SendState withUpload(String path) {
        return new SendState(sha256, name, attempt, path);
    }

    /**
     * Returns the state of a new attempt.
     *
     * @throws IOException if the maximum number of attempts is reached
     */
    SendState nextAttempt() throws IOException {
        if (attempt >= MOST_ATTEMPTS) {
            throw new IOException("the hub no longer has this upload " + attempt + " times");
        }
        return new SendState(sha256, name, attempt + 1, "");
    }

    /** @return the stored state, or {@code null} if there is none or it belongs to other content */
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
