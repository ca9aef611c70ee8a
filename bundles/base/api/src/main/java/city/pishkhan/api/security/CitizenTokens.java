package city.pishkhan.api.security;

import java.util.UUID;

/** Tokens for citizens who proved their identity without a password. */
public interface CitizenTokens {

    /**
     * Issues a token.
     *
     * @param person opaque id
     * @param number proved mobile, as identified by {@link city.pishkhan.api.persons.Persons#number}
     * @return an ordinary login token with the single role {@link Caller#citizenRole}
     */
    Authenticator.Token issue(UUID person, String number);
}
