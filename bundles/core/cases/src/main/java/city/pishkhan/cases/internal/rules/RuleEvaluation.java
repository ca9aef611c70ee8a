package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.Refusal.Violation;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.messages.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Evaluates the rules of a stage for the facts of a case. Real cases and dry runs use only this class, so that both apply
 * the rules equally.
 */
public final class RuleEvaluation {
    private static final Messages MESSAGES = Messages.of(RuleEvaluation.class);

    private RuleEvaluation() {}

    /** @param why explanation of the rule that requires the paper */
    public record PaperRuling(String kind, String why) {}

    public static List<PaperRuling> papers(RuleSet rules, Stage stage, Map<String, Object> facts) {
        if (stage.table() == null) {
            return List.of();
        }
        Decision decision = rules.decide(stage.table(), facts);
        List<PaperRuling> papers = new ArrayList<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            papers.add(new PaperRuling(
                    (String) Objects.requireNonNull(decision.rows().get(i).get("paper")),
                    decision.explanation().get(i)));
        }
        return papers;
    }

    /** All limits of a look-up's table that the facts violate. Each row of the result is one violation. */
    public static List<Violation> violated(RuleSet rules, Stage stage, Map<String, Object> facts) {
        if (stage.table() == null) {
            return List.of();
        }
        Decision decision = rules.decide(stage.table(), facts);
        List<Violation> violated = new ArrayList<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            Map<String, Object> row = decision.rows().get(i);
            // older rule sets have an output "refuse", and neither field nor limit
            if (!Boolean.FALSE.equals(row.get("refuse"))) {
                violated.add(new Violation(
                        decision.rules().get(i),
                        (String) row.get("field"),
                        (String) row.get("value"),
                        (String) row.get("limit"),
                        (String) Objects.requireNonNull(row.get("reasonEn")),
                        (String) Objects.requireNonNull(row.get("reasonFa"))));
            }
        }
        return violated;
    }

    /** The agencies that a stage asks, with the reasons. */
    public static Map<String, String> agencies(RuleSet rules, Stage stage, Map<String, Object> facts) {
        Decision decision = rules.decide(stage.table(), facts);
        Map<String, String> agencies = new LinkedHashMap<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            agencies.merge(
                    (String) decision.rows().get(i).get("agency"),
                    decision.explanation().get(i),
                    (first, second) -> first + "; " + second);
        }
        return agencies;
    }

    /** The stage's rule for an agency that its table names. */
    public static AgencyRule rule(Stage stage, String agency) {
        AgencyRule rule = stage.agencies().get(agency);
        if (rule == null) {
            throw new IllegalStateException(
                    "Stage " + stage.id() + " has no rule for agency " + agency + " that its table names");
        }
        return rule;
    }

    /** As {@link #duties}, with explanations and including zero amounts. */
    static List<DutyLine> explained(RuleSet rules, String service, Stage stage, Map<String, Object> facts) {
        Decision decision = rules.decide(stage.table(), facts);
        List<DutyLine> lines = new ArrayList<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            Map<String, Object> row = decision.rows().get(i);
            lines.add(new DutyLine(
                    stage.id(),
                    (String) Objects.requireNonNull(row.get("duty")),
                    (String) Objects.requireNonNull(row.get("titleEn")),
                    (String) Objects.requireNonNull(row.get("titleFa")),
                    ((Number) Objects.requireNonNull(row.get("amount"))).longValue(),
                    decision.explanation().get(i),
                    decision.explanationFa().get(i)));
        }
        fee(rules, service, stage, facts)
                .ifPresent(fee -> lines.add(new DutyLine(
                        stage.id(),
                        Payments.OFFICE_FEE,
                        fee.titleEn(),
                        fee.titleFa(),
                        fee.amount(),
                        MESSAGES.english("rule-evaluation.fixed-fee"),
                        MESSAGES.persian("rule-evaluation.fixed-fee"))));
        return lines;
    }

    /** Duties of a payment stage: those of its table, and the office's fee if this is the stage that charges it. */
    public static List<Duty> duties(RuleSet rules, String service, Stage stage, Map<String, Object> facts) {
        List<Duty> duties = new ArrayList<>();
        rules.decide(stage.table(), facts)
                .rows()
                .forEach(row -> duties.add(new Duty(
                        (String) Objects.requireNonNull(row.get("duty")),
                        (String) Objects.requireNonNull(row.get("titleEn")),
                        (String) Objects.requireNonNull(row.get("titleFa")),
                        ((Number) Objects.requireNonNull(row.get("amount"))).longValue())));
        fee(rules, service, stage, facts)
                .ifPresent(
                        fee -> duties.add(new Duty(Payments.OFFICE_FEE, fee.titleEn(), fee.titleFa(), fee.amount())));
        return duties;
    }

    /**
     * The office's fee, if it is charged at this stage. Cases that citizens open online have none, because no office
     * works on them.
     */
    public static Optional<Fee> fee(RuleSet rules, String service, Stage stage, Map<String, Object> facts) {
        return rules.procedure(service)
                .filter(p -> !Boolean.TRUE.equals(facts.get(CaseFacts.HOME)))
                .filter(p -> p.payment().filter(stage::equals).isPresent())
                .map(Procedure::fee);
    }
}
