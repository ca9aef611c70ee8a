package city.pishkhan.keeping.internal.bags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File names, path encoding and hashes of bags as defined by RFC 8493. */
final class BagFiles {
    static final String DECLARATION = "bagit.txt";
    static final String INFO = "bag-info.txt";
    static final String FETCH = "fetch.txt";
    static final String PAYLOAD = "data/";
    /** metadata with one row per sheet, in the columns of an import manifest */
    static final String METADATA = "metadata.csv";

    private static final int BUFFER = 1 << 16;

    private BagFiles() {}

    /** Escapes line breaks and the percent sign in a path (section 2.1.3). */
    static String escape(String path) {
        return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    }

    static String unescape(String path) {
        return path.replaceAll("(?i)%0A", "\n").replaceAll("(?i)%0D", "\r").replace("%25", "%");
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return hash in lower-case hex */
    static String hash(Path file, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // nothing to do: reading the stream updates the digest
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
