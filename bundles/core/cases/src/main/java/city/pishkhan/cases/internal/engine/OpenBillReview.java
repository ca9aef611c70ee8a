package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.DutyFigures;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Cancels open bills of later payment stages that no longer match the duties computed by the rules. */
final class OpenBillReview {
    /** stages whose results are facts, which may change duties */
    private static final Set<StageKind> FINDING = EnumSet.of(StageKind.LOOKUP, StageKind.INSPECTION);

    private final Payments payments;

    OpenBillReview(Payments payments) {
        this.payments = payments;
    }

    /** Re-checks the bills from this step on, after facts changed. */
    void cancelOutdated(Step step, Procedure procedure) {
        List<Stage> ahead = stagesFrom(procedure, step.stage().id());
        boolean known = step.file().isSubmitted();
        for (Stage stage : ahead) {
            known &= !FINDING.contains(stage.kind());
            // The evaluation of the present stage has just checked that stage's own bills.
            if (DutyFigures.isPaidByApplicant(stage) && (!known || !stage.equals(step.stage()))) {
                payments.cancelOutdated(
                        step.file().id(),
                        stage.id(),
                        known
                                ? RuleEvaluation.duties(
                                        step.rules(),
                                        procedure.service(),
                                        stage,
                                        step.file().facts())
                                : null);
            }
        }
    }

    /** Cancels the open bills from the stage on, because the case is returned for correction and the amounts due are unknown. */
    void cancelFrom(CaseFile file, Procedure procedure, String stage) {
        stagesFrom(procedure, stage).stream()
                .filter(DutyFigures::isPaidByApplicant)
                .forEach(payment -> payments.cancelOutdated(file.id(), payment.id(), null));
    }

    private static List<Stage> stagesFrom(Procedure procedure, String stage) {
        return procedure
                .stages()
                .subList(
                        procedure.stages().indexOf(procedure.stage(stage)),
                        procedure.stages().size());
    }
}
