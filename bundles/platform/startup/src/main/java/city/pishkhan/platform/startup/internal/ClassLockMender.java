package city.pishkhan.platform.startup.internal;

import java.lang.reflect.Field;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Felix 7.0.5 lets a thread that wants a class which another thread is about to define ask for it again and again, without a pause. Where
 * thirty callers waited for a hub to start on two processors they took these from the one that they waited for, class by class, for minutes.
 * Every bundle that has loaded nothing yet, and every one that is resolved from now on, gets locks at which such threads wait
 * ({@link ClassLocks}). In a framework that has no such fields nothing is changed.
 *
 * <p>This bundle starts before all that are under load later: see its start level in {@code pishkhan-startup}.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ClassLockMender implements BundleActivator, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClassLockMender.class);
    private static final String LOADER = "m_classLoader";
    private static final String LOCKS = "m_classLocks";

    private boolean told;

    @Override
    public void start(BundleContext context) {
        // its class is loaded before anybody waits for one
        new ClassLocks().putIfAbsent("", Thread.currentThread());
        context.addBundleListener(this);
        // at a restart all are resolved already, and only those that started before have loaded anything
        for (Bundle bundle : context.getBundles()) {
            mend(bundle.adapt(BundleWiring.class));
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) {
            mend(event.getBundle().adapt(BundleWiring.class));
        }
    }

    /** @param wiring {@code null} if the bundle is not resolved */
    private void mend(BundleWiring wiring) {
        try {
            Field loader = wiring == null ? null : field(wiring.getClass(), LOADER);
            // one that is there may be defining a class right now
            if (loader != null && loader.get(wiring) == null) {
                ClassLoader made = wiring.getClassLoader();
                Field locks = made == null ? null : field(made.getClass(), LOCKS);
                if (locks != null && locks.getType() == ConcurrentHashMap.class) {
                    locks.set(made, new ClassLocks());
                }
            }
        } catch (IllegalAccessException | RuntimeException e) {
            if (!told) {
                told = true;
                LOG.info("Class loaders stay as the framework makes them: {}", e.toString());
            }
        }
    }

    /** @return {@code null} if it has none */
    private static Field field(Class<?> of, String name) {
        for (Class<?> type = of; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        return null;
    }
}
