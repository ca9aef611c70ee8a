package city.pishkhan.catalogue.internal;

import city.pishkhan.api.Committee.Kind;
import city.pishkhan.api.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The committees that sit today, and which of them a decision is for. */
record Sitting(List<SeatedCommittee> committees) {

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    Seats deciding(Kind kind) {
        return first(seats -> seats.decides().contains(kind)).orElseThrow(() -> noSeats(TermsCheck.word(kind)));
    }

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    Seats named(String name) {
        return first(seats -> seats.name().equals(name)).orElseThrow(() -> noSeats(name));
    }

    boolean decides(Kind kind) {
        return first(seats -> seats.decides().contains(kind)).isPresent();
    }

    private Optional<Seats> first(Predicate<Seats> meant) {
        return committees.stream().map(SeatedCommittee::seats).filter(meant).findFirst();
    }

    private static Refusal noSeats(String what) {
        return Refusal.conflict(
                "committee.no-seats",
                "No committee sits that decides this: " + what + ".",
                "هیچ کمیته‌ای برای این تصمیم تعیین نشده است: " + what + ".");
    }
}
