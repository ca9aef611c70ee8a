package city.pishkhan.platform.bundleguard.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maven artifacts of the installed distribution: those in Karaf's {@code system} folder and, on a stock Karaf, in the extracted
 * KAR that contains the guard. Operators install other bundles, features and KARs by Karaf's own commands or {@code deploy/}.
 */
public final class AcceptedArtifacts {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedArtifacts.class);
    private static final Pattern MAVEN =
            Pattern.compile("mvn:(?:[^!]*!)?([^/$?]+)/([^/$?]+)/([^/$?]+)(?:/([^/$?]*))?(?:/([^/$?]*))?(?:[$?].*)?");

    private final List<Path> repositories;
    private final boolean isKnown;

    private AcceptedArtifacts(List<Path> repositories, boolean isKnown) {
        this.repositories = List.copyOf(repositories);
        this.isKnown = isKnown;
    }

    /**
     * Finds the repositories of the distribution.
     *
     * @param system Karaf's {@code system} folders
     * @param kars folder in which Karaf extracts KARs
     * @param own location of the guard's bundle
     */
    public static AcceptedArtifacts of(List<Path> system, Path kars, String own) {
        List<Path> repositories = new ArrayList<>(system);
        if (Files.isDirectory(kars)) {
            try (Stream<Path> all = Files.list(kars)) {
                all.filter(one -> isIn(List.of(one), own)).forEach(repositories::add);
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", kars, e.toString());
            }
        }
        return new AcceptedArtifacts(repositories, isIn(repositories, own));
    }

    /**
     * Returns {@code true} for a bundle of the distribution. If the guard itself was installed from another Maven repository, every
     * artifact is accepted, because the distribution is not known then.
     */
    boolean contains(String location) {
        return location.contains("mvn:") && (!isKnown || isIn(repositories, location));
    }

    /** Returns the file of the distribution from which a bundle with this location should have been installed; empty if there is none. */
    Optional<Path> file(String location) {
        return location.contains("mvn:") ? find(repositories, location) : Optional.empty();
    }

    private static boolean isIn(List<Path> repositories, String location) {
        return find(repositories, location).isPresent();
    }

    private static Optional<Path> find(List<Path> repositories, String location) {
        Matcher parts = MAVEN.matcher(location.substring(Math.max(0, location.indexOf("mvn:"))));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String type = parts.group(4) == null || parts.group(4).isEmpty() ? "jar" : parts.group(4);
        String classifier = parts.group(5) == null || parts.group(5).isEmpty() ? "" : "-" + parts.group(5);
        String version = parts.group(3);
        String file = "%s/%s/%s/%s-%s%s.%s"
                .formatted(
                        parts.group(1).replace('.', '/'),
                        parts.group(2),
                        version,
                        parts.group(2),
                        version,
                        classifier,
                        type);
        try {
            return repositories.stream()
                    .map(one -> one.resolve(file))
                    .filter(Files::exists)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
