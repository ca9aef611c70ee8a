package city.pishkhan.contracts.committee;

import java.time.Instant;
import java.util.UUID;

/**
 * The erasure of a person: asked for by one of the institute, done when another confirms it.
 *
 * @param id          for paths
 * @param person      opaque id, as the journal names the person
 * @param ground      {@code asked}, {@code law} or {@code retention}
 * @param state       {@code waiting} or {@code done}
 * @param requestedBy login that asked for it
 * @param requested   UTC, ISO 8601
 * @param confirmedBy login that confirmed it; absent while it waits
 * @param confirmed   UTC, ISO 8601; absent while it waits
 */
public record Erasure(
        UUID id,
        UUID person,
        String ground,
        String state,
        String requestedBy,
        Instant requested,
        String confirmedBy,
        Instant confirmed) {}
