package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.List;

/**
 * A token and whose it is.
 *
 * @param token     to be sent as {@code Authorization: Bearer <token>}; {@code toString} does not show it
 * @param type      {@code Bearer}
 * @param expires   when it stops being good
 * @param principal whose it is
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
