package city.pishkhan.api.security;

import java.util.Set;

/**
 * Roles that logins actually have, because two persons approved them or the hub was founded with them. Writing a role into a file
 * alone grants nothing.
 */
public interface AcceptedRoles {

    /**
     * Roles of a login that are approved.
     *
     * @param user the login as it is written in its file
     * @return those of its roles that were approved for this login with this person and this proof
     */
    Set<String> roles(UserDirectory.User user);

    /** Returns {@code true} if the first logins have been approved, or there are none; before that, no login is possible. */
    boolean isFounded();

    /** Returns {@code true} if settings may make new roles effective at once; only in a hub that was founded with this setting. */
    boolean canTakeEffectAtOnce();
}
