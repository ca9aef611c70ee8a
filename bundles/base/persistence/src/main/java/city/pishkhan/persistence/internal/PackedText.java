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

/**
 * Compresses long text before encryption, because encrypted text cannot be compressed. Each byte is written three times: to
 * the write-ahead log, the table and the backup.
 */
final class PackedText {
    /**
     * First byte of packed text; no JSON text begins with it. A new dictionary needs a new mark, and this dictionary must be
     * kept for existing data.
     */
    private static final byte MARK = 2;

    /** Mark of text that was packed with the same dictionary and encoded in Base64. */
    private static final byte TEXT_MARK = 1;

    private static final byte[] DICTIONARY = dictionary("packed-1.txt");

    private static final int SHORT = 400;
    private static final int BUFFER = 4096;

    private PackedText() {}

    /** Loads a compression dictionary: text that stored results of calls often contain. */
    private static byte[] dictionary(String name) {
        try (InputStream text = PackedText.class.getResourceAsStream(name)) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Packs a text.
     *
     * @return the packed text, or the text in UTF-8 if it is short
     */
    static byte[] pack(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.length() < SHORT) {
            return bytes;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            packed.write(MARK);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * Unpacks a text.
     *
     * @param packed result of {@link #pack}, or unpacked text in UTF-8
     */
    static String unpack(byte[] packed) {
        if (packed.length > 0 && packed[0] == MARK) {
            return inflate(packed, 1);
        }
        String text = new String(packed, StandardCharsets.UTF_8);
        return !text.isEmpty() && text.charAt(0) == TEXT_MARK
                ? inflate(Base64.getDecoder().decode(text.substring(1)), 0)
                : text;
    }

    private static String inflate(byte[] packed, int from) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(packed, from, packed.length - from);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("A packed text ends too early");
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
