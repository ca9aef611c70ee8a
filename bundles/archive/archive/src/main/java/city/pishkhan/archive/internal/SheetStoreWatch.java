package city.pishkhan.archive.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Polls the sheet store and warns if it is unavailable. Requests for sheets are then refused as temporarily unavailable. */
@Component(service = HealthWatch.class, immediate = true, configurationPid = "city.pishkhan.archive")
public final class SheetStoreWatch implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(SheetStoreWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final String NOBODYS = "0".repeat(64);

    private final SheetStore store;
    private final Clock clock;
    private final PeriodicTask rounds;
    private volatile List<HealthWarning> warnings = List.of();

    @Activate
    public SheetStoreWatch(@Reference(target = "(store=files)") SheetStore store) {
        this(store, Clock.systemUTC());
        rounds.startEvery(PAUSE);
    }

    SheetStoreWatch(SheetStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        rounds = PeriodicTask.of("archive-store-watch", this::checkStore).allowInQuarantine();
    }

    void checkStore() {
        try {
            store.contains(NOBODYS);
            warnings = List.of();
        } catch (IOException | RuntimeException e) {
            warnings = List.of(HealthWarning.of(MESSAGES, "sheet-store-away", "", null, String.valueOf(e.getMessage()))
                    .since(
                            warnings.isEmpty()
                                    ? clock.instant()
                                    : warnings.get(0).since()));
        }
    }

    @Override
    public String name() {
        return "sheets";
    }

    @Override
    public List<HealthWarning> warnings() {
        return warnings;
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }
}
