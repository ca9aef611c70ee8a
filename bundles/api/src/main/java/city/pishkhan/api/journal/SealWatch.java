package city.pishkhan.api.journal;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Map;

/** Whether the journal is sealed and its seals are witnessed: nothing that the hub needs to serve, and all that makes it believed. */
public interface SealWatch {

    /**
     * @param unsealed entries that have their number and no seal yet
     * @param behind   how many seals each outside witness has not taken yet, by its name
     * @param trouble  what somebody has to look at; empty if all is well
     */
    record Standing(long unsealed, Map<String, Long> behind, List<HealthWarning> trouble) {
        public Standing {
            behind = Map.copyOf(behind);
            trouble = List.copyOf(trouble);
        }
    }

    /** As it is now; a few short queries. */
    Standing standing();
}
