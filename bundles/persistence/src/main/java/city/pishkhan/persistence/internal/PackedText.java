package city.pishkhan.persistence.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Long text made shorter before it is sealed: afterwards nothing makes it so, and each of its bytes is written three times, to log, table and backup. */
final class PackedText {
    /** No JSON begins with it. Another dictionary takes another mark, and this one stays for what was packed with it. */
    private static final char MARK = '\u0001';

    private static final byte[] DICTIONARY = dictionary("packed-1.txt");

    private static final int SHORT = 400;
    private static final int BUFFER = 4096;

    private PackedText() {}

    /** What results of calls have in common. */
    private static byte[] dictionary(String name) {
        try (InputStream text = PackedText.class.getResourceAsStream(name)) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the text itself if it is short */
    static String pack(String text) {
        if (text.length() < SHORT) {
            return text;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return MARK + Base64.getEncoder().encodeToString(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** @param packed what {@link #pack} made, or a text as it is */
    static String unpack(String packed) {
        if (packed.isEmpty() || packed.charAt(0) != MARK) {
            return packed;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(Base64.getDecoder().decode(packed.substring(1)));
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("A packed text that ends too soon");
                }
                text.write(buffer, 0, read);
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
