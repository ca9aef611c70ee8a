package city.pishkhan.deployment.internal.leftovers;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What in this JVM keeps classes of a loader, or runs them: threads, values of threads, shutdown hooks, MBeans. The JDK has no question for most of
 * it: its fields are read, which Karaf's start script allows ({@code --add-opens}); where it is not allowed, less is found.
 */
final class LeftoverSearch {
    /** They end with their client, once it is collected. */
    private static final Pattern END_BY_THEMSELVES = Pattern.compile("HttpClient-\\d+-.*");

    private static final int LONGEST_NAME = 80;

    /** What it is. */
    enum Kind {
        THREAD,
        VALUE,
        HOOK,
        BEAN
    }

    /**
     * Something that was found.
     *
     * @param name of a thread, or of an MBean
     */
    record Found(Kind kind, String name, ClassLoader loader) {}

    private LeftoverSearch() {}

    static List<Found> of(Set<ClassLoader> loaders) {
        List<Found> found = new ArrayList<>();
        if (loaders.isEmpty()) {
            return found;
        }
        for (Thread thread : threads()) {
            if (!END_BY_THEMSELVES.matcher(thread.getName()).matches()) {
                belonging(thread, loaders, Kind.THREAD, found);
            }
            values(thread, loaders, found);
        }
        hooks().forEach(hook -> belonging(hook, loaders, Kind.HOOK, found));
        beans(loaders, found);
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

    /** Whose class it is, whose classes it sees, or who made it. */
    private static void belonging(Thread thread, Set<ClassLoader> loaders, Kind kind, List<Found> found) {
        ClassLoader own = thread.getClass().getClassLoader();
        ClassLoader seen = thread.getContextClassLoader();
        for (ClassLoader loader : loaders) {
            if (loader == own || loader == seen || makers(thread).contains(loader)) {
                found.add(new Found(kind, shortened(thread.getName()), loader));
            }
        }
    }

    /** Loaders of all classes that were at work when it was made: it holds them as long as it lives. */
    private static List<ClassLoader> makers(Thread thread) {
        List<ClassLoader> makers = new ArrayList<>();
        Object context = field(Thread.class, "inheritedAccessControlContext", thread);
        if (context != null && field(context.getClass(), "context", context) instanceof Object[] domains) {
            for (Object domain : domains) {
                if (domain instanceof java.security.ProtectionDomain known) {
                    makers.add(known.getClassLoader());
                }
            }
        }
        return makers;
    }

    private static void values(Thread thread, Set<ClassLoader> loaders, List<Found> found) {
        for (String field : List.of("threadLocals", "inheritableThreadLocals")) {
            Object map = field(Thread.class, field, thread);
            if (map != null && field(map.getClass(), "table", map) instanceof Object[] table) {
                for (Object entry : table) {
                    if (entry instanceof Reference<?> reference) {
                        Object value = field(entry.getClass(), "value", entry);
                        for (ClassLoader loader : loaders) {
                            if (isOf(loader, reference.get()) || isOf(loader, value)) {
                                found.add(new Found(Kind.VALUE, shortened(thread.getName()), loader));
                            }
                        }
                    }
                }
            }
        }
    }

    private static boolean isOf(ClassLoader loader, Object object) {
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

    private static void beans(Set<ClassLoader> loaders, List<Found> found) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                ClassLoader loader = server.getClassLoaderFor(name);
                if (loaders.contains(loader)) {
                    found.add(new Found(Kind.BEAN, shortened(name.toString()), loader));
                }
            } catch (InstanceNotFoundException e) {
                // it has gone meanwhile
            }
        }
    }

    /** @return {@code null} also if it may not be read, or this JDK has none */
    private static Object field(Class<?> type, String name, Object object) {
        try {
            Field field = type.getDeclaredField(name);
            return field.trySetAccessible() ? field.get(object) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Whoever named it may have put anything there. */
    private static String shortened(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }
}
