package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.List;

/**
 * A token and its login.
 *
 * @param token     token for the header {@code Authorization: Bearer <token>}; {@code toString} does not show it
 * @param type      {@code Bearer}
 * @param expires   time of expiry; UTC, ISO 8601
 * @param principal name of the login
 * @param roles     e.g. {@code office:1204}
 */
public record TokenGrant(
        String token, @OneOf({"Bearer"}) String type, Instant expires, String principal, List<String> roles) {
    public TokenGrant {
        roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
        return "TokenGrant[principal=" + principal + ", expires=" + expires + "]";
    }
}
