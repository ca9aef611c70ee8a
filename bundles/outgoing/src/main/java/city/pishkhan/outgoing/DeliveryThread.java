package city.pishkhan.outgoing;

import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.platform.startup.Participation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a delivery's turns on a thread of its own, so that nobody waits for a recipient; a database that is away is waited for. A node that
 * takes no part ({@link Participation}) takes no turn.
 */
public final class DeliveryThread {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);
    private static final long PAUSE_MILLIS = 500;
    private static final Duration END = Duration.ofSeconds(2);

    /** {@link Delivery#turn}, or what leads to it. */
    @FunctionalInterface
    public interface Turn {

        /** @return whether there may be more to tell at once */
        boolean take() throws InterruptedException;
    }

    private final Turn turn;
    private boolean troubled;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    private DeliveryThread(String name, Turn turn) {
        this.turn = turn;
        thread = DetachedThreads.named(name).newThread(this::run);
    }

    /** Begins at once, and goes on until {@link #stop}. */
    public static DeliveryThread start(String name, Turn turn) {
        DeliveryThread delivery = new DeliveryThread(name, turn);
        delivery.thread.start();
        return delivery;
    }

    /** Interrupts a turn that lasts, and waits two seconds at most for its end. */
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
            // it is to stop
        }
    }

    private boolean attempt() throws InterruptedException {
        if (Participation.suspended()) {
            return false;
        }
        try {
            boolean more = turn.take();
            troubled = false;
            return more;
        } catch (RuntimeException e) {
            // every half second until it is over, so once is enough
            if (!troubled) {
                LOG.warn("{} goes on when this is over: {}", thread.getName(), e.toString());
            }
            troubled = true;
            return false;
        }
    }
}
