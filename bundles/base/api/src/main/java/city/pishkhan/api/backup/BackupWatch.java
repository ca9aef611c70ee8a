package city.pishkhan.api.backup;

import city.pishkhan.api.health.HealthWarning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** State of the backup from which this hub was restored, and of the backups that this hub writes. */
public interface BackupWatch {

    /**
     * Summary for operators.
     *
     * @param made      time of the last backup; empty if there was none
     * @param rehearsed time of the last rehearsal without a fault; empty if there was none
     * @param warnings   problems that need attention
     */
    record BackupStatus(Optional<Instant> made, Optional<Instant> rehearsed, List<HealthWarning> warnings) {
        public BackupStatus {
            warnings = List.copyOf(warnings);
        }
    }

    /** The present state; costs a few short queries. */
    BackupStatus status();
}
