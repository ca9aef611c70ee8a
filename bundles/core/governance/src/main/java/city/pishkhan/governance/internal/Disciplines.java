package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Known disciplines, and the disciplines that a service needs, according to the rules in force. The disciplines of staged and
 * coming rules are known too, so that experts can be registered before the rules' first day.
 */
final class Disciplines {
    private static final String IN_FORCE = "in-force";
    private static final Set<String> AHEAD = Set.of("staged", "coming");

    private final Procedures procedures;

    Disciplines(Procedures procedures) {
        this.procedures = procedures;
    }

    private Optional<RuleSet> inForce() {
        return procedures.versions().stream()
                        .anyMatch(version -> version.status().equals(IN_FORCE))
                ? Optional.of(procedures.inForce())
                : Optional.empty();
    }

    private Stream<RuleSet> upcoming() {
        return procedures.versions().stream()
                .filter(version -> AHEAD.contains(version.status()))
                .map(this::candidate)
                .flatMap(Optional::stream);
    }

    /** Returns the rule set of a version, or empty if it cannot be put into force. */
    private Optional<RuleSet> candidate(Version version) {
        try {
            return Optional.of(procedures.candidate(version.hash()));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    /** Returns each discipline once, with the title from the rules in force if these contain the discipline. */
    Collection<Choice> known() {
        return Stream.concat(inForce().stream(), upcoming())
                .flatMap(rules -> rules.disciplines().stream())
                .collect(Collectors.toMap(
                        Choice::code, Function.identity(), (first, other) -> first, LinkedHashMap::new))
                .values();
    }

    /**
     * Returns the codes without duplicates.
     *
     * @throws Refusal {@code INVALID} if a code is unknown or the list is empty
     */
    List<String> validate(String field, List<String> codes) {
        if (codes.isEmpty()) {
            throw Refusal.invalid("field.missing", field, field);
        }
        Set<String> known = known().stream().map(Choice::code).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(codes)) {
            throw Refusal.invalid("value.unknown", field, field, known);
        }
        return codes.stream().distinct().toList();
    }

    /**
     * Returns the disciplines needed by stages of a service. Uses the rules in force, or the next ones if none are in force. Empty
     * if the service needs no expert.
     */
    Set<String> requiredBy(String service) {
        return inForce()
                .or(() -> upcoming().findFirst())
                .flatMap(rules -> rules.procedure(service))
                .map(Procedure::stages)
                .orElse(List.of())
                .stream()
                .map(Stage::discipline)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
