package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.BackupWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link BackupWatch} with the database tables. */
@Component(service = BackupWatch.class, configurationPid = "city.pishkhan.backup")
public final class BackupWatchService implements BackupWatch {
    private static final Messages MESSAGES = Messages.of(BackupWatchService.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BackupRepository repository;
    private final int days;
    private final Clock clock;

    /** @param recorder not used here; this reference ensures that the recorder has created the tables */
    @Activate
    public BackupWatchService(@Reference Tx tx, @Reference ErasureRecorder recorder, ErasureRecorder.Config config) {
        this(tx, config.rehearsal_days(), Clock.systemUTC());
    }

    BackupWatchService(Tx tx, int days, Clock clock) {
        this.repository = new BackupRepository(tx);
        this.days = days;
        this.clock = clock;
    }

    @Override
    public BackupStatus status() {
        List<HealthWarning> warnings = new ArrayList<>();
        repository.restoration().ifPresent(from -> addRestoreWarnings(from, warnings));
        repository
                .unregistered()
                .filter(at -> at.isBefore(clock.instant().minus(PATIENCE)))
                .ifPresent(at -> warnings.add(warning("other/erasures", at)));
        Optional<Instant> made = repository.lastMade();
        Optional<Instant> rehearsed = repository.lastRehearsed();
        repository.failedRehearsal().ifPresent(at -> warnings.add(warning("other/rehearsal", at)));
        if (days > 0 && made.isPresent()) {
            Instant late = clock.instant().minus(Duration.ofDays(days));
            Instant last = rehearsed.orElse(Instant.EPOCH);
            if (last.isBefore(late) && repository.firstMade().orElse(made.get()).isBefore(late)) {
                warnings.add(
                        rehearsed.isPresent() ? warning("other/rehearsed", last) : warning("other/never-rehearsed"));
            }
        }
        return new BackupStatus(made, rehearsed, warnings);
    }

    private static void addRestoreWarnings(BackupRepository.Restoration from, List<HealthWarning> warnings) {
        if (from.withoutKeys()) {
            warnings.add(warning("other/without-keys", from.at(), from.made()));
        }
        if (from.withoutErasures()) {
            warnings.add(warning("other/without-erasures", from.at(), from.made()));
        }
    }

    private static HealthWarning warning(String messageKey, Object... arguments) {
        return HealthWarning.of(MESSAGES, messageKey, "", null, arguments);
    }
}
