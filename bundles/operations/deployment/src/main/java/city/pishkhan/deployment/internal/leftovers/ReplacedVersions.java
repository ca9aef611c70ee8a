package city.pishkhan.deployment.internal.leftovers;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Bundle versions that ran, were stopped and replaced or removed, and whose classes are still referenced. */
final class ReplacedVersions implements SynchronousBundleListener {
    private final BundleContext framework;
    private final List<ReplacedVersion> seen = new ArrayList<>();

    /**
     * One version.
     *
     * @param bundle symbolic name
     * @param stopped time of the last start or stop
     * @param loader class loader, until it is collected
     * @param revision revision of the framework, until it is collected
     * @param proof result of {@link #newProof}; cleared by the first garbage collection that unloads classes
     */
    record ReplacedVersion(
            long id,
            String bundle,
            String version,
            Instant stopped,
            WeakReference<ClassLoader> loader,
            WeakReference<BundleRevision> revision,
            WeakReference<ClassLoader> proof) {

        /** Returns {@code true} if the classes survived a garbage collection that unloads classes. */
        boolean hasOutlivedCollection() {
            return proof.get() == null;
        }
    }

    ReplacedVersions(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        // a bundle whose start fails sends STARTING but may send no STOPPING event, and may leave something behind
        boolean starts = event.getType() == BundleEvent.STARTING;
        if (starts || event.getType() == BundleEvent.STOPPING) {
            ClassLoader loader = loader(event.getBundle());
            if (loader != null && event.getBundle().getBundleId() != 0) {
                add(event.getBundle(), loader);
            }
        }
    }

    private synchronized void add(Bundle bundle, ClassLoader loader) {
        seen.removeIf(one -> one.loader().get() == null || one.loader().get() == loader);
        seen.add(new ReplacedVersion(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                String.valueOf(bundle.getVersion()),
                Instant.now(),
                new WeakReference<>(loader),
                new WeakReference<>(bundle.adapt(BundleRevision.class)),
                newProof()));
    }

    /**
     * Creates an unreferenced class loader whose collection proves that classes are unloaded. It has a class, because a
     * loader without classes would be collected earlier.
     */
    private static WeakReference<ClassLoader> newProof() {
        ClassLoader loader = new ClassLoader(ReplacedVersions.class.getClassLoader()) {};
        Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
        return new WeakReference<>(loader);
    }

    /** The versions that are still referenced and no longer current, oldest first. */
    synchronized List<ReplacedVersion> referenced() {
        seen.removeIf(one -> one.loader().get() == null);
        return seen.stream().filter(this::isReplaced).toList();
    }

    private boolean isReplaced(ReplacedVersion one) {
        Bundle now = framework.getBundle(one.id());
        return now == null || loader(now) != one.loader().get();
    }

    private static @Nullable ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }
}
