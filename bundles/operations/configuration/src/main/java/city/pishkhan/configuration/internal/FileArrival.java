package city.pishkhan.configuration.internal;

import city.pishkhan.configuration.ConfigurationFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the file installer has loaded the files of a newly installed feature. In a running container, files and
 * bundles arrive together. A component that starts before its file is loaded would be restarted when the file is
 * loaded.
 */
final class FileArrival {
    private static final Logger LOG = LoggerFactory.getLogger(FileArrival.class);
    /** File of the HTTP server, named after its PID. */
    private static final String SERVER = "org.apache.felix.http.cfg";

    private static final long LOOK_MS = 50;

    private final Path etc;
    private final Supplier<ConfigurationAdmin> configurations;
    private final Supplier<Set<String>> refused;

    /** @param refused returns the names of files that are not in force */
    FileArrival(Path etc, Supplier<ConfigurationAdmin> configurations, Supplier<Set<String>> refused) {
        this.etc = etc;
        this.configurations = configurations;
        this.refused = refused;
    }

    /** Returns {@code true} if the bundle starts in a running container. At a start of the container, the start levels ensure the order. */
    static boolean isLateStart(Bundle bundle) {
        return bundle.getBundleContext()
                        .getBundle(0)
                        .adapt(FrameworkStartLevel.class)
                        .getStartLevel()
                > bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    /**
     * Waits for the files.
     *
     * @param most maximum time; missing files are then logged and the bundle starts
     */
    void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            Set<String> missing = missing();
            while (!missing.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                missing = missing();
            }
            if (!missing.isEmpty()) {
                LOG.warn("{} are not loaded yet; their components start without them", missing);
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("The configurations of {} cannot be checked", etc, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the names of files that are not in force yet. */
    private Set<String> missing() throws IOException, InvalidSyntaxException {
        Set<String> missing;
        try (Stream<Path> files = Files.list(etc)) {
            missing = files.map(file -> file.getFileName().toString())
                    .filter(name -> ConfigurationFile.isConfigurationFile(name) || name.equals(SERVER))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        missing.removeAll(refused.get());
        ConfigurationAdmin admin = configurations.get();
        Configuration[] known = admin == null ? null : admin.listConfigurations("(" + DeletedFiles.FILE + "=*)");
        for (Configuration one : known == null ? new Configuration[0] : known) {
            missing.remove(name(String.valueOf(one.getProperties().get(DeletedFiles.FILE))));
        }
        return missing;
    }

    private static String name(String file) {
        return Path.of(URI.create(file).getPath()).getFileName().toString();
    }
}
