package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.tables.FactDefinition;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Validates the opening conditions of a procedure against the rule set: requested facts, required certificates and excluded services. */
final class OpeningRuleCheck {
    private static final Set<StageKind> AT_OFFICES = EnumSet.of(StageKind.PAPERS, StageKind.INSPECTION);

    private final Procedure procedure;
    private final Vocabulary vocabulary;
    private final @Nullable CompiledRuleSet rules;
    private final BiConsumer<String, String> problems;

    /** @param problems receives a JSON pointer into the procedure's file and the problem's text */
    OpeningRuleCheck(
            Procedure procedure,
            Vocabulary vocabulary,
            @Nullable CompiledRuleSet rules,
            BiConsumer<String, String> problems) {
        this.procedure = procedure;
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.problems = problems;
    }

    void check() {
        checkAsks();
        checkHome();
        checkPrerequisites();
    }

    private void checkAsks() {
        List<String> asks = procedure.asks() == null ? List.of() : procedure.asks();
        for (int i = 0; i < asks.size(); i++) {
            FactDefinition fact = vocabulary.facts().get(asks.get(i));
            if (fact == null || !"request".equals(fact.from())) {
                problems.accept("/asks/" + i, asks.get(i) + " is not a fact of the vocabulary from a request");
            }
        }
        if (procedure.hasMunicipalCustomer() && procedure.asks() != null) {
            problems.accept("/asks", "where the municipality is the customer nobody applies");
        }
    }

    /**
     * Checks a procedure that citizens can open from home. Without an office, papers cannot be scanned and inspections
     * cannot be made. The subject must be a vehicle, because only vehicles have a register that states the owner.
     */
    private void checkHome() {
        if (!procedure.home()) {
            return;
        }
        if (procedure.hasMunicipalCustomer()
                || !procedure.hasVehicleSubject()
                || procedure.asks() == null
                || !procedure.asks().isEmpty()) {
            problems.accept("/home", "only a procedure that asks for nothing but a vehicle can be opened at home");
        }
        procedure.stages().stream()
                .filter(stage -> AT_OFFICES.contains(stage.kind()))
                .forEach(stage -> problems.accept("/home", "stage " + stage.id() + " needs an office"));
    }

    /**
     * Checks that a procedure of the rule set issues each required certificate, and that each excluded service exists.
     */
    private void checkPrerequisites() {
        Set<String> issued = new HashSet<>();
        Objects.requireNonNull(rules).services().stream()
                .flatMap(service -> rules.procedure(service).orElseThrow().stages().stream())
                .filter(stage -> stage.template() != null)
                .forEach(stage -> issued.add(stage.template()));
        for (int i = 0; i < procedure.requires().size(); i++) {
            if (!issued.contains(procedure.requires().get(i))) {
                problems.accept(
                        "/requires/" + i,
                        "no procedure issues the certificate "
                                + procedure.requires().get(i));
            }
        }
        for (int i = 0; i < procedure.excludes().size(); i++) {
            if (rules.procedure(procedure.excludes().get(i)).isEmpty()) {
                problems.accept(
                        "/excludes/" + i,
                        "unknown service " + procedure.excludes().get(i));
            }
        }
    }
}
