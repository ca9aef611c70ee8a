package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Committee.Vote;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeFileCheck;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.CommitteeSeats.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for voting, signing and counting votes. */
final class VotingRules {
    private static final Set<String> VOICES = Set.of("yes", "no", "abstain", "recused");

    private VotingRules() {}

    static void check(String voice, @Nullable String reason, int longest) {
        if (voice == null || !VOICES.contains(voice)) {
            throw Refusal.invalid("vote.voice", "vote");
        }
        if (reason != null || voice.equals("recused")) {
            GovernanceFields.text("reason", reason, longest);
        }
    }

    /** @return the seat for which the caller votes */
    static Seat requireVotingSeat(CommitteeSeats committee, List<Vote> votes, Caller caller) {
        Seat seat = committee
                .seatOf(caller.principal())
                .orElseThrow(() -> Refusal.forbidden("access.forbidden/may-vote", committee.name()));
        if (votes.stream().anyMatch(v -> v.seat().equals(seat.name()))) {
            throw Refusal.conflict("vote.cast", seat.name());
        }
        return seat;
    }

    /**
     * Returns the number of seats that must take part in a vote. Sanctions and appeals have a minimum; an urgent
     * sanction needs two seats.
     */
    static int quorum(CommitteeSeats committee, Kind kind, Terms terms) {
        if (!SanctionProcedure.isSanctionOrAppeal(kind)) {
            return committee.quorum();
        }
        return terms.hasImmediateEffect()
                ? CommitteeFileCheck.URGENT
                : Math.max(committee.quorum(), CommitteeFileCheck.BODIES);
    }

    /**
     * Checks that the caller is the member or deputy of the first seat that is not recused. For sanctions and appeals the drafter's
     * seat is skipped, and for urgent ones also seats that did not vote.
     *
     * @param barred seats that neither count nor sign
     */
    static void requireSigner(CommitteeSeats committee, Decision draft, List<String> barred, Caller caller) {
        Seat first = signer(committee, draft, barred)
                .orElseThrow(() -> noQuorum(0, quorum(committee, draft.kind(), draft.terms())));
        if (!first.hasMember(caller.principal())) {
            throw Refusal.forbidden("access.forbidden/may-sign", first.name());
        }
    }

    /**
     * Returns the seat whose turn it is to sign, according to the current votes.
     *
     * @param barred as in {@link #requireSigner}
     */
    static Optional<Seat> signer(CommitteeSeats committee, Decision draft, List<String> barred) {
        boolean sanction = SanctionProcedure.isSanctionOrAppeal(draft.kind());
        return committee.seats().stream()
                .filter(seat -> !barred.contains(seat.name())
                        && draft.votes().stream().noneMatch(v -> v.seat().equals(seat.name()) && isRecused(v))
                        && !(sanction && seat.hasMember(draft.draftedBy()))
                        && !(draft.terms().hasImmediateEffect()
                                && draft.votes().stream()
                                        .noneMatch(v -> v.seat().equals(seat.name()))))
                .findFirst();
    }

    /**
     * Returns {@code true} if more than half of the present seats vote yes.
     *
     * @param barred seats that neither count nor sign
     * @throws Refusal {@code CONFLICT} with code {@code decision.no-quorum}
     */
    static boolean isAdopted(CommitteeSeats committee, Decision draft, List<String> barred) {
        Set<String> names = Set.copyOf(committee.names());
        List<Vote> present = draft.votes().stream()
                .filter(v -> names.contains(v.seat()) && !barred.contains(v.seat()) && !isRecused(v))
                .toList();
        int quorum = quorum(committee, draft.kind(), draft.terms());
        if (present.size() < quorum) {
            throw noQuorum(present.size(), quorum);
        }
        long yes = present.stream().filter(v -> v.voice().equals("yes")).count();
        return yes * 2 > present.size();
    }

    private static boolean isRecused(Vote vote) {
        return vote.voice().equals("recused");
    }

    private static Refusal noQuorum(int present, int quorum) {
        return Refusal.conflict("decision.no-quorum", present, quorum);
    }
}
