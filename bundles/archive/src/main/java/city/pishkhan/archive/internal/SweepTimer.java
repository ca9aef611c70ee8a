package city.pishkhan.archive.internal;

import city.pishkhan.api.cases.Papers;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks on every node whether the store is to be swept. */
@Component(service = SweepTimer.class, immediate = true)
public final class SweepTimer {
    private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);
    private static final long FIRST_MINUTES = 10;
    private static final long PAUSE_MINUTES = 60;

    private final SheetSweep sweep;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "archive-sweep");
        thread.setDaemon(true);
        return thread;
    });

    /** @param papers their schema must be there first */
    @Activate
    public SweepTimer(@Reference Tx tx, @Reference SheetStore store, @Reference Papers papers) {
        sweep = new SheetSweep(tx, store, Clock.systemUTC());
        timer.scheduleWithFixedDelay(this::quietly, FIRST_MINUTES, PAUSE_MINUTES, TimeUnit.MINUTES);
    }

    @Deactivate
    public void stop() {
        timer.shutdownNow();
    }

    private void quietly() {
        try {
            long removed = sweep.run();
            if (removed > 0) {
                LOG.info("{} sheets that nobody names were removed", removed);
            }
        } catch (RuntimeException e) {
            LOG.warn("The archive is swept later: {}", e.toString());
        }
    }
}
