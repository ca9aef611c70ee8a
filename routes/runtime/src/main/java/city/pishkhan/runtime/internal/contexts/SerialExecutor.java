package city.pishkhan.runtime.internal.contexts;

import city.pishkhan.platform.startup.DetachedThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing at a time: contexts come and go on one thread, whichever threads the news arrive on. */
public final class SerialExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Thread worker;

    SerialExecutor(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            worker = DetachedThreads.named(name).newThread(task);
            return worker;
        });
    }

    /** Later, soon. */
    public void soon(Runnable work) {
        waiting.incrementAndGet();
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Unexpected", e);
            } finally {
                waiting.decrementAndGet();
            }
        });
    }

    /** Whether nothing is under way or waits for its turn. */
    boolean idle() {
        return waiting.get() == 0;
    }

    /** Done when this returns: for what must not outlive the event that announces it. */
    public void now(Runnable work) {
        if (Thread.currentThread() == worker) {
            work.run();
            return;
        }
        waiting.incrementAndGet();
        Future<?> done = executor.submit(() -> {
            try {
                work.run();
            } finally {
                waiting.decrementAndGet();
            }
        });
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.error("Unexpected", e.getCause());
        } catch (TimeoutException e) {
            LOG.error("Routes take more than {} s to stop", PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
