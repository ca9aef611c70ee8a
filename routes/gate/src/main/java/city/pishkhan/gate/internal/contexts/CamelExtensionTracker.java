package city.pishkhan.gate.internal.contexts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;

/** Tracks bundles marked {@code Pishkhan-Camel-Extension}, which add Camel components that the platform lacks. */
final class CamelExtensionTracker implements AutoCloseable {

    static final String MARK = "Pishkhan-Camel-Extension";

    private final BundleTracker<Bundle> tracker;

    CamelExtensionTracker(BundleContext bundles) {
        tracker = new BundleTracker<>(bundles, Bundle.ACTIVE, null) {
            @Override
            public @Nullable Bundle addingBundle(Bundle bundle, BundleEvent event) {
                return bundle.getHeaders().get(MARK) == null ? null : bundle;
            }
        };
        tracker.open();
    }

    /** Creates the class loader of a context. {@code bundle} is {@code null} for the context of a route file. */
    ClassLoader loader(String name, @Nullable Bundle bundle) {
        List<ClassLoader> loaders = new ArrayList<>();
        if (bundle != null) {
            loaders.add(bundle.adapt(BundleWiring.class).getClassLoader());
        }
        Bundle[] extensions = tracker.getBundles();
        for (Bundle extension : extensions == null ? new Bundle[0] : extensions) {
            loaders.add(extension.adapt(BundleWiring.class).getClassLoader());
        }
        loaders.add(RouteClassLoaders.platform());
        loaders.add(CamelExtensionTracker.class.getClassLoader()); // contexts also need classes of the error policy
        return RouteClassLoaders.composite(name, loaders);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
