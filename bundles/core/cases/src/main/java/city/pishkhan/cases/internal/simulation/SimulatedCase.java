package city.pishkhan.cases.internal.simulation;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.cases.internal.engine.LookupStage;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Simulated course of a case under a rule set, assuming that every agency approves: inquiries, papers and duties. */
final class SimulatedCase {
    /** Result of the simulation. */
    enum End {
        CERTIFIED,
        /** the request violates a limit of a table and would be sent back for correction */
        NOT_ALLOWED,
        /** the rule set does not contain the service of the case */
        WITHDRAWN,
        /** a table needs a fact that is not known */
        UNDECIDED,
        /** all facts are known, but a table cannot decide */
        FAILED
    }

    /** An agency, paper or duty at one stage. */
    record StageItem(String stage, @Nullable String what) implements Comparable<StageItem> {
        @Override
        public int compareTo(StageItem other) {
            int order = stage.compareTo(other.stage);
            return order != 0 ? order : Objects.requireNonNull(what).compareTo(Objects.requireNonNull(other.what));
        }
    }

    final Set<StageItem> papers = new TreeSet<>();
    final Map<StageItem, AgencyRule> agencies = new TreeMap<>();
    /** amounts in rial */
    final Map<StageItem, Long> duties = new TreeMap<>();

    private final RuleSet rules;
    private final String service;
    private final Map<String, Object> facts;
    private End end = End.CERTIFIED;

    private SimulatedCase(RuleSet rules, String service, Map<String, Object> facts) {
        this.rules = rules;
        this.service = service;
        this.facts = facts;
    }

    static SimulatedCase of(RuleSet rules, String service, Map<String, Object> facts) {
        SimulatedCase simulatedCase = new SimulatedCase(rules, service, facts);
        Optional<Procedure> procedure = rules.procedure(service);
        if (procedure.isEmpty()) {
            simulatedCase.end = End.WITHDRAWN;
            return simulatedCase;
        }
        try {
            for (Stage stage : procedure.get().stages()) {
                if (!simulatedCase.tryStage(stage)) {
                    simulatedCase.end = End.NOT_ALLOWED;
                    break;
                }
            }
        } catch (IllegalArgumentException missing) {
            simulatedCase.end = End.UNDECIDED;
        } catch (IllegalStateException | ArithmeticException mistake) {
            simulatedCase.end = End.FAILED;
        }
        return simulatedCase;
    }

    End end() {
        return end;
    }

    /** @return {@code false} if the rules do not permit the request */
    private boolean tryStage(Stage stage) {
        switch (stage.kind()) {
            case PAPERS, INSPECTION ->
                RuleEvaluation.papers(rules, stage, facts)
                        .forEach(paper -> papers.add(new StageItem(stage.id(), paper.kind())));
            case LOOKUP -> {
                agencies.put(new StageItem(stage.id(), stage.agency()), LookupStage.rule(stage, stage.agency()));
                return RuleEvaluation.violated(rules, stage, facts).isEmpty();
            }
            case INQUIRIES ->
                RuleEvaluation.agencies(rules, stage, facts)
                        .keySet()
                        .forEach(agency ->
                                agencies.put(new StageItem(stage.id(), agency), RuleEvaluation.rule(stage, agency)));
            case PAYMENT ->
                RuleEvaluation.duties(rules, service, stage, facts)
                        .forEach(duty ->
                                duties.merge(new StageItem(stage.id(), duty.code()), duty.amount(), Math::addExact));
            default -> {
                // no rules are evaluated at stages of the other kinds
            }
        }
        return true;
    }
}
