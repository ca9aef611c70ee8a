package city.pishkhan.platform.bundleguard.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Finds the jars that the framework has stored for its bundles. The framework loads these jars. The files and addresses from which the
 * bundles were installed may have changed since.
 */
final class StoredJars {
    /** Name of the folder with one version of a bundle's content: number of refreshes, and number of updates since then. */
    private static final Pattern REVISION = Pattern.compile("version(\\d{1,9})\\.(\\d{1,9})");

    private final Path storage;

    /** @param storage the framework's storage folder */
    StoredJars(Path storage) {
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
}
