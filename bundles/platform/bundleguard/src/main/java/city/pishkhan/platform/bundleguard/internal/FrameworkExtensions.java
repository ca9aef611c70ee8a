package city.pishkhan.platform.bundleguard.internal;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps unaccepted extensions of the framework out. Apache Felix adds an extension to itself during the installation and runs its
 * activator, and asks no resolver hook. The only place that can prevent this is its list of extensions that are not resolved yet.
 */
final class FrameworkExtensions {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkExtensions.class);

    private FrameworkExtensions() {}

    /** Replaces the framework's list by one that ignores extensions which may not run. */
    static void admitOnly(Bundle framework, Predicate<Bundle> mayRun) {
        try {
            Object manager = value(framework, "m_extensionManager");
            Field list = field(manager, "m_unresolvedExtensions");
            Collection<?> present = (Collection<?>) list.get(manager);
            list.set(manager, new AdmittedExtensions(present, mayRun));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.error("The framework accepts every extension bundle, because its list of extensions is not known", e);
        }
    }

    private static Object value(Object owner, String name) throws ReflectiveOperationException {
        return field(owner, name).get(owner);
    }

    private static Field field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** List that ignores additions of extensions which may not run. */
    private static final class AdmittedExtensions extends CopyOnWriteArrayList<Object> {
        private static final long serialVersionUID = 1;

        private final transient Predicate<Bundle> mayRun;

        AdmittedExtensions(Collection<?> present, Predicate<Bundle> mayRun) {
            this.mayRun = mayRun;
            addAll(present);
        }

        @Override
        public boolean add(Object revision) {
            return mayRun.test(((BundleRevision) revision).getBundle()) && super.add(revision);
        }
    }
}
