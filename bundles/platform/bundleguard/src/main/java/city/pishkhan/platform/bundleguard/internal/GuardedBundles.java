package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guarded bundles, and whether each should run. Both are stored on disk, because the autostart setting of guarded
 * bundles is always off.
 */
final class GuardedBundles {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedBundles.class);
    private static final String RUNS = "+";
    private static final String DEPLOYED = "deployment:";
    private static final String STOPPED = "-";

    private final Path file;
    private final Map<String, Boolean> wanted = new TreeMap<>();
    /**
     * {@code true} if the stored file is missing or unreadable. It is then unknown which bundles were stopped, so all
     * deployed bundles run.
     */
    private final boolean isLost;

    private final AcceptedArtifacts accepted;
    private final Map<String, Boolean> acceptedLocations = new ConcurrentHashMap<>();

    GuardedBundles(Path file, AcceptedArtifacts accepted) {
        this.file = file;
        this.accepted = accepted;
        boolean lost = Files.notExists(file);
        if (!lost) {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (line.length() > 1) {
                        wanted.put(line.substring(1), line.startsWith(RUNS));
                    }
                }
            } catch (IOException e) {
                LOG.error("{} cannot be read; all deployed bundles start: {}", file, e.toString());
                lost = true;
            }
        }
        isLost = lost;
    }

    /**
     * Returns {@code true} for a deployed bundle: it has an entry, or is not an artifact of the distribution. This
     * includes bundles of features, KARs and files that an operator installed by Karaf's own commands or placed in {@code deploy/}.
     */
    synchronized boolean contains(Bundle bundle) {
        return bundle.getBundleId() != 0
                && !isFragment(bundle)
                && (wanted.containsKey(bundle.getLocation())
                        || !acceptedLocations.computeIfAbsent(bundle.getLocation(), accepted::contains));
    }

    static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    synchronized boolean isWanted(String location) {
        return wanted.getOrDefault(location, isLost && location.startsWith(DEPLOYED));
    }

    /** Stores whether the bundle at the location should run, and returns when the entry is on disk. */
    synchronized void put(String location, boolean runs) throws IOException {
        if (!Boolean.valueOf(runs).equals(wanted.put(location, runs))) {
            save();
        }
    }

    synchronized void remove(String location) throws IOException {
        if (wanted.remove(location) != null) {
            save();
        }
    }

    synchronized Set<String> locations() {
        return new TreeSet<>(wanted.keySet());
    }

    private void save() throws IOException {
        DurableFiles.write(
                file,
                wanted.entrySet().stream()
                        .map(one -> (one.getValue() ? RUNS : STOPPED) + one.getKey() + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
