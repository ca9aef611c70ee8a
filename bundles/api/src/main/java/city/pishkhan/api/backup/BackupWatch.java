package city.pishkhan.api.backup;

import city.pishkhan.api.health.HealthWarning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of backups: of the one that this hub came from, and of those that it writes. */
public interface BackupWatch {

    /**
     * @param made      when the last backup was written
     * @param rehearsed when the last rehearsal without a fault was; empty if there was none
     * @param trouble   what somebody has to look at
     */
    record Standing(Optional<Instant> made, Optional<Instant> rehearsed, List<HealthWarning> trouble) {
        public Standing {
            trouble = List.copyOf(trouble);
        }
    }

    /** As it is now; a few short queries. */
    Standing standing();
}
