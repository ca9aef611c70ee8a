package city.pishkhan.tls.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodically closes connections of one connector whose clients read too slowly or do not complete a request in time.
 * Each check reads the settings again, so that changes take effect.
 */
final class SlowClientMonitor extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlowClientMonitor.class);
    private static final long MOST_PAUSE_MILLIS = 5_000;
    private static final int ROUNDS_PER_WINDOW = 8;

    private final ServerConnector connector;
    private final Supplier<ClientLimits> rules;
    private final LongSupplier requestMillis;
    private volatile ClientLimits pace;
    private volatile Scheduler.@Nullable Task next;

    /**
     * @param connector connector whose end points are {@link MeteredEndPoint}s
     * @param requestMillis time in which a client must send a whole request
     */
    SlowClientMonitor(ServerConnector connector, Supplier<ClientLimits> rules, LongSupplier requestMillis) {
        this.connector = connector;
        this.requestMillis = requestMillis;
        this.rules = rules;
        pace = rules.get();
    }

    ClientLimits pace() {
        return pace;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        long pause = Math.min(MOST_PAUSE_MILLIS, Math.max(1, pace.windowMillis() / ROUNDS_PER_WINDOW));
        next = connector.getScheduler().schedule(this::checkConnections, pause, TimeUnit.MILLISECONDS);
    }

    private void checkConnections() {
        try {
            pace = rules.get();
            long now = System.nanoTime();
            long mostMillis = requestMillis.getAsLong();
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint instanceof MeteredEndPoint paced) {
                    paced.check(pace, now);
                    paced.checkRequest(mostMillis, now);
                }
            }
        } catch (RuntimeException e) {
            // if a number is invalid or the configuration service has stopped, the previous settings stay in force
            LOG.warn("Slow readers cannot be checked: {}", e.toString());
        } finally {
            if (isRunning()) {
                schedule();
            }
        }
    }
}
