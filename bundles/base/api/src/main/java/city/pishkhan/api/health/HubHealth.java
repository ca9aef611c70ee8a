package city.pishkhan.api.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Health of this node as {@code /health/ready} on the admin port reports it, for other interfaces for operators. */
public interface HubHealth {

    /**
     * Result of a health check.
     *
     * @param problem reason why the hub cannot serve, in one line; {@code null} if there is none
     */
    record Check(String name, @Nullable String problem) {}

    /**
     * A warning of a health check.
     *
     * @param check   name of the check
     * @param warning the warning; its start time is always set
     */
    record CheckWarning(String check, HealthWarning warning) {}

    /**
     * Health of this node.
     *
     * @param up       whether this node can serve
     * @param checks   by name
     * @param warnings by check
     */
    record HealthState(boolean up, List<Check> checks, List<CheckWarning> warnings) {
        public HealthState {
            checks = List.copyOf(checks);
            warnings = List.copyOf(warnings);
        }
    }

    /** The present health; returns within a second, even if a check hangs. */
    HealthState state();
}
