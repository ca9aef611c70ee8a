package city.pishkhan.platform.startup;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates daemon threads that keep no reference to the caller that made a pool grow. A plain thread inherits the class
 * loader and the access context of its creator. A pool thread of a shared bundle would therefore keep the old version
 * of an updated route bundle in memory.
 */
public final class DetachedThreads {

    private DetachedThreads() {}

    /** Returns a factory whose threads all have the same name. */
    public static ThreadFactory named(String name) {
        return task -> make(name, task);
    }

    /** Returns a factory whose threads have the name and a number from 1. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> make(name + "-" + number.incrementAndGet(), task);
    }

    // the thread inherits only the access context of this class; newer JDKs ignore access contexts
    @SuppressWarnings("removal")
    private static Thread make(String name, Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        });
    }
}
