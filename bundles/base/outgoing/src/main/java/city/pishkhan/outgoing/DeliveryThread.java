package city.pishkhan.outgoing;

import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.platform.startup.Participation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs deliveries in a separate thread, so that no caller waits for a recipient. It continues after database failures. A
 * suspended node ({@link Participation}) delivers nothing.
 */
public final class DeliveryThread {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);
    private static final long PAUSE_MILLIS = 500;
    private static final Duration END = Duration.ofSeconds(2);

    /** One pass of a delivery, e.g. {@link Delivery#deliverNext}. */
    @FunctionalInterface
    public interface Turn {

        /** @return {@code true} if more items may be ready */
        boolean run() throws InterruptedException;
    }

    private final Turn turn;
    private boolean isFailing;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    private DeliveryThread(String name, Turn turn) {
        this.turn = turn;
        thread = DetachedThreads.named(name).newThread(this::run);
    }

    /** Starts a thread that runs until {@link #stop}. */
    public static DeliveryThread start(String name, Turn turn) {
        DeliveryThread delivery = new DeliveryThread(name, turn);
        delivery.thread.start();
        return delivery;
    }

    /** Interrupts a running pass and waits up to two seconds for its end. */
    public void stop() throws InterruptedException {
        ended.countDown();
        thread.interrupt();
        thread.join(END.toMillis());
    }

    private void run() {
        try {
            boolean more = true;
            while (more || !ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                more = attempt() && ended.getCount() > 0;
            }
        } catch (InterruptedException e) {
            // interrupted by stop()
        }
    }

    private boolean attempt() throws InterruptedException {
        if (Participation.isSuspended()) {
            return false;
        }
        try {
            boolean more = turn.run();
            isFailing = false;
            return more;
        } catch (RuntimeException e) {
            // the failure repeats every half second, so it is logged only once
            if (!isFailing) {
                LOG.warn("{} continues when this failure is over: {}", thread.getName(), e.toString());
            }
            isFailing = true;
            return false;
        }
    }
}
