package city.pishkhan.api.governance;

import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Acts under the four-eyes principle: one person requests an act, and another approves or refuses it. One person can never do
 * both, whatever the person's roles.
 */
public interface Approvals {

    /**
     * A requested act.
     *
     * @param act     e.g. {@code certificate-revoke}; see {@link ApprovedAct}
     * @param terms   exact parameters of the act, by name
     * @param reason  the requester's reason; not written to the journal
     * @param state   {@code asked}, {@code done}, {@code refused} or {@code lapsed}
     * @param expires time at which it lapses without a decision
     * @param decided time of the decision; {@code null} before, like {@code decidedBy}
     * @param result  outcome for people; {@code null} unless done
     */
    record Approval(
            UUID id,
            String act,
            Map<String, String> terms,
            String reason,
            String state,
            String askedBy,
            Instant asked,
            Instant expires,
            @Nullable String decidedBy,
            @Nullable Instant decided,
            @Nullable Text result) {
        public Approval {
            terms = Map.copyOf(terms);
        }

        /** Returns a copy with another result. */
        public Approval withResult(Text newResult) {
            return new Approval(id, act, terms, reason, state, askedBy, asked, expires, decidedBy, decided, newResult);
        }
    }

    /**
     * Requests an act; nothing is executed yet.
     *
     * @throws Refusal FORBIDDEN if the caller may not request it, INVALID for terms that the act does not accept
     */
    Approval request(Caller caller, String act, Map<String, String> terms, String reason);

    /**
     * Approves and executes an act, or refuses it for good.
     *
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code approval.same-person} for the requester; CONFLICT {@code approval.closed} after
     *     a decision or after it lapsed; any refusal of the act itself
     */
    Approval decide(Caller caller, UUID id, boolean approve);

    /** Returns an act if the caller may see all acts, or may decide this one. */
    Optional<Approval> find(Caller caller, UUID id);

    /**
     * Acts that the caller may see, newest first, up to {@code limit}.
     *
     * @param state state, or {@code null} for all
     */
    List<Approval> list(Caller caller, @Nullable String state, int limit);
}
