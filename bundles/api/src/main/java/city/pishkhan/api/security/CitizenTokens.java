package city.pishkhan.api.security;

import java.util.UUID;

/** Tokens for citizens who have proved who they are by other means than a password. */
public interface CitizenTokens {

    /**
     * @param person opaque id
     * @param number that the person proved to have, as {@link city.pishkhan.api.persons.Persons#number} names it
     * @return a token as any other login's, of the one role {@link Caller#citizenRole}
     */
    Authenticator.Token issue(UUID person, String number);
}
