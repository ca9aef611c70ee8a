package city.pishkhan.api.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Periodic review of logins: a second person confirms that each login is still needed with its roles. */
public interface Recertification {

    /**
     * One login.
     *
     * @param source      file or realm of the login
     * @param recertified time of the last confirmation with exactly these roles; {@code null} if never
     * @param recertifiedBy person who confirmed it, or {@code null}
     * @param due         whether the review is due
     */
    record Login(
            String name,
            Set<String> roles,
            String source,
            @Nullable Instant recertified,
            @Nullable String recertifiedBy,
            boolean due) {
        public Login {
            roles = Set.copyOf(roles);
        }
    }

    /** All logins, beginning with those whose review is due. */
    List<Login> list();

    /**
     * Confirms that a login is still needed.
     *
     * @param roles roles that the caller saw
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code login.own} for the caller's own login; CONFLICT {@code login.changed} if the
     *     roles have changed
     */
    Login recertify(Caller caller, String name, Set<String> roles);
}
