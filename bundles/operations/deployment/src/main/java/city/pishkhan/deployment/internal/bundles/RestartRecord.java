package city.pishkhan.deployment.internal.bundles;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Records the bundles that stop. Recording ends when this listener is closed. */
public final class RestartRecord implements SynchronousBundleListener, AutoCloseable {
    private final BundleContext framework;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    public RestartRecord(BundleContext framework) {
        this.framework = framework;
        framework.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        // the framework sends no STOPPED event for an interrupted stop
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
