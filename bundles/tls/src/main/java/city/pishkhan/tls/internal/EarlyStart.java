package city.pishkhan.tls.internal;

import java.io.IOException;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the {@link EarlyPort}. An activator, because components are activated only at a higher start level. This bundle's start
 * level in {@code pishkhan-tls} is below that of everything that may hang.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class EarlyStart implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

    private EarlyPort port;

    @Override
    public void start(BundleContext context) {
        ServiceReference<ConfigurationAdmin> found = context.getServiceReference(ConfigurationAdmin.class);
        // without a server's settings this is an installation into a running container, whose server starts at once
        try {
            if (found != null && HttpSettings.isConfigured(context.getService(found))) {
                port = EarlyPort.open(HttpSettings.now(context.getService(found)));
            }
        } catch (IOException | RuntimeException e) {
            // a wrong value must not stop the bundle, whose components read the corrected value
            LOG.warn("The ports cannot give answers before the HTTP server starts: {}", e.toString());
        }
    }

    @Override
    public void stop(BundleContext context) {
        if (port != null) {
            port.close();
        }
    }
}
