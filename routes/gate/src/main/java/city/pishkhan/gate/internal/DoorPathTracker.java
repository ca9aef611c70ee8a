package city.pishkhan.gate.internal;

import city.pishkhan.runtime.DoorPaths;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the {@link DoorPaths} of every installed bundle, in any state, until the bundle is uninstalled. */
@Component(service = DoorPathTracker.class)
public final class DoorPathTracker {
    private static final Logger LOG = LoggerFactory.getLogger(DoorPathTracker.class);
    private static final int INSTALLED =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    /** Valid paths. {@code /} would match every path, and other characters are not suitable for a metrics label. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._-]++)++");

    private final KnownDoors doors = new KnownDoors();
    private final BundleTracker<Bundle> tracker;
    private volatile boolean stopping;

    @Activate
    public DoorPathTracker(BundleContext bundles) {
        tracker = new BundleTracker<>(bundles, INSTALLED, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                read(bundle);
                return bundle;
            }

            @Override
            public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                // the paths that a bundle declares change only when the bundle is updated
                if (event != null && event.getType() == BundleEvent.UPDATED) {
                    read(bundle);
                }
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                if (!stopping) {
                    doors.remove(bundle);
                }
            }
        };
        tracker.open();
    }

    /** Keeps the known doors, because requests may still arrive. Doors that are being updated must not be reported as unknown. */
    @Deactivate
    void stop() {
        stopping = true;
        tracker.close();
    }

    KnownDoors doors() {
        return doors;
    }

    private void read(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return; // the bundle was uninstalled after the event
        }
        Set<String> paths = new LinkedHashSet<>();
        for (BundleCapability capability : revision.getDeclaredCapabilities(DoorPaths.NAMESPACE)) {
            Object value = capability.getAttributes().get(DoorPaths.ATTRIBUTE);
            for (Object path : value instanceof Collection<?> several ? several : List.of(String.valueOf(value))) {
                if (path instanceof String text && PATH.matcher(text).matches()) {
                    paths.add(text);
                } else {
                    LOG.warn("{} declares a door at {}, which is not a valid path", bundle.getSymbolicName(), path);
                }
            }
        }
        doors.declare(bundle, paths);
    }
}
