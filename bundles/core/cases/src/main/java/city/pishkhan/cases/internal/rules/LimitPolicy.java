package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Violation;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks an applicant's statements against all limits that can be evaluated at that time, before anything is changed. A limit that can be
 * evaluated later sends the case back, see {@link city.pishkhan.cases.internal.engine.LookupStage}; a limit never ends a case.
 */
public final class LimitPolicy {
    public static final String CODE = "rules.not-allowed";

    private LimitPolicy() {}

    /**
     * @param request building request, or {@code null}
     * @param facts   facts of the case, including the new statements
     * @throws Refusal INVALID with all violated limits
     */
    public static void require(
            RuleSet rules, Procedure procedure, @Nullable Request request, Map<String, Object> facts) {
        List<Violation> violated = new ArrayList<>(request == null ? List.of() : BuildingCheck.violated(request));
        String code = violated.isEmpty() ? CODE : violated.get(0).rule();
        violated.addAll(byRule(rules, procedure, facts));
        if (!violated.isEmpty()) {
            throw Refusal.violated(code, violated);
        }
    }

    /**
     * Violations by the tables of look-up stages that use stated facts. A table is skipped if one of its facts is not
     * known yet.
     */
    private static List<Violation> byRule(RuleSet rules, Procedure procedure, Map<String, Object> facts) {
        Set<String> stated = CaseFacts.stated(procedure);
        List<Violation> violated = new ArrayList<>();
        for (Stage stage : procedure.stages()) {
            if (stage.kind() == StageKind.LOOKUP && stage.table() != null) {
                Set<String> needs = rules.requiredFacts(stage.table());
                if (!Collections.disjoint(needs, stated) && facts.keySet().containsAll(needs)) {
                    violated.addAll(RuleEvaluation.violated(rules, stage, facts));
                }
            }
        }
        return violated;
    }

    /** Messages of the violations for display, one line each, without duplicates. */
    public static Text words(List<Violation> violated) {
        return new Text(lines(violated, Violation::english), lines(violated, Violation::persian));
    }

    private static String lines(List<Violation> violated, Function<Violation, String> language) {
        return violated.stream().map(language).distinct().collect(Collectors.joining("\n"));
    }
}
