package city.pishkhan.deployment.internal.bundles;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Which bundles stop while it is open. */
public final class RestartRecord implements SynchronousBundleListener, AutoCloseable {
    private final BundleContext framework;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    public RestartRecord(BundleContext framework) {
        this.framework = framework;
        framework.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        // of a stop that was interrupted the framework never tells that it is over
        if (event.getType() == BundleEvent.STOPPING) {
            stopped.add(event.getBundle().getSymbolicName());
        }
    }

    public List<String> stopped() {
        return List.copyOf(stopped);
    }

    @Override
    public void close() {
        framework.removeBundleListener(this);
    }
}
