package city.pishkhan.deployment.internal.model;

import city.pishkhan.messages.Messages;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a step that may hang. The step has its own thread, and the caller waits for a limited time. After that time the
 * thread is interrupted, which ends most hanging steps.
 */
public final class BoundedStep {
    private static final Messages MESSAGES = Messages.of(BoundedStep.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

    private final Duration limit;
    private final Duration afterInterrupt;

    public BoundedStep(Duration limit) {
        this(limit, AFTER_INTERRUPT);
    }

    /**
     * @param limit time for the step
     * @param afterInterrupt time for an interrupted step to end
     */
    public BoundedStep(Duration limit, Duration afterInterrupt) {
        this.limit = limit;
        this.afterInterrupt = afterInterrupt;
    }

    /** Work that may throw any exception. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Runs a step.
     *
     * @param what name of the step for the operator, e.g. {@code stop}
     * @throws Fault if the step fails or exceeds its time; {@link Fault#isStuck()} if even the interrupt did not end it
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
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw Fault.of(what + ": " + rootCause(cause), cause);
        } catch (TimeoutException e) {
            interrupt(what, thread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupt(what, thread);
        }
    }

    private void interrupt(String what, Thread thread) throws Fault {
        thread.interrupt();
        try {
            thread.join(afterInterrupt.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String message = MESSAGES.english("step.hangs", what, limit.toSeconds());
        throw thread.isAlive() ? Fault.stuck(message) : Fault.of(message, null);
    }

    /** Describes the innermost cause on one line. */
    private static String rootCause(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return (inner.getClass().getSimpleName() + (message == null ? "" : ": " + message)).replaceAll("\\s+", " ");
    }
}
