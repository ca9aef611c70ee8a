package city.pishkhan.api.governance;

import city.pishkhan.api.security.Caller;
import java.util.Map;

/** An act that needs four eyes: what its room registers as a service, and {@link Approvals} calls. */
public interface ApprovedAct {

    /** Name of the act, e.g. {@code certificate-revoke}. */
    String name();

    /** Row of the access table that both who asks and who decides need. */
    String operation();

    /** The terms as they are kept: with what the hub knows of them beside what the asker said. */
    default Map<String, String> complete(Map<String, String> said) {
        return said;
    }

    /** Looks at the terms when the act is asked for, and again before it is carried out. @throws Refusal for what cannot be done */
    void check(Map<String, String> terms);

    /** What the journal says of the terms: no secret and nothing personal. */
    Map<String, String> journaled(Map<String, String> terms);

    /**
     * Does it, in the caller's transaction.
     *
     * @param approver who decided; the act records what it does in this name
     * @param asked    the terms, and who asked with which reason
     * @return what came of it, for people
     */
    String carryOut(Caller approver, Approvals.Approval asked);
}
