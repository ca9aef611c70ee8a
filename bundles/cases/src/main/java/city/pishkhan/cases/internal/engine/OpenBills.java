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

/** Bills of payments that a case stands before again: they may be paid only as long as they are of what the rules want now. */
final class OpenBills {
    /** stages whose outcome is facts, on which duties may depend */
    private static final Set<StageKind> FINDING = EnumSet.of(StageKind.LOOKUP, StageKind.INSPECTION);

    private final Payments payments;

    OpenBills(Payments payments) {
        this.payments = payments;
    }

    /** Facts changed, and the case stands at this step now. */
    void changed(Step step, Procedure procedure) {
        List<Stage> ahead = from(procedure, step.stage().id());
        boolean known = step.file().submitted();
        for (Stage stage : ahead) {
            known &= !FINDING.contains(stage.kind());
            // what it stands at has looked for itself
            if (DutyFigures.pays(stage) && (!known || !stage.equals(step.stage()))) {
                payments.outdate(
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

    /** The case is handed back to be corrected: what it owes from there on nobody knows. */
    void unknown(CaseFile file, Procedure procedure, String stage) {
        from(procedure, stage).stream()
                .filter(DutyFigures::pays)
                .forEach(payment -> payments.outdate(file.id(), payment.id(), null));
    }

    private static List<Stage> from(Procedure procedure, String stage) {
        return procedure
                .stages()
                .subList(
                        procedure.stages().indexOf(procedure.stage(stage)),
                        procedure.stages().size());
    }
}
