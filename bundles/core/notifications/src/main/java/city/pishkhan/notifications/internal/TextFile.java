package city.pishkhan.notifications.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current {@link Texts} of a file. While the file has mistakes, the previous texts stay in use. */
final class TextFile {
    private static final Logger LOG = LoggerFactory.getLogger(TextFile.class);
    private static final long LOOK_NANOS = 5_000_000_000L;

    private final Path file;
    private @Nullable Texts texts;
    private @Nullable FileTime stamp;
    private long lastReadNanos;

    /** @throws IllegalStateException if the file cannot be read or has mistakes at the start; no messages are sent then */
    TextFile(Path file) {
        this.file = file;
        try {
            read();
        } catch (IOException | Texts.InvalidTexts e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    synchronized @Nullable Texts current() {
        if (System.nanoTime() - lastReadNanos > LOOK_NANOS) {
            try {
                if (!Files.getLastModifiedTime(file).equals(stamp)) {
                    read();
                }
            } catch (IOException | Texts.InvalidTexts e) {
                LOG.error("{} is rejected, and the previous texts remain: {}", file, e.getMessage());
            }
            lastReadNanos = System.nanoTime();
        }
        return texts;
    }

    private void read() throws IOException, Texts.InvalidTexts {
        lastReadNanos = System.nanoTime();
        stamp = Files.getLastModifiedTime(file);
        texts = Texts.read(Files.readString(file));
        LOG.info("Loaded {} texts to citizens from {}", texts.size(), file);
    }
}
