package city.pishkhan.runtime.internal.gate;

import city.pishkhan.runtime.internal.contexts.RequestDrain;
import java.util.List;
import java.util.Optional;

/** Every door there is or will be: under these a missing endpoint is one that is being updated. */
final class KnownDoors {

    private static final List<String> PATHS = List.of(
            "/office/v1",
            "/agency/v1",
            "/committee/v1",
            "/oversight/v1",
            "/operator/v1",
            "/citizen/v1",
            "/auth/v1",
            "/soap/office",
            "/soap/agency",
            "/pay",
            "/verify",
            "/track",
            "/complaints",
            "/rules",
            "/handbook",
            "/health",
            "/metrics",
            "/console");

    private KnownDoors() {}

    /** The door that a request's path leads to; empty for a path below none. */
    static Optional<String> of(String path) {
        return PATHS.stream().filter(door -> RequestDrain.below(path, door)).findFirst();
    }
}
