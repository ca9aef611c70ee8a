package city.pishkhan.runtime;

import java.util.Optional;

/** Published as a service by whatever the hub cannot serve without; asked at each {@code /health/ready}. */
public interface HealthCheck {

    /** Short and stable, e.g. {@code database}. */
    String name();

    /**
     * What keeps the hub from serving now, in one line without personal or secret values; empty if nothing does. Answers
     * within a second.
     */
    Optional<String> problem();

    /** What will keep the hub from serving before long, in one line; it serves meanwhile. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
