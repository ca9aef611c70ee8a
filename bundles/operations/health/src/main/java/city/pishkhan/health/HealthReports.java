package city.pishkhan.health;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs all health checks of this node. */
public interface HealthReports {

    /**
     * Result of all checks.
     * @param problems problem of each check; empty if the check passes
     * @param warnings warnings by check; checks without warnings are absent
     */
    record Report(Map<String, Optional<String>> problems, Map<String, List<HealthWarning>> warnings) {

        /** Returns {@code true} if no check reports a problem, so that the hub can serve requests. */
        public boolean isUp() {
            return problems.values().stream().allMatch(Optional::isEmpty);
        }
    }

    /** Runs the checks in parallel; returns within a second, even if a check hangs. Thread-safe. */
    Report report();
}
