package city.pishkhan.archive.internal.bags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names and hashes of a bag's files, as RFC 8493 writes them. */
final class BagFiles {
    static final String DECLARATION = "bagit.txt";
    static final String INFO = "bag-info.txt";
    static final String FETCH = "fetch.txt";
    static final String PAYLOAD = "data/";
    /** one row a sheet, in the columns of a manifest that is taken over */
    static final String METADATA = "metadata.csv";

    private static final int BUFFER = 1 << 16;

    private BagFiles() {}

    /** Section 2.1.3: what would end a line is escaped, and what escapes. */
    static String written(String path) {
        return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    }

    static String read(String path) {
        return path.replaceAll("(?i)%0A", "\n").replaceAll("(?i)%0D", "\r").replace("%25", "%");
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return lower-case hex */
    static String hash(Path file, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // the digest is what is wanted
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
