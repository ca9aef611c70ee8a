package city.pishkhan.api.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The list of logins that somebody has to look through again and again: whether each is still needed, with these roles. */
public interface Recertification {

    /**
     * One login.
     *
     * @param source      where it is written
     * @param confirmed   when it was last confirmed with exactly these roles; {@code null} if never
     * @param confirmedBy by whom, or {@code null}
     * @param due         whether it has to be looked at now
     */
    record Login(String name, Set<String> roles, String source, Instant confirmed, String confirmedBy, boolean due) {
        public Login {
            roles = Set.copyOf(roles);
        }
    }

    /** All logins, those that are due first. */
    List<Login> list();

    /**
     * Says that a login is still needed, as it is.
     *
     * @param roles that the caller has seen
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code login.own} for the caller's own; CONFLICT {@code login.changed} if the roles are others
     */
    Login confirm(Caller caller, String name, Set<String> roles);
}
