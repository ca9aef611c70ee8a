package city.pishkhan.runtime;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Optional;

/**
 * Published as a service by whatever the hub cannot serve without; asked at each {@code /health/ready}, by one thread at a time. Whoever does not
 * answer within {@link #ANSWER_MILLIS} is told to be silent.
 */
public interface HealthCheck {

    /** Nobody waits for a check longer. */
    long ANSWER_MILLIS = 650;

    /** Short and stable, e.g. {@code database}. */
    String name();

    /**
     * What keeps the hub from serving now, in one line without personal or secret values; empty if nothing does. Silence counts as a problem: what
     * needs time only to warn asks for it in {@link #warnings}.
     */
    Optional<String> problem();

    /** What will keep the hub from serving before long, or people should look at: one by one, since when, effect and remedy where they are known. */
    default List<HealthWarning> warnings() {
        return List.of();
    }
}
