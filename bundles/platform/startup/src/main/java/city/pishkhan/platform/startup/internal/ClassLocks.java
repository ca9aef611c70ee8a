package city.pishkhan.platform.startup.internal;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads that define a bundle's classes, by class name. A thread that needs a class which another thread is
 * defining waits until it is defined.
 */
final class ClassLocks extends ConcurrentHashMap<String, Thread> {
    private static final long serialVersionUID = 1L;
    private static final long LONGEST_WAIT_MILLIS = 50;

    private int waiting;

    /**
     * Like {@link ConcurrentHashMap#putIfAbsent}, but waits for a limited time if another thread holds the name.
     *
     * @return {@code null} if the name was free, the given thread if it already holds the name, otherwise the other
     *     thread after the wait
     */
    @Override
    public Thread putIfAbsent(String name, Thread thread) {
        Thread holder = super.putIfAbsent(name, thread);
        if (holder != null && holder != thread) {
            await(name, holder);
        }
        return holder;
    }

    private synchronized void await(String name, Thread holder) {
        if (get(name) != holder) {
            return;
        }
        // an interrupt must not break the definition of the class, so the thread's interrupt status is cleared and
        // restored afterwards
        boolean interrupted = Thread.interrupted();
        waiting++;
        try {
            wait(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            waiting--;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable Thread remove(Object name) {
        Thread holder = super.remove(name);
        synchronized (this) {
            if (waiting > 0) {
                notifyAll();
            }
        }
        return holder;
    }
}
