package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Vote;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.CommitteeSeats.Seat;
import java.util.List;
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

    /** The first seat that is not recused: its member or its deputy. */
    static void maySign(CommitteeSeats committee, List<Vote> votes, Caller caller) {
        Seat first = committee.seats().stream()
                .filter(seat -> votes.stream().noneMatch(v -> v.seat().equals(seat.name()) && recused(v)))
                .findFirst()
                .orElseThrow(() -> noQuorum(0, committee.quorum()));
        if (!first.of(caller.principal())) {
            throw Refusal.forbidden("access.forbidden/may-sign", first.name());
        }
    }

    /** @throws Refusal CONFLICT {@code decision.no-quorum} */
    static boolean adopted(CommitteeSeats committee, List<Vote> votes) {
        Set<String> names = Set.copyOf(committee.names());
        List<Vote> present = votes.stream()
                .filter(v -> names.contains(v.seat()) && !recused(v))
                .toList();
        if (present.size() < committee.quorum()) {
            throw noQuorum(present.size(), committee.quorum());
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
