package city.pishkhan.api.health;

import java.util.List;

/** How this node is, as {@code /health/ready} shows it at the admin port, for operators who are elsewhere. */
public interface HubHealth {

    /** @param problem what keeps the hub from serving, in one line; {@code null} if nothing does */
    record Check(String name, String problem) {}

    /** @param check whose it is @param warning since when is always said */
    record Told(String check, HealthWarning warning) {}

    /**
     * @param up       whether this node can serve
     * @param checks   by name
     * @param warnings by check
     */
    record Standing(boolean up, List<Check> checks, List<Told> warnings) {
        public Standing {
            checks = List.copyOf(checks);
            warnings = List.copyOf(warnings);
        }
    }

    /** As it is now; within a second, whatever hangs. */
    Standing standing();
}
