package city.pishkhan.api.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions of web browsers, because a page cannot keep a token safe from its scripts. Valid on every node until logout. */
public interface Sessions {

    /**
     * A new session.
     *
     * @param value   random value for the browser; not stored in readable form
     * @param expires absolute end; an inactive session ends earlier
     */
    record Session(String value, Instant expires, Caller caller) {}

    /** Opens a session for a login. */
    Session open(Authenticator.Token login);

    /**
     * The caller of a session.
     *
     * @return empty for an unknown or expired session, and if the user was removed or lost a role
     * @throws Refusal UNAVAILABLE while the database does not answer
     */
    Optional<Caller> find(String value);

    /**
     * Maximum time between two calls of a session; after a longer pause the session ends. Pages warn the user before.
     */
    Duration idle();

    /** Ends a session; does nothing if there is none. */
    void end(String value);
}
