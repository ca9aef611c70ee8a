package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Committee.Vote;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeFloor;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.CommitteeSeats.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may vote and sign, and how votes are counted. */
final class VotingRules {
    private static final Set<String> VOICES = Set.of("yes", "no", "abstain", "recused");

    private VotingRules() {}

    static void check(String voice, String reason, int longest) {
        if (voice == null || !VOICES.contains(voice)) {
            throw Refusal.invalid("vote.voice", "voice");
        }
        if (reason != null || voice.equals("recused")) {
            GovernanceFields.text("reason", reason, longest);
        }
    }

    /** @return the seat for which the caller votes */
    static Seat mayVote(CommitteeSeats committee, List<Vote> votes, Caller caller) {
        Seat seat = committee
                .seatOf(caller.principal())
                .orElseThrow(() -> Refusal.forbidden("access.forbidden/may-vote", committee.name()));
        if (votes.stream().anyMatch(v -> v.seat().equals(seat.name()))) {
            throw Refusal.conflict("vote.cast", seat.name());
        }
        return seat;
    }

    /** Seats that must take part: the committee's own word, never less than the floor where somebody is sanctioned; two where a danger presses. */
    static int quorum(CommitteeSeats committee, Kind kind, Terms terms) {
        if (!SanctionProcedure.concerns(kind)) {
            return committee.quorum();
        }
        return terms.pressing() ? CommitteeFloor.URGENT : Math.max(committee.quorum(), CommitteeFloor.BODIES);
    }

    /**
     * The first seat that is not recused: its member or its deputy. Where somebody is sanctioned also not the seat of whoever drafted it, and
     * where a danger presses one that took part.
     *
     * @param barred seats that neither count nor sign
     */
    static void maySign(CommitteeSeats committee, Decision draft, List<String> barred, Caller caller) {
        Seat first = signer(committee, draft, barred)
                .orElseThrow(() -> noQuorum(0, quorum(committee, draft.kind(), draft.terms())));
        if (!first.of(caller.principal())) {
            throw Refusal.forbidden("access.forbidden/may-sign", first.name());
        }
    }

    /** Whose turn it is, as the votes are now. @param barred as {@link #maySign} has them */
    static Optional<Seat> signer(CommitteeSeats committee, Decision draft, List<String> barred) {
        boolean sanction = SanctionProcedure.concerns(draft.kind());
        return committee.seats().stream()
                .filter(seat -> !barred.contains(seat.name())
                        && draft.votes().stream().noneMatch(v -> v.seat().equals(seat.name()) && recused(v))
                        && !(sanction && seat.of(draft.draftedBy()))
                        && !(draft.terms().pressing()
                                && draft.votes().stream()
                                        .noneMatch(v -> v.seat().equals(seat.name()))))
                .findFirst();
    }

    /** @param barred seats that neither count nor sign @throws Refusal CONFLICT {@code decision.no-quorum} */
    static boolean adopted(CommitteeSeats committee, Decision draft, List<String> barred) {
        Set<String> names = Set.copyOf(committee.names());
        List<Vote> present = draft.votes().stream()
                .filter(v -> names.contains(v.seat()) && !barred.contains(v.seat()) && !recused(v))
                .toList();
        int quorum = quorum(committee, draft.kind(), draft.terms());
        if (present.size() < quorum) {
            throw noQuorum(present.size(), quorum);
        }
        long yes = present.stream().filter(v -> v.voice().equals("yes")).count();
        return yes * 2 > present.size();
    }

    private static boolean recused(Vote vote) {
        return vote.voice().equals("recused");
    }

    private static Refusal noQuorum(int present, int quorum) {
        return Refusal.conflict("decision.no-quorum", present, quorum);
    }
}
