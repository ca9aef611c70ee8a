package city.pishkhan.api.security;

import java.util.Set;

/**
 * Roles that logins actually have, because two persons approved them or the hub was founded with them. Writing a role into a file
 * alone grants nothing.
 */
public interface AcceptedPowers {

    /**
     * Roles of a login that are approved.
     *
     * @param written the login as it is written in its file
     * @return those of its roles that were approved for this login with this person and this proof
     */
    Set<String> of(UserDirectory.User written);

    /** Returns {@code true} if the first logins have been approved, or there are none; before that, no login is possible. */
    boolean founded();

    /** Returns {@code true} if settings may make new roles effective at once; only in a hub that was founded with this setting. */
    boolean mayBeAtOnce();
}
