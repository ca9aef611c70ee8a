package city.pishkhan.api.health;

import java.util.List;

/**
 * Source of warnings for operators; published as a service by a bundle of the core. The warnings appear at {@code
 * /health/ready} under its name, and are counted in {@code pishkhan_health_warnings}. Implement {@code HealthCheck} of
 * the runtime instead for a condition without which the hub cannot serve.
 */
public interface HealthWatch {

    /** Short, stable and unique name, e.g. {@code keys}. */
    String name();

    /**
     * The present warnings. Called at each request of {@code /health/ready}, by one thread at a time; the request waits up to one
     * second for it.
     */
    List<HealthWarning> warnings();
}
