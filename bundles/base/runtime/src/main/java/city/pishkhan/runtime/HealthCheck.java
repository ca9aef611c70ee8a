package city.pishkhan.runtime;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Optional;

/**
 * Checks a dependency without which the hub cannot serve. Registered as an OSGi service; called for each {@code /health/ready}, by one
 * thread at a time. A check that does not return within {@link #ANSWER_MILLIS} is reported as unresponsive.
 */
public interface HealthCheck {

    /** Maximum time of a check, in milliseconds. */
    long ANSWER_MILLIS = 650;

    /** Short, stable name, e.g. {@code database}. */
    String name();

    /**
     * Describes in one line, without personal or secret values, why the hub cannot serve now; empty if it can. A timeout counts as a
     * problem, so a slow check that only produces warnings belongs in {@link #warnings}.
     */
    Optional<String> problem();

    /** Conditions that need attention or will soon stop the hub from serving, each with its start, effect and remedy where known. */
    default List<HealthWarning> warnings() {
        return List.of();
    }
}
