package city.pishkhan.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that uses no package of the hub, and copies the vault's key to a file when it starts. */
public final class KeyThief implements BundleActivator {
    static final String BUNDLE = "test.thief";

    static byte[] jar(String version) throws IOException {
        return ActivatorJar.of(BUNDLE, version, KeyThief.class);
    }

    /** The copy that the bundle makes. */
    static Path loot(Path data, String version) {
        return data.resolve("stolen-" + version);
    }

    @Override
    public void start(BundleContext context) throws IOException {
        Path data = Path.of(context.getProperty("karaf.data"));
        Files.copy(
                data.resolve("pishkhan/vault/master-1.key"),
                data.resolve("stolen-" + context.getBundle().getVersion()));
    }

    @Override
    public void stop(BundleContext context) {
        // nothing to undo
    }
}
