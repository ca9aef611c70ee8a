package city.pishkhan.platform.bundleguard.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** One start of a bundle in its own thread; callers wait for a limited time. */
final class BundleStart {
    private final Bundle bundle;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long begun;
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean interrupted;

    /**
     * @param atEnd receives this start when the bundle's code has ended; callers of {@link #await} continue only
     *     afterwards
     */
    BundleStart(Bundle bundle, Consumer<BundleStart> atEnd) {
        this.bundle = bundle;
        this.thread = new Thread(
                () -> {
                    try {
                        bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                    } catch (BundleException | RuntimeException | LinkageError e) {
                        failure = e;
                    } finally {
                        // counts as ended only after atEnd has deleted the record, because await() then lets
                        // the next bundle start
                        try {
                            atEnd.accept(this);
                        } finally {
                            ended.countDown();
                        }
                    }
                },
                "pishkhan-bundle-start-" + bundle.getSymbolicName());
        thread.setDaemon(true);
    }

    void begin() {
        begun = System.nanoTime();
        thread.start();
    }

    Bundle bundle() {
        return bundle;
    }

    /**
     * Waits for the end of this start, up to a time limit counted from its beginning.
     *
     * @return {@code true} if the start has ended
     */
    boolean await(Duration sinceBegin) throws InterruptedException {
        return ended.await(Math.max(0, sinceBegin.toNanos() - (System.nanoTime() - begun)), TimeUnit.NANOSECONDS);
    }

    /**
     * Interrupts the start, which ends most hanging starts.
     *
     * @return {@code true} if the start has ended
     */
    boolean interrupt(Duration patience) throws InterruptedException {
        if (ended.getCount() == 0) {
            return true;
        }
        interrupted = true;
        thread.interrupt();
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** Returns the innermost cause of a failed start on one line; empty if the start has not failed. */
    String cause() {
        Throwable inner = failure;
        if (inner == null) {
            return "";
        }
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return (inner.getClass().getSimpleName() + (message == null ? "" : ": " + message)).replaceAll("\\s+", " ");
    }
}
