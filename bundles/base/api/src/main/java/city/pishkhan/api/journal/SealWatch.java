package city.pishkhan.api.journal;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Map;

/**
 * State of the journal's seals and their witnesses. The hub serves without them, but they are needed to prove that the journal is
 * unaltered.
 */
public interface SealWatch {

    /**
     * State of the seals.
     *
     * @param unsealed number of entries that have a sequence number but no seal yet
     * @param behind   number of seals that each external witness has not received yet, by the witness's name
     * @param warnings  problems for operators; empty if there are none
     */
    record SealState(long unsealed, Map<String, Long> behind, List<HealthWarning> warnings) {
        public SealState {
            behind = Map.copyOf(behind);
            warnings = List.copyOf(warnings);
        }
    }

    /** The present state; costs a few short queries. */
    SealState state();
}
