package city.pishkhan.api;

import java.util.UUID;

/** Tokens for citizens who have proved who they are by other means than a password. */
public interface CitizenTokens {

    /**
     * @param person opaque id
     * @return a token as any other login's, of the one role {@code citizen:<person>}
     */
    Authenticator.Token issue(UUID person);
}
