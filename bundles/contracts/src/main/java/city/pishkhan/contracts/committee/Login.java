package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A login that somebody has to look at again and again.
 *
 * @param name        of the login
 * @param roles       e.g. {@code office:1204}
 * @param source      where it is written, e.g. a file
 * @param confirmed   UTC, ISO 8601: when it was last confirmed with these roles; absent if never
 * @param confirmedBy login that did; absent if never
 * @param due         whether it has to be looked at now
 */
public record Login(
        String name,
        List<String> roles,
        String source,
        @Nullable Instant confirmed,
        @Nullable String confirmedBy,
        boolean due) {
    public Login {
        roles = List.copyOf(roles);
    }
}
