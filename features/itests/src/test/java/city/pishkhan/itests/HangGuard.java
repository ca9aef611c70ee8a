package city.pishkhan.itests;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends a test that hangs. If no test or class begins or ends for {@link #LIMIT}, the stacks of all threads are logged
 * and the thread of the test is interrupted, so that it fails. If the test still hangs, the JVM is halted, so that the
 * run fails. Without this guard the build machine's time limit would end the run without a result.
 */
public final class HangGuard implements TestExecutionListener {
    /**
     * Time limit of a test: three times the duration of the longest test on a machine at a third of the usual speed.
     */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Duration AFTER_INTERRUPT = Duration.ofMinutes(2);
    private static final int EXIT_STATUS = 70;

    private Thread guarded;
    private String last = "";
    private long changed;
    private boolean isInterrupted;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        guarded = Thread.currentThread();
        progress("the test plan began");
        Thread guard = new Thread(this::watch, "hang-guard");
        guard.setDaemon(true);
        guard.start();
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        guarded = null;
        notifyAll();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        progress(test.getUniqueId() + " began");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        progress(test.getUniqueId() + " ended");
    }

    private synchronized void progress(String event) {
        last = event;
        changed = System.nanoTime();
        isInterrupted = false;
        notifyAll();
    }

    private synchronized void watch() {
        try {
            while (guarded != null) {
                long left = (isInterrupted ? AFTER_INTERRUPT : LIMIT)
                        .minusNanos(System.nanoTime() - changed)
                        .toMillis();
                if (left > 0) {
                    wait(left);
                } else {
                    interruptOrHalt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interruptOrHalt() {
        TestReport.log("No progress since: " + last + "\n" + stacks());
        if (isInterrupted) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
        guarded.interrupt();
        changed = System.nanoTime();
        isInterrupted = true;
    }

    /** Returns the whole stack of each thread; {@link ThreadInfo#toString} prints 8 frames only. */
    private static String stacks() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .map(thread -> thread.getThreadName() + " " + thread.getThreadState() + " "
                        + (thread.getLockInfo() == null ? "" : thread.getLockInfo()) + "\n"
                        + Arrays.stream(thread.getStackTrace())
                                .map(frame -> "    " + frame)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }
}
