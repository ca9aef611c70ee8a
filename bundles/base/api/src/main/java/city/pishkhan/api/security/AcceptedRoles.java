package city.pishkhan.api.security;

import java.util.Set;

/**
 * Roles that a login really has. Two persons must have approved a role, or the login must be one of the first logins
 * with which the hub was set up. Writing a role into a file alone grants nothing.
 */
public interface AcceptedRoles {

    /**
     * Roles of a login that are approved.
     *
     * @param user the login as it is written in its file
     * @return the roles in {@code user} that were approved for the same login, person and credential ({@link
     *         UserDirectory.User#proof})
     */
    Set<String> roles(UserDirectory.User user);

    /**
     * Returns {@code true} if the first logins have been accepted, or if there are none. Before that, nobody can log
     * in.
     */
    boolean isFounded();

    /**
     * Returns {@code true} if settings may make new roles effective at once; only in a hub that had this setting when
     * its first logins were accepted.
     */
    boolean canTakeEffectAtOnce();
}
