package city.pishkhan.deployment.internal.leftovers;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Versions of bundles that ran, were stopped and replaced or removed, and whose classes somebody still holds: deployed or not, by whatever way. */
final class ReplacedVersions implements SynchronousBundleListener {
    private final BundleContext framework;
    private final List<ReplacedVersion> seen = new ArrayList<>();

    /**
     * One version.
     *
     * @param bundle  its symbolic name
     * @param stopped when it was stopped last
     * @param loader  of its classes, for as long as they are held
     * @param revision as the framework calls it, for as long
     * @param proof   goes at the first garbage collection after the stop that looks for classes that nobody holds
     */
    record ReplacedVersion(
            long id,
            String bundle,
            String version,
            Instant stopped,
            WeakReference<ClassLoader> loader,
            WeakReference<BundleRevision> revision,
            WeakReference<ClassLoader> proof) {

        /** Whether a collection has found its classes held. */
        boolean outlivedCollection() {
            return proof.get() == null;
        }
    }

    ReplacedVersions(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        // what does not start is started all the same, and may have left something
        boolean starts = event.getType() == BundleEvent.STARTING;
        if (starts || event.getType() == BundleEvent.STOPPING) {
            ClassLoader loader = loader(event.getBundle());
            if (loader != null && event.getBundle().getBundleId() != 0) {
                note(event.getBundle(), loader);
            }
        }
    }

    private synchronized void note(Bundle bundle, ClassLoader loader) {
        seen.removeIf(one -> one.loader().get() == null || one.loader().get() == loader);
        seen.add(new ReplacedVersion(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                String.valueOf(bundle.getVersion()),
                Instant.now(),
                new WeakReference<>(loader),
                new WeakReference<>(bundle.adapt(BundleRevision.class)),
                proof()));
    }

    /** A loader with a class, which nobody holds: loaders without one would go sooner. */
    private static WeakReference<ClassLoader> proof() {
        ClassLoader loader = new ClassLoader(ReplacedVersions.class.getClassLoader()) {};
        Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
        return new WeakReference<>(loader);
    }

    /** Those that are held and are not what runs now; the oldest first. */
    synchronized List<ReplacedVersion> held() {
        seen.removeIf(one -> one.loader().get() == null);
        return seen.stream().filter(this::replaced).toList();
    }

    private boolean replaced(ReplacedVersion one) {
        Bundle now = framework.getBundle(one.id());
        return now == null || loader(now) != one.loader().get();
    }

    private static ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }
}
