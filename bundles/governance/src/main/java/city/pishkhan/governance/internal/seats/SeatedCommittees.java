package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The committees that sit today, and which of them a decision is for.
 *
 * @param unheeded what of the files does not count, or not yet, one line each
 */
public record SeatedCommittees(List<CommitteeSeats> committees, List<Text> unheeded) {
    private static final Messages MESSAGES = Messages.of(SeatedCommittees.class);

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    public CommitteeSeats deciding(Kind kind) {
        return first(committeeSeats -> committeeSeats.decides().contains(kind)).orElseThrow(() -> noSeats(kind.word()));
    }

    /**
     * As {@link #deciding(Kind)}. What takes a service from the whole city, and what is said against a sanction, are for the committee that
     * opens services to offices.
     */
    public CommitteeSeats deciding(Kind kind, Terms terms) {
        boolean ofTheCity = kind == Kind.APPEAL || kind == Kind.SANCTION && "service".equals(terms.target());
        return deciding(ofTheCity ? Kind.EXPOSE : kind);
    }

    /** @throws Refusal CONFLICT {@code committee.no-seats} */
    public CommitteeSeats named(String name) {
        return first(committeeSeats -> committeeSeats.name().equals(name)).orElseThrow(() -> noSeats(name));
    }

    public boolean decides(Kind kind) {
        return !claiming(kind).isEmpty();
    }

    /** Names of those that say they decide a kind: more than one decide nothing of it. */
    public List<String> claiming(Kind kind) {
        return committees.stream()
                .filter(committeeSeats -> committeeSeats.decides().contains(kind))
                .map(CommitteeSeats::name)
                .sorted()
                .toList();
    }

    /** What of the files does not count, one line each. */
    public List<Text> refused() {
        Stream<Text> twice = Arrays.stream(Kind.values())
                .map(this::claiming)
                .filter(names -> names.size() > 1)
                .map(names -> MESSAGES.text("committee.twice", names));
        return Stream.concat(unheeded.stream(), twice)
                .distinct()
                .sorted(Comparator.comparing(Text::english))
                .toList();
    }

    /** @throws Refusal CONFLICT {@code committee.twice}: which of two would decide is nobody's to choose */
    private Optional<CommitteeSeats> first(Predicate<CommitteeSeats> meant) {
        List<CommitteeSeats> found = committees.stream().filter(meant).toList();
        if (found.size() > 1) {
            throw Refusal.conflict(
                    "committee.twice",
                    found.stream().map(CommitteeSeats::name).sorted().toList());
        }
        return found.stream().findFirst();
    }

    private static Refusal noSeats(String what) {
        return Refusal.conflict("committee.no-seats", what);
    }
}
