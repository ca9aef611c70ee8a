package city.pishkhan.platform.startup.internal;

import city.pishkhan.platform.startup.Participation;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
 * Works around a problem of Felix 7.0.5, in which a thread that needs a class while another thread defines it retries
 * without a pause. The waiting threads spin and starve the thread that defines the class; with many callers and few
 * processors, start-up then takes minutes. Every bundle that has loaded no class yet, and every bundle resolved later,
 * gets locks at which threads wait ({@link ClassLocks}). If the framework lacks the patched fields, it is not changed.
 *
 * <p>This bundle must start before other bundles load classes under load, see its start level in {@code
 * pishkhan-startup}. Because it starts first, it also blocks all sending until the database is known ({@link
 * Participation#awaitDecision}).
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ClassLockPatcher implements BundleActivator, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClassLockPatcher.class);
    /** Name of the bundle that compares the installation with the database and decides whether it is a copy. */
    private static final String DECIDER = "city.pishkhan.persistence";

    private static final String LOADER = "m_classLoader";
    private static final String LOCKS = "m_classLocks";

    private boolean isWarned;

    @Override
    public void start(BundleContext context) {
        Bundle[] installed = context.getBundles();
        // a part of the hub without a database, e.g. routes on another Karaf, has no service that could decide
        if (Arrays.stream(installed).anyMatch(bundle -> DECIDER.equals(bundle.getSymbolicName()))) {
            Participation.awaitDecision();
        }
        // loads the class ClassLocks now, because class loaders cannot load it while they use it
        new ClassLocks().putIfAbsent("", Thread.currentThread());
        context.addBundleListener(this);
        // after a restart all bundles are resolved, and only bundles that started before this one have loaded classes
        for (Bundle bundle : installed) {
            patch(bundle.adapt(BundleWiring.class));
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) {
            patch(event.getBundle().adapt(BundleWiring.class));
        }
    }

    /** @param wiring wiring of the bundle to be patched; {@code null} if the bundle is not resolved */
    private void patch(BundleWiring wiring) {
        try {
            Field loader = wiring == null ? null : field(wiring.getClass(), LOADER);
            // bundles with an existing class loader are skipped, because it may be defining a class right now
            if (loader != null && loader.get(wiring) == null) {
                ClassLoader made = wiring.getClassLoader();
                Field locks = made == null ? null : field(made.getClass(), LOCKS);
                if (locks != null && locks.getType() == ConcurrentHashMap.class) {
                    locks.set(made, new ClassLocks());
                }
            }
        } catch (IllegalAccessException | RuntimeException e) {
            if (!isWarned) {
                isWarned = true;
                LOG.info("Class loaders remain unchanged: {}", e.toString());
            }
        }
    }

    /** @return the accessible field; {@code null} if there is no such field */
    private static @Nullable Field field(Class<?> of, String name) {
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
