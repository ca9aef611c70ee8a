package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.BackupWatch;
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

/** {@link BackupWatch} by what the tables say. */
@Component(service = BackupWatch.class, configurationPid = "city.pishkhan.backup")
public final class BackupWatchService implements BackupWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BackupRepository repository;
    private final int days;
    private final Clock clock;

    /** @param recorder its tables must be there first */
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
    public Standing standing() {
        List<String> trouble = new ArrayList<>();
        repository.restoration().ifPresent(from -> restored(from, trouble));
        repository
                .unregistered()
                .filter(at -> at.isBefore(clock.instant().minus(PATIENCE)))
                .ifPresent(at -> trouble.add("erasures are not in their register since " + at
                        + ": a restore would bring these persons back; the log says what is wrong with its file"));
        Optional<Instant> made = repository.lastMade();
        Optional<Instant> rehearsed = repository.lastRehearsed();
        repository
                .failedRehearsal()
                .ifPresent(at -> trouble.add("the rehearsal of " + at
                        + " found faults: that backup cannot be restored; write another one, and rehearse it"));
        if (days > 0 && made.isPresent()) {
            Instant late = clock.instant().minus(Duration.ofDays(days));
            Instant last = rehearsed.orElse(Instant.EPOCH);
            if (last.isBefore(late) && repository.firstMade().orElse(made.get()).isBefore(late)) {
                trouble.add("no backup was rehearsed " + (rehearsed.isPresent() ? "since " + last : "yet")
                        + ": whether one can be restored nobody knows; pishkhan:backup-rehearse tells");
            }
        }
        return new Standing(made, rehearsed, trouble);
    }

    private static void restored(BackupRepository.Restoration from, List<String> trouble) {
        if (from.withoutKeys()) {
            trouble.add(
                    "restored without keys since " + from.at() + ", from a backup of " + from.made()
                            + ": personal data of before is lost, logins and agencies want new secrets, seals want"
                            + " pishkhan:journal-rotate-key; only a restore with the keys, into another installation, brings it back");
        }
        if (from.withoutErasures()) {
            trouble.add("restored without the register of erasures since " + from.at() + ", from a backup of "
                    + from.made() + ": who was erased after that is here again; erase them anew");
        }
    }
}
