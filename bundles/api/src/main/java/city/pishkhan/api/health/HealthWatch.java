package city.pishkhan.api.health;

import java.util.List;

/**
 * Published as a service by a bundle of the core that knows what people should look at; told at {@code /health/ready} under its name, and counted
 * in {@code pishkhan_health_warnings}. What the hub cannot serve without is a {@code HealthCheck} of the runtime instead.
 */
public interface HealthWatch {

    /** Short and stable, e.g. {@code keys}; no other check has it. */
    String name();

    /** As it is now; asked at each {@code /health/ready}, by one thread at a time. Nobody waits for it longer than a second. */
    List<HealthWarning> warnings();
}
