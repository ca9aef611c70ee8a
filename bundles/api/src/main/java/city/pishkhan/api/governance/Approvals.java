package city.pishkhan.api.governance;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Four eyes: acts that one person asks for and another carries out, or refuses. Nobody does both, whatever their roles. */
public interface Approvals {

    /**
     * One act that was asked for.
     *
     * @param act     e.g. {@code certificate-revoke}; see {@link ApprovedAct}
     * @param terms   what exactly, as the act reads it
     * @param reason  in the words of who asked; stays out of the journal
     * @param state   {@code asked}, {@code done}, {@code refused} or {@code lapsed}
     * @param expires when it lapses unless somebody decides
     * @param decided {@code null} until then, as {@code decidedBy}
     * @param result  what came of it, for people; {@code null} unless done
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
            String decidedBy,
            Instant decided,
            String result) {
        public Approval {
            terms = Map.copyOf(terms);
        }
    }

    /**
     * Asks for an act; nothing happens yet.
     *
     * @throws Refusal FORBIDDEN for who may not ask for it, INVALID for terms that the act does not take
     */
    Approval ask(Caller caller, String act, Map<String, String> terms, String reason);

    /**
     * Carries an act out, or refuses it for good.
     *
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code approval.same-person} for who asked; CONFLICT {@code approval.closed} once decided or
     *     lapsed; whatever the act itself says
     */
    Approval decide(Caller caller, UUID id, boolean approve);

    /** One act that is within the caller's reach: to who sees all of them, or else may decide it. */
    Optional<Approval> find(Caller caller, UUID id);

    /** What is within the caller's reach, the newest first, at most {@code limit}. @param state {@code null} for all */
    List<Approval> list(Caller caller, String state, int limit);
}
