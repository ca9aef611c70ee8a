package city.pishkhan.api.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions of people at a browser, which cannot keep a token safe from the scripts of its page. The same on every node, until logged out. */
public interface Sessions {

    /**
     * A session that was just opened.
     *
     * @param value   what the browser keeps: random, and kept nowhere else
     * @param expires when it ends whatever happens; it ends sooner without a call for a while
     */
    record Session(String value, Instant expires, Caller caller) {}

    /** Opens a session for a login. */
    Session open(Authenticator.Token login);

    /**
     * Whose session it is.
     *
     * @return empty for an unknown, ended or forgotten one, and if the user left or lost a role
     * @throws Refusal UNAVAILABLE while the database does not answer
     */
    Optional<Caller> find(String value);

    /** How long a session stands without a call: a page warns before. */
    Duration idle();

    /** Ends a session; nothing happens to one that is none. */
    void end(String value);
}
