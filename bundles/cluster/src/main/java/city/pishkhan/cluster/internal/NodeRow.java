package city.pishkhan.cluster.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A node as it last said itself.
 *
 * @param ended         {@code left}, {@code lost}, or {@code null} while it runs
 * @param clockMs       milliseconds by which its clock is ahead of the database's
 * @param refused       purposes of the keys that it has unlike the city's
 * @param keys          purpose to fingerprint
 * @param configuration name of what must be alike to a hash of its value
 */
record NodeRow(
        String name,
        UUID life,
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

    boolean runs() {
        return ended == null;
    }
}
