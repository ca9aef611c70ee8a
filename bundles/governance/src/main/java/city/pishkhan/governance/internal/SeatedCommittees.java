package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The committees that sit today, and which of them a decision is for. */
record SeatedCommittees(List<SeatedCommittee> committees) {

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    CommitteeSeats deciding(Kind kind) {
        return first(committeeSeats -> committeeSeats.decides().contains(kind))
                .orElseThrow(() -> noSeats(TermsCheck.word(kind)));
    }

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    CommitteeSeats named(String name) {
        return first(committeeSeats -> committeeSeats.name().equals(name)).orElseThrow(() -> noSeats(name));
    }

    boolean decides(Kind kind) {
        return first(committeeSeats -> committeeSeats.decides().contains(kind)).isPresent();
    }

    private Optional<CommitteeSeats> first(Predicate<CommitteeSeats> meant) {
        return committees.stream().map(SeatedCommittee::seats).filter(meant).findFirst();
    }

    private static Refusal noSeats(String what) {
        return Refusal.conflict("committee.no-seats", what);
    }
}
