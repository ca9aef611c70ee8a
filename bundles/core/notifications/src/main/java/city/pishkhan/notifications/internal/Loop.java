package city.pishkhan.notifications.internal;

import city.pishkhan.platform.startup.DetachedThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that runs a task repeatedly, with a pause only if there is nothing to do. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 2_000;
    private static final Duration END = Duration.ofSeconds(2);

    private final long pauseMillis;
    private final BooleanSupplier task;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /**
     * @param pause pause if there is nothing to do
     * @param task  the task; returns {@code true} if there may be more to do at once
     */
    Loop(String name, Duration pause, BooleanSupplier task) {
        this.pauseMillis = pause.toMillis();
        this.task = task;
        thread = DetachedThreads.named(name).newThread(this::run);
        thread.start();
    }

    private void run() {
        try {
            long pause = 0;
            while (!ended.await(pause, TimeUnit.MILLISECONDS)) {
                pause = runOnce();
            }
        } catch (InterruptedException e) {
            // close() was called
        }
    }

    /** @return milliseconds until the next run of the task */
    private long runOnce() {
        try {
            boolean more = task.getAsBoolean();
            if (failing) {
                LOG.info("{} continues", thread.getName());
                failing = false;
            }
            return more ? 0 : pauseMillis;
        } catch (RuntimeException e) {
            if (ended.getCount() > 0 && !failing) {
                LOG.warn("{} is retried: {}", thread.getName(), e.toString());
                LOG.debug("Cause", e);
                failing = true;
            }
            return PAUSE_AFTER_FAILURE_MILLIS;
        }
    }

    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
