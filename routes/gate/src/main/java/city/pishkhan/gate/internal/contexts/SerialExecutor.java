package city.pishkhan.gate.internal.contexts;

import city.pishkhan.platform.startup.DetachedThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one at a time on one thread, so that contexts start and stop sequentially. Thread-safe. */
public final class SerialExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread worker;

    SerialExecutor(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            worker = DetachedThreads.named(name).newThread(task);
            return worker;
        });
    }

    /** Queues a task and returns at once. */
    public void enqueue(Runnable work) {
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

    /** Returns {@code true} if no task runs or is queued. */
    boolean isIdle() {
        return waiting.get() == 0;
    }

    /** Runs a task and waits for its end, for up to 60 seconds. Used for work that must finish before an event handler returns. */
    public void runAndWait(Runnable work) {
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
