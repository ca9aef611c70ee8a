package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which disciplines there are, and which of them a service needs: by the rules in force, or before there are any by those that lie staged. */
final class Disciplines {
    private final Procedures procedures;

    Disciplines(Procedures procedures) {
        this.procedures = procedures;
    }

    private Optional<RuleSet> rules() {
        List<Procedures.Version> versions = procedures.versions();
        if (versions.stream().anyMatch(version -> version.status().equals("in-force"))) {
            return Optional.of(procedures.inForce());
        }
        return versions.isEmpty() || !procedures.problems().isEmpty()
                ? Optional.empty()
                : Optional.of(procedures.candidate(versions.get(0).hash()));
    }

    /** @throws Refusal INVALID for a code that is none */
    List<String> checked(String field, List<String> codes) {
        List<String> known = rules().map(RuleSet::disciplines).orElse(List.of()).stream()
                .map(Choice::code)
                .toList();
        if (codes.isEmpty()) {
            throw Refusal.invalid("field.missing", field, field);
        }
        for (String code : codes) {
            if (!known.contains(code)) {
                throw Refusal.invalid("value.unknown", field, field, String.join(", ", known));
            }
        }
        return codes.stream().distinct().toList();
    }

    /** Those that stages of a service need; empty where it needs none, or no rules know it. */
    Set<String> needed(String service) {
        return rules().flatMap(rules -> rules.procedure(service)).map(Procedure::stages).orElse(List.of()).stream()
                .map(Stage::discipline)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
