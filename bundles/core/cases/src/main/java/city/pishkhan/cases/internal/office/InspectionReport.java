package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.PapersStage;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Map;
import java.util.TreeMap;

/** Inspection by the assigned expert or the expert's deputy: photos and the report. No one else of the office may add them. */
final class InspectionReport {
    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final CaseAuthorization caseAuthorization;
    private final Journal journal;

    InspectionReport(
            CaseRepository store, CaseEngine caseEngine, CaseAuthorization caseAuthorization, Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.caseAuthorization = caseAuthorization;
        this.journal = journal;
    }

    /** As {@link city.pishkhan.api.cases.Cases#inspect}, for a case that is locked. */
    void inspect(Caller expert, CaseFile file, Map<String, ?> findings, String words) {
        Step step = requireInspection(expert, file);
        caseEngine.requireExpert(step);
        DecisionPolicy.requireReason(words);
        Map<String, Object> facts = new TreeMap<>(file.facts());
        facts.putAll(step.rules().convertStated(step.stage().findings(), findings));
        PapersStage.requireAll(step, store.papers().findByCase(file.id()));
        file.facts(facts, step.rules().personal());
        file.submit(words);
        journal.record(
                file.id(),
                "case.inspected",
                expert,
                Map.of(
                        "stage",
                        file.stage(),
                        "round",
                        file.round(),
                        "office",
                        file.office(),
                        "facts",
                        file.factsDigest(),
                        "report",
                        journal.commitment(file.salt(), words)));
        file.incrementVersion();
        caseEngine.advance(file, expert);
    }

    /**
     * Refuses a paper from a caller without an office unless the caller is the case's acting expert and the inspection
     * requires the paper.
     */
    void refuseOthersPapers(Caller caller, CaseFile file, String kind) {
        if (caller.office().isPresent()) {
            return;
        }
        Step step = requireInspection(caller, file);
        boolean asked = RuleEvaluation.papers(step.rules(), step.stage(), file.facts()).stream()
                .anyMatch(paper -> paper.kind().equals(kind));
        if (!asked) {
            throw Refusal.conflict("paper.not-of-inspection", kind);
        }
    }

    /**
     * @throws Refusal CONFLICT {@code case.municipal}, because an office may neither change nor withdraw a case that the municipality
     *     ordered
     */
    static void refuseMunicipal(CaseFile file) {
        if (file.isMunicipal()) {
            throw Refusal.conflict("case.municipal");
        }
    }

    /** @throws Refusal CONFLICT {@code case.at-inspection}, because only the report completes an inspection stage */
    static void refuseAtInspection(Step step) {
        if (step.stage().kind() == StageKind.INSPECTION) {
            throw Refusal.conflict("case.at-inspection");
        }
    }

    Step requireInspection(Caller expert, CaseFile file) {
        Step step = caseEngine.step(file, expert);
        if (step.stage().kind() != StageKind.INSPECTION) {
            throw Refusal.conflict("case.not-at-inspection", step.stage().id());
        }
        caseAuthorization.requireRole(expert, file, step.stage().role());
        if (!caseAuthorization.isActingExpert(expert, file)) {
            throw Refusal.forbidden("access.forbidden/at-inspection");
        }
        return step;
    }
}
