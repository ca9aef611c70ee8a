package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks on every node, once an hour, whether a sweep of the store is due. */
@Component(service = SweepTimer.class, immediate = true, configurationPid = "city.pishkhan.archive")
public final class SweepTimer {
    private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);
    private static final long FIRST_MINUTES = 10;
    private static final long PAUSE_MINUTES = 60;

    private final SheetSweep sweep;
    private final PeriodicTask rounds;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public SweepTimer(
            @Reference Tx tx, @Reference(target = "(store=files)") SheetStore store, @Reference Papers papers) {
        sweep = new SheetSweep(tx, store, Clock.systemUTC());
        rounds = PeriodicTask.of("archive-sweep", this::sweep)
                .startEvery(Duration.ofMinutes(FIRST_MINUTES), Duration.ofMinutes(PAUSE_MINUTES));
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    private void sweep() {
        long removed = sweep.run(copy);
        if (removed > 0) {
            LOG.info("{} unreferenced sheets were removed", removed);
        }
    }
}
