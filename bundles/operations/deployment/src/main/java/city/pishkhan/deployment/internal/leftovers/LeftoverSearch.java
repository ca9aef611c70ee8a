package city.pishkhan.deployment.internal.leftovers;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Finds threads, thread-local values, shutdown hooks and MBeans in this JVM that still use classes of a bundle. Most of this
 * requires reflection on JDK fields, which Karaf's start script permits ({@code --add-opens}). Without that permission, fewer
 * are found.
 */
final class LeftoverSearch {
    /** Threads that end when their client is garbage-collected. */
    private static final Pattern END_BY_THEMSELVES = Pattern.compile("HttpClient-\\d+-.*");

    private static final int LONGEST_NAME = 80;

    enum Kind {
        THREAD,
        VALUE,
        HOOK,
        BEAN
    }

    /**
     * One version of a bundle.
     *
     * @param loader   class loader of this version
     * @param revision the framework's bundle revision, to which the protection domains of its classes refer; {@code null} if it
     *                 was garbage-collected
     */
    record Origin(ClassLoader loader, @Nullable Object revision) {}

    /**
     * A finding.
     *
     * @param name name of a thread or an MBean
     */
    record Found(Kind kind, String name, Origin origin) {}

    private LeftoverSearch() {}

    static List<Found> find(Collection<Origin> origins) {
        List<Found> found = new ArrayList<>();
        if (origins.isEmpty()) {
            return found;
        }
        for (Thread thread : threads()) {
            if (!END_BY_THEMSELVES.matcher(thread.getName()).matches()) {
                addIfBelonging(thread, origins, Kind.THREAD, found);
            }
            addThreadLocals(thread, origins, found);
        }
        hooks().forEach(hook -> addIfBelonging(hook, origins, Kind.HOOK, found));
        addBeans(origins, found);
        return found;
    }

    private static List<Thread> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() * 2 + 16];
        return List.of(Arrays.copyOf(all, root.enumerate(all)));
    }

    /** Adds the thread if its class, its context class loader or its creator belongs to a bundle. */
    private static void addIfBelonging(Thread thread, Collection<Origin> origins, Kind kind, List<Found> found) {
        ClassLoader seen = thread.getContextClassLoader();
        Set<Object> makers = creators(thread);
        for (Origin origin : origins) {
            if (origin.loader() == seen
                    || isOf(origin.loader(), thread)
                    || makers.contains(origin.loader())
                    || makers.contains(origin.revision())) {
                found.add(new Found(kind, shortened(thread.getName()), origin));
            }
        }
    }

    /**
     * Returns the class loaders and revisions of all bundles on the stack when the thread was created. This includes a bundle
     * that only caused another bundle's pool to add a thread; the JVM does not record the direct creator.
     */
    private static Set<Object> creators(Thread thread) {
        Set<Object> makers = Collections.newSetFromMap(new IdentityHashMap<>());
        Object context = field(Thread.class, "inheritedAccessControlContext", thread);
        if (context != null && field(context.getClass(), "context", context) instanceof ProtectionDomain[] domains) {
            for (ProtectionDomain domain : domains) {
                makers.add(domain.getClassLoader());
                makers.add(revision(domain));
            }
        }
        makers.remove(null);
        return makers;
    }

    /** @return {@code null} for a domain that is not of a bundle */
    private static @Nullable Object revision(Object domain) {
        try {
            Method revision = domain.getClass().getDeclaredMethod("getRevision");
            return revision.trySetAccessible() ? revision.invoke(domain) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static void addThreadLocals(Thread thread, Collection<Origin> origins, List<Found> found) {
        for (String field : List.of("threadLocals", "inheritableThreadLocals")) {
            Object map = field(Thread.class, field, thread);
            if (map != null && field(map.getClass(), "table", map) instanceof Object[] table) {
                for (Object entry : table) {
                    if (entry instanceof Reference<?> reference) {
                        Object value = field(entry.getClass(), "value", entry);
                        for (Origin origin : origins) {
                            if (isOf(origin.loader(), reference.get()) || isOf(origin.loader(), value)) {
                                found.add(new Found(Kind.VALUE, shortened(thread.getName()), origin));
                            }
                        }
                    }
                }
            }
        }
    }

    private static boolean isOf(ClassLoader loader, @Nullable Object object) {
        return object != null && (object == loader || object.getClass().getClassLoader() == loader);
    }

    private static List<Thread> hooks() {
        try {
            Class<?> registry = Class.forName("java.lang.ApplicationShutdownHooks");
            synchronized (registry) {
                return field(registry, "hooks", null) instanceof Map<?, ?> hooks
                        ? hooks.keySet().stream().map(Thread.class::cast).toList()
                        : List.of();
            }
        } catch (ClassNotFoundException e) {
            return List.of();
        }
    }

    private static void addBeans(Collection<Origin> origins, List<Found> found) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                ClassLoader loader = server.getClassLoaderFor(name);
                for (Origin origin : origins) {
                    if (origin.loader() == loader) {
                        found.add(new Found(Kind.BEAN, shortened(name.toString()), origin));
                    }
                }
            } catch (InstanceNotFoundException e) {
                // the MBean was unregistered in the meantime
            }
        }
    }

    /** @return the value; {@code null} also if the field is not accessible or does not exist in this JDK */
    private static @Nullable Object field(Class<?> type, String name, @Nullable Object object) {
        try {
            Field field = type.getDeclaredField(name);
            return field.trySetAccessible() ? field.get(object) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Removes control characters and limits the length, because names may have any content. */
    private static String shortened(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }
}
