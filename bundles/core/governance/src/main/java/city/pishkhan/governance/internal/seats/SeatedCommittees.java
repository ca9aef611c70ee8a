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
 * The current committees, and their responsibility for decisions.
 *
 * @param ignoredSettings messages about settings in committee files that have no effect yet or are invalid
 */
public record SeatedCommittees(List<CommitteeSeats> committees, List<Text> ignoredSettings) {
    private static final Messages MESSAGES = Messages.of(SeatedCommittees.class);

    /**
     * Returns the committee that makes decisions of a kind.
     *
     * @throws Refusal {@code CONFLICT} with code {@code committee.no-seats}
     */
    public CommitteeSeats committeeFor(Kind kind) {
        return findOnly(committeeSeats -> committeeSeats.decides().contains(kind))
                .orElseThrow(() -> noSeats(kind.code()));
    }

    /**
     * Like {@link #committeeFor(Kind)}, but the committee that exposes services decides appeals and the suspension of a service in the
     * whole city.
     */
    public CommitteeSeats committeeFor(Kind kind, Terms terms) {
        boolean ofTheCity = kind == Kind.APPEAL || kind == Kind.SANCTION && "service".equals(terms.target());
        return committeeFor(ofTheCity ? Kind.EXPOSE : kind);
    }

    /** @throws Refusal {@code CONFLICT} with code {@code committee.no-seats} */
    public CommitteeSeats get(String name) {
        return findOnly(committeeSeats -> committeeSeats.name().equals(name)).orElseThrow(() -> noSeats(name));
    }

    public boolean hasCommitteeFor(Kind kind) {
        return !claimants(kind).isEmpty();
    }

    /**
     * Returns the names of committees whose files list a kind of decision. If there are several, none of them makes
     * such decisions.
     */
    public List<String> claimants(Kind kind) {
        return committees.stream()
                .filter(committeeSeats -> committeeSeats.decides().contains(kind))
                .map(CommitteeSeats::name)
                .sorted()
                .toList();
    }

    /** Returns messages about settings of files that have no effect. */
    public List<Text> warnings() {
        Stream<Text> twice = Arrays.stream(Kind.values())
                .map(this::claimants)
                .filter(names -> names.size() > 1)
                .map(names -> MESSAGES.text("committee.twice", names));
        return Stream.concat(ignoredSettings.stream(), twice)
                .distinct()
                .sorted(Comparator.comparing(Text::english))
                .toList();
    }

    /**
     * @throws Refusal {@code CONFLICT} with code {@code committee.twice} if several committees meet the condition,
     *     because none has precedence
     */
    private Optional<CommitteeSeats> findOnly(Predicate<CommitteeSeats> condition) {
        List<CommitteeSeats> found = committees.stream().filter(condition).toList();
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
