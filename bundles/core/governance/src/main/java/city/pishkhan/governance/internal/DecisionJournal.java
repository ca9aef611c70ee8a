package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Vote;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates decisions in each stage (drafted, voted on, signed), and their details for the journal. */
final class DecisionJournal {
    private DecisionJournal() {}

    static Decision createDraft(UUID id, Draft draft, CommitteeSeats committee, String by, Instant at) {
        return new Decision(
                id,
                null,
                draft.kind(),
                "draft",
                committee.name(),
                draft.title(),
                draft.clause(),
                draft.reason(),
                draft.effective(),
                null,
                draft.terms(),
                VotingRules.quorum(committee, draft.kind(), draft.terms()),
                committee.names(),
                by,
                at,
                List.of(),
                null,
                null,
                null);
    }

    static Decision withVotes(Decision d, List<Vote> votes) {
        return copy(d, votes, d.digest());
    }

    /** @param inForce time from which the decision is in force; {@code null} if it was rejected */
    static Decision createSigned(
            Decision d, CommitteeSeats committee, String number, @Nullable Instant inForce, String by, Instant at) {
        Decision record = new Decision(
                d.id(),
                number,
                d.kind(),
                inForce == null ? "rejected" : "adopted",
                d.committee(),
                d.title(),
                d.clause(),
                d.reason(),
                d.effective(),
                inForce,
                d.terms(),
                VotingRules.quorum(committee, d.kind(), d.terms()),
                committee.names(),
                d.draftedBy(),
                d.drafted(),
                d.votes(),
                by,
                at,
                null);
        return copy(record, record.votes(), TermsJson.digest(record));
    }

    private static Decision copy(Decision d, List<Vote> votes, @Nullable String digest) {
        return new Decision(
                d.id(),
                d.number(),
                d.kind(),
                d.state(),
                d.committee(),
                d.title(),
                d.clause(),
                d.reason(),
                d.effective(),
                d.inForce(),
                d.terms(),
                d.quorum(),
                d.seats(),
                d.draftedBy(),
                d.drafted(),
                votes,
                d.signedBy(),
                d.signed(),
                digest);
    }

    /** Returns the terms that the journal may contain: codes and hashes, but no free text. */
    static Map<String, Object> journalDetails(Decision d) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("decision", d.id());
        details.put("kind", d.kind().code());
        details.put("committee", d.committee());
        details.put("effective", d.effective().toString());
        put(details, "service", d.terms().service());
        put(details, "ruleSet", d.terms().ruleSet());
        put(details, "subject", d.terms().subject());
        put(details, "target", d.terms().target());
        put(details, "name", d.terms().name());
        put(details, "measure", d.terms().measure());
        put(details, "complaint", d.terms().complaint());
        put(details, "urgent", d.terms().urgent());
        put(details, "cases", d.terms().cases());
        put(details, "appeal", d.terms().appeal());
        return details;
    }

    private static void put(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
