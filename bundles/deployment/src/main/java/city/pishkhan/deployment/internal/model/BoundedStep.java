package city.pishkhan.deployment.internal.model;

import city.pishkhan.messages.Messages;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what may hang on a thread of its own: others wait for it only so long. It is interrupted then, which ends most of what hangs. */
public final class BoundedStep {
    private static final Messages MESSAGES = Messages.of(BoundedStep.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

    private final Duration limit;
    private final Duration afterInterrupt;

    public BoundedStep(Duration limit) {
        this(limit, AFTER_INTERRUPT);
    }

    /** @param afterInterrupt that an interrupted step may take to end */
    public BoundedStep(Duration limit, Duration afterInterrupt) {
        this.limit = limit;
        this.afterInterrupt = afterInterrupt;
    }

    /** What may fail in any way. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * @param what names the step for the operator, e.g. {@code stop}
     * @throws Fault if it fails, or did not end in time; {@link Fault#isStuck()} if an interrupt did not end it either
     */
    public void run(String what, Work work) throws Fault {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread thread = new Thread(task, "pishkhan-deployment-" + what);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Fault.of(what + ": " + words(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            end(what, thread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(what, thread);
        }
    }

    private void end(String what, Thread thread) throws Fault {
        thread.interrupt();
        try {
            thread.join(afterInterrupt.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String message = MESSAGES.english("step.hangs", what, limit.toSeconds());
        throw thread.isAlive() ? Fault.stuck(message) : Fault.of(message, null);
    }

    /** The innermost cause, which says most, on one line. */
    private static String words(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return (inner.getClass().getSimpleName() + (message == null ? "" : ": " + message)).replaceAll("\\s+", " ");
    }
}
