package city.pishkhan.api.security;

import java.util.Set;

/** What logins may do because two people said so, or because the hub was founded with them: who writes a file gives nobody power by that. */
public interface AcceptedPowers {

    /**
     * @param written the login as it is written
     * @return those of its roles that it was accepted with, as this person and with this proof
     */
    Set<String> of(UserDirectory.User written);

    /** Whether the first logins have been accepted, if there are any: before that nobody can log in. */
    boolean founded();

    /** Whether settings may let what is added count at once: only of a hub that was founded with them. */
    boolean mayBeAtOnce();
}
