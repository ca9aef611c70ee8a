package city.pishkhan.proofs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and the encoding of the parts that are hashed or signed. */
public final class Hashes {
    /** Length of a hash in bytes. */
    public static final int LENGTH = 32;

    private Hashes() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Formats as lower-case hexadecimal digits. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /**
     * Parses a hash.
     *
     * @throws IllegalArgumentException unless the text is 64 hexadecimal digits
     */
    public static byte[] bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("Not a SHA-256 hash: " + hex);
        }
        return bytes;
    }

    /** Feeds parts to a digest, each preceded by its length in bytes and a colon, so that the boundaries of parts are unambiguous. */
    static void feed(MessageDigest digest, String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    /** Returns the same bytes as {@link #feed} uses, for a signature. */
    static byte[] canonical(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(part);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
