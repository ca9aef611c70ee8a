package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Multipart body of files and short texts. Files are stored temporarily, so that their digests are known before they are processed. */
public final class Parts implements AutoCloseable {
    private static final int LONGEST_TEXT = 200;

    private final List<Part> all = new ArrayList<>();

    /**
     * Part as received.
     * @param fileName {@code null} for a text
     */
    public record Incoming(String name, @Nullable String fileName, InputStream content) {}

    /** Multipart body as received. */
    public record Body(List<Incoming> parts) {

        /** Closes all parts, read or not, because large parts are stored on disk until then. */
        void close() {
            for (Incoming one : parts) {
                try {
                    one.content().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /**
     * Part that has been read.
     * @param text   {@code null} for a file
     * @param upload {@code null} for a text
     */
    public record Part(String name, @Nullable String fileName, @Nullable String text, @Nullable Upload upload) {}

    private Parts() {}

    /**
     * Reads all parts; the gate has limited their size.
     * @throws Refusal MALFORMED if the body is incomplete, INVALID if a text is too long
     */
    static Parts of(Body body) {
        Parts parts = new Parts();
        try {
            for (Incoming one : body.parts()) {
                parts.all.add(part(one));
            }
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Part part(Incoming one) {
        try {
            return one.fileName() == null
                    ? new Part(one.name(), null, text(one.name(), one.content()), null)
                    : new Part(one.name(), one.fileName(), null, Upload.of(one.content()));
        } catch (IOException e) {
            Refusal broken = Refusal.of(Refusal.Kind.MALFORMED, "upload.broken", null);
            broken.initCause(e);
            throw broken;
        }
    }

    private static String text(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST_TEXT + 1);
        if (bytes.length > LONGEST_TEXT) {
            throw Refusal.invalid("text.length", name, name, LONGEST_TEXT);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public List<Part> all() {
        return List.copyOf(all);
    }

    /** Content of the parts by which calls are compared; for files, their digest. */
    List<List<String>> comparableParts() {
        return all.stream()
                .map(p -> Arrays.asList(
                        p.name(),
                        p.fileName(),
                        p.text(),
                        p.upload() == null ? null : p.upload().sha256()))
                .toList();
    }

    @Override
    public void close() {
        all.stream().filter(p -> p.upload() != null).forEach(p -> p.upload().close());
    }
}
