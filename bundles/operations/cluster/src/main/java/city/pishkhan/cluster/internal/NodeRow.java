package city.pishkhan.cluster.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A node as last stored.
 *
 * @param ended {@code left}, {@code lost}, or {@code null} while it runs
 * @param clockMs milliseconds by which its clock is ahead of the database's
 * @param refused purposes of its keys that differ from the city's
 * @param keys fingerprints by purpose
 * @param configuration hashes by name of the values that must be equal
 */
record NodeRow(
        String name,
        UUID incarnation,
        String version,
        Instant joined,
        Instant seen,
        String ended,
        long clockMs,
        List<String> refused,
        Map<String, String> keys,
        Map<String, String> configuration) {

    static final String LEFT = "left";
    static final String LOST = "lost";

    boolean isRunning() {
        return ended == null;
    }
}
