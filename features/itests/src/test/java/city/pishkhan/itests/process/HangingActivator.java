package city.pishkhan.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Blocks its start as long as a file exists, even if it is interrupted. It writes a note when the start begins and when it ends. */
public final class HangingActivator implements BundleActivator {
    static final String BUNDLE = "test.hanging";
    /** Name of the file that makes the start block, in the hub's data folder. */
    static final String HANG = "test-hang";

    private static final long LOOK_MILLIS = 50;

    /** Builds a jar of a bundle version with this activator. */
    static byte[] jar(String version) throws IOException {
        return ActivatorJar.of(BUNDLE, version, HangingActivator.class);
    }

    /** File in which a version notes the progress of its start. */
    static Path progressFile(Path data, String version) {
        return data.resolve("test-hanging-" + version);
    }

    @Override
    public void start(BundleContext context) throws IOException {
        Path data = Path.of(context.getProperty("karaf.data"));
        Path note = data.resolve("test-hanging-" + context.getBundle().getVersion());
        Files.writeString(note, "begun");
        while (Files.exists(data.resolve("test-hang"))) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
        Files.writeString(note, "ended");
    }

    @Override
    public void stop(BundleContext context) {
        // this activator has started nothing that must be stopped
    }
}
