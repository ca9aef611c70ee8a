package city.pishkhan.platform.bundleguard.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Finds the jars that the framework has stored for its bundles. The stored jar is what the framework loads; the file or address that a
 * bundle was installed from may have changed since.
 */
final class StoredContent {
    /** Folder of one content of a bundle: number of refreshes, number of the content. */
    private static final Pattern REVISION = Pattern.compile("version(\\d{1,9})\\.(\\d{1,9})");

    private final Path storage;

    /** @param storage the framework's storage folder */
    StoredContent(Path storage) {
        this.storage = storage;
    }

    /** Returns the newest jar of a bundle; empty if its content is a folder or a file elsewhere, which can change at any time. */
    Optional<Path> jar(Bundle bundle) throws IOException {
        Path folder = storage.resolve("bundle" + bundle.getBundleId());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> REVISION.matcher(name(one)).matches())
                    .max(Comparator.comparingLong((Path one) -> number(one, 1))
                            .thenComparingLong(one -> number(one, 2)))
                    .map(one -> one.resolve("bundle.jar"))
                    .filter(Files::isRegularFile);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static long number(Path revision, int group) {
        Matcher parts = REVISION.matcher(name(revision));
        return parts.matches() ? Long.parseLong(parts.group(group)) : -1;
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
