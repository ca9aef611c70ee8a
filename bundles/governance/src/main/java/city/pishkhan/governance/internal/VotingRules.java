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
            throw Refusal.invalid(
                    "vote.voice",
                    "voice",
                    "voice is yes, no, abstain or recused.",
                    "voice یکی از yes، no، abstain یا recused است.");
        }
        if (reason != null || voice.equals("recused")) {
            GovernanceFields.text("reason", reason, longest);
        }
    }

    /** @return the seat for which the caller votes */
    static Seat mayVote(CommitteeSeats committee, List<Vote> votes, Caller caller) {
        Seat seat = committee
                .seatOf(caller.principal())
                .orElseThrow(() -> Refusal.forbidden(
                        "This login has no seat in the committee " + committee.name() + ".",
                        "این کاربر کرسی‌ای در کمیته " + committee.name() + " ندارد."));
        if (votes.stream().anyMatch(v -> v.seat().equals(seat.name()))) {
            throw Refusal.conflict(
                    "vote.cast",
                    "The seat " + seat.name() + " has spoken.",
                    "کرسی " + seat.name() + " رأی خود را داده است.");
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
            throw Refusal.forbidden(
                    "The seat " + first.name() + " signs, and this login is not in it.",
                    "امضا با کرسی " + first.name() + " است و این کاربر در آن نیست.");
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
        return Refusal.conflict(
                "decision.no-quorum",
                present + " seats took part, the quorum is " + quorum + ".",
                present + " کرسی شرکت کرده‌اند؛ حد نصاب " + quorum + " است.");
    }
}
