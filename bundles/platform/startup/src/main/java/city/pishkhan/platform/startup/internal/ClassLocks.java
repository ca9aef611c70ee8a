package city.pishkhan.platform.startup.internal;

import java.util.concurrent.ConcurrentHashMap;

/** Who defines which class of a bundle. Whoever asks for a class that another thread defines waits until that is done. */
final class ClassLocks extends ConcurrentHashMap<String, Thread> {
    private static final long serialVersionUID = 1L;
    private static final long LONGEST_WAIT_MILLIS = 50;

    private int waiting;

    /** @return as any map; {@code null} or the thread itself without a pause */
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
        // an interrupt is for whoever wants the class, not for its definition
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
    public Thread remove(Object name) {
        Thread holder = super.remove(name);
        synchronized (this) {
            if (waiting > 0) {
                notifyAll();
            }
        }
        return holder;
    }
}
