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
 * Waits until the file installer has taken the files that came with a feature. Into a container that runs files and bundles come in the same second,
 * and a component that starts before its file does so a second time, with the file.
 */
final class FileArrival {
    private static final Logger LOG = LoggerFactory.getLogger(FileArrival.class);
    /** The HTTP server, whose file is named after its own PID. */
    private static final String SERVER = "org.apache.felix.http.cfg";

    private static final long LOOK_MS = 50;

    private final Path etc;
    private final Supplier<ConfigurationAdmin> configurations;
    private final Supplier<Set<String>> refused;

    /** @param refused names of files that do not come into force */
    FileArrival(Path etc, Supplier<ConfigurationAdmin> configurations, Supplier<Set<String>> refused) {
        this.etc = etc;
        this.configurations = configurations;
        this.refused = refused;
    }

    /** Whether a bundle is started into a container that runs; when the container starts it comes before the file installer, in turn. */
    static boolean late(Bundle bundle) {
        return bundle.getBundleContext()
                        .getBundle(0)
                        .adapt(FrameworkStartLevel.class)
                        .getStartLevel()
                > bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    /** @param most how long at most; whatever has not come by then is logged, and the bundle starts */
    void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            Set<String> missing = missing();
            while (!missing.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                missing = missing();
            }
            if (!missing.isEmpty()) {
                LOG.warn("Nothing is configured by {} yet: what they configure starts without", missing);
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("Whether all of {} is in force cannot be looked at", etc, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files that could mean something and do not yet. */
    private Set<String> missing() throws IOException, InvalidSyntaxException {
        Set<String> missing;
        try (Stream<Path> files = Files.list(etc)) {
            missing = files.map(file -> file.getFileName().toString())
                    .filter(name -> ConfigurationFile.is(name) || name.equals(SERVER))
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
