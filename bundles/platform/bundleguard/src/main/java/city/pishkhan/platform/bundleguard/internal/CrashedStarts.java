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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles whose start is in progress, on disk. If the process ends during a bundle's start, for example because the bundle
 * called {@code System.exit}, the next starts of the hub find the bundle here.
 */
final class CrashedStarts {
    private static final Logger LOG = LoggerFactory.getLogger(CrashedStarts.class);
    /**
     * Number of starts of a bundle in which the process ended before the bundle is set aside; a single one may be a
     * power failure.
     */
    private static final int MOST = 2;

    private final Path file;
    private final Map<String, Integer> before = new TreeMap<>();
    private final Set<String> now = new TreeSet<>();

    CrashedStarts(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    before.put(
                            line.substring(line.indexOf(' ') + 1),
                            Integer.parseInt(line.substring(0, line.indexOf(' '))));
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} cannot be read: {}", file, e.toString());
            }
        }
    }

    /** Returns {@code true} once for a bundle in whose start the process ended twice; the next start of the hub tries the bundle again. */
    synchronized boolean isCrashing(String location) {
        boolean crashing = before.getOrDefault(location, 0) >= MOST;
        if (crashing) {
            before.remove(location);
            save();
        }
        return crashing;
    }

    synchronized void begin(String location) {
        before.merge(location, 1, Integer::sum);
        now.add(location);
        save();
    }

    synchronized void end(String location) {
        before.remove(location);
        if (now.remove(location)) {
            save();
        }
    }

    /**
     * Removes the records of starts in progress, because an orderly shutdown of the hub interrupted them and no bundle
     * ended the process.
     */
    synchronized void endAll() {
        before.keySet().removeAll(now);
        if (!now.isEmpty()) {
            now.clear();
            save();
        }
    }

    private void save() {
        try {
            if (before.isEmpty()) {
                DurableFiles.delete(file);
            } else {
                DurableFiles.write(
                        file,
                        before.entrySet().stream()
                                .map(one -> one.getValue() + " " + one.getKey() + "\n")
                                .collect(Collectors.joining())
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // a full disk must not keep a bundle from starting
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }
}
