package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.DecisionStage;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Executes a decision at a stage that people decide. */
final class StageDecision {
    private final CaseEngine caseEngine;
    private final CaseAuthorization caseAuthorization;
    private final Journal journal;

    StageDecision(CaseEngine caseEngine, CaseAuthorization caseAuthorization, Journal journal) {
        this.caseEngine = caseEngine;
        this.caseAuthorization = caseAuthorization;
        this.journal = journal;
    }

    /** As {@link city.pishkhan.api.cases.Cases#verify}, for a case that is locked. */
    void decide(Caller actor, CaseFile file, String decision, @Nullable String toStage, @Nullable String reason) {
        Step step = caseEngine.step(file, actor);
        if (!DecisionPolicy.isDecidable(step.stage().kind())) {
            throw Refusal.conflict("case.not-at-decision", step.stage().id());
        }
        caseAuthorization.requireRole(actor, file, step.stage().role());
        caseEngine.requireExpert(step);
        DecisionPolicy.check(step.stage(), decision, toStage, reason);
        if (!decision.equals(DecisionPolicy.APPROVE)) {
            caseEngine.refuseCertified(file);
        }
        journal.record(
                file.id(),
                "stage.decided",
                actor,
                Map.of(
                        "stage",
                        file.stage(),
                        "decision",
                        decision,
                        "reason",
                        reason == null ? "" : journal.commitment(file.salt(), reason)));
        switch (decision) {
            case DecisionPolicy.APPROVE -> {
                file.decide(DecisionStage.approval(step));
                caseEngine.advance(file, actor);
            }
            case DecisionPolicy.SEND_BACK ->
                caseEngine.sendBack(
                        file,
                        DecisionPolicy.target(step.stage(), toStage),
                        actor,
                        "stage.sent-back",
                        Text.untranslated(Objects.requireNonNull(reason)));
            default -> caseEngine.end(file, State.REFUSED, actor, "stage.refused", reason);
        }
    }
}
