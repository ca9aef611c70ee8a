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
 * @param recertified time of the last confirmation with these roles; UTC, ISO 8601; absent if never confirmed
 * @param recertifiedBy login of the confirming person; absent if never confirmed
 * @param due         {@code true} if a confirmation is due
 */
public record Login(
        String name,
        List<String> roles,
        String source,
        @Nullable Instant recertified,
        @Nullable String recertifiedBy,
        boolean due) {
    public Login {
        roles = List.copyOf(roles);
    }
}
