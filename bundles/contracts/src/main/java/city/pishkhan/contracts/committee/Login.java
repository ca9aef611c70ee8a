package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A login that must be confirmed regularly.
 *
 * @param name        name of the login
 * @param roles       e.g. {@code office:1204}
 * @param source      source of the login, e.g. a file
 * @param confirmed   time of the last confirmation with these roles; UTC, ISO 8601; absent if never confirmed
 * @param confirmedBy login of the confirming person; absent if never confirmed
 * @param due         {@code true} if a confirmation is due
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
