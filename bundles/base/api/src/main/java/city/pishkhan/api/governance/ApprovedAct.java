package city.pishkhan.api.governance;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An act that requires a second person's approval. The bundle that executes the act publishes this interface as a
 * service, and {@link Approvals} calls the service.
 */
public interface ApprovedAct {

    /** Name of the act, e.g. {@code certificate-revoke}. */
    String name();

    /** Operation of the access table that both the requester and the approver must be permitted to call. */
    String operation();

    /** Completes the requester's terms with data of the hub, before they are stored. */
    default Map<String, String> complete(Map<String, String> given) {
        return given;
    }

    /**
     * Validates the terms when the act is requested, and again before it is executed.
     *
     * @throws Refusal if the act is not possible
     */
    void check(Map<String, String> terms);

    /** The terms for the journal: without secrets and personal data. */
    Map<String, String> journalTerms(Map<String, String> terms);

    /**
     * Executes the act, in the caller's transaction.
     *
     * @param approver the person who approved it; recorded as the author of the changes
     * @param asked    the request with its terms, requester and reason
     * @return the values of the outcome, separated by tabs; they are stored and shown by {@link #outcome}
     */
    @Nullable
    String execute(Caller approver, Approvals.Approval asked);

    /**
     * Describes a stored outcome for people: the text {@code outcome.<name>} in the messages of the act's bundle.
     * Without such a text, the values themselves are shown.
     */
    default Text outcome(String stored) {
        Messages messages = Messages.of(getClass());
        String key = "outcome." + name();
        return messages.hasKey(key)
                ? RefusalText.of(messages, key, (Object[]) stored.split("\t"))
                : Text.untranslated(stored);
    }
}
