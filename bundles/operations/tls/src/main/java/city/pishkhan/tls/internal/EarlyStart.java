package city.pishkhan.tls.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the {@link EarlyPort}. An activator, because components are activated only at a higher start level. The feature
 * {@code pishkhan-tls} starts this bundle before any bundle that may hang.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class EarlyStart implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

    private static final long SETTINGS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private @Nullable EarlyPort port;

    @Override
    public void start(BundleContext context) {
        ServiceReference<ConfigurationAdmin> found = context.getServiceReference(ConfigurationAdmin.class);
        // without server settings this bundle was installed into a running container, whose HTTP server starts at once
        try {
            if (found != null && isConfigured(context, context.getService(found))) {
                port = EarlyPort.open(HttpSettings.now(context.getService(found)));
            }
        } catch (IOException | RuntimeException e) {
            // an invalid setting must not stop the bundle, because its components read the corrected setting later
            LOG.warn("The ports cannot give answers before the HTTP server starts: {}", e.toString());
        }
    }

    /**
     * Returns {@code true} if the server's settings exist. At the first start of a hub, waits for up to five seconds
     * until the file installer has read them in its own thread.
     */
    private static boolean isConfigured(BundleContext context, ConfigurationAdmin configurations) {
        long end = System.nanoTime() + SETTINGS_NANOS;
        boolean isAwaited = true;
        while (isAwaited && !HttpSettings.isConfigured(configurations)) {
            LockSupport.parkNanos(LOOK_NANOS);
            isAwaited = System.nanoTime() - end < 0 && isStarting(context) && hasFile(context);
        }
        return isAwaited;
    }

    /** Returns {@code false} in a container that runs already. */
    private static boolean isStarting(BundleContext context) {
        return context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel()
                <= context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
    }

    private static boolean hasFile(BundleContext context) {
        String etc = context.getProperty("karaf.etc");
        return etc != null && Files.exists(Path.of(etc, HttpSettings.PID + ".cfg"));
    }

    @Override
    public void stop(BundleContext context) {
        if (port != null) {
            port.close();
        }
    }
}
