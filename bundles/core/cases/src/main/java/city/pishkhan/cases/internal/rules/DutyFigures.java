package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Duties that an applicant owes by the rules and the present facts. Views and the certificate use the same figures. */
public final class DutyFigures {
    private DutyFigures() {}

    /** The duties of all payment stages up to and including the given stage. */
    public static List<DutyLine> lines(RuleSet rules, Procedure procedure, String upTo, Map<String, Object> facts) {
        List<DutyLine> lines = new ArrayList<>();
        for (Stage stage : procedure.stages()) {
            if (isPaidByApplicant(stage)) {
                lines.addAll(RuleEvaluation.explained(rules, procedure.service(), stage, facts));
            }
            if (stage.id().equals(upTo)) {
                break;
            }
        }
        return lines;
    }

    /** Returns {@code true} if the applicant pays at this stage. */
    public static boolean isPaidByApplicant(Stage stage) {
        return stage.kind() == StageKind.PAYMENT && !stage.payer().equals(Procedures.MUNICIPALITY);
    }

    /**
     * Duties as a certificate shows them: one entry per duty, without exemptions and without the office's fee, which is not a duty of the
     * city. Keys are {@code amount} (total in rial) and {@code duties}.
     */
    public static Map<String, Object> certified(List<DutyLine> lines) {
        Map<String, Duty> byCode = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.amount() != 0 && !line.code().equals(Payments.OFFICE_FEE))
                .map(line -> new Duty(line.code(), line.titleEn(), line.titleFa(), line.amount()))
                .forEach(duty -> byCode.merge(
                        duty.code(),
                        duty,
                        (a, b) -> new Duty(a.code(), a.titleEn(), a.titleFa(), Math.addExact(a.amount(), b.amount()))));
        return Map.of(
                "amount",
                byCode.values().stream().mapToLong(Duty::amount).reduce(0, Math::addExact),
                "duties",
                byCode.values().stream()
                        .<Map<String, Object>>map(duty -> new TreeMap<>(
                                Map.of("code", duty.code(), "title", duty.titleFa(), "amount", duty.amount())))
                        .toList());
    }
}
