package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.cases.internal.StageHandler.Step;
import java.util.Map;

/** The decision of a stage that somebody decides. */
final class Deciding {
    private final Engine engine;
    private final Sight sight;
    private final Journal journal;

    Deciding(Engine engine, Sight sight, Journal journal) {
        this.engine = engine;
        this.sight = sight;
        this.journal = journal;
    }

    /** As {@link city.pishkhan.api.Cases#verify}, for a case that is locked. */
    void decide(Caller actor, CaseFile file, String decision, String toStage, String reason) {
        Step step = engine.step(file, actor);
        if (!Decisions.decidable(step.stage().kind())) {
            throw Refusal.conflict(
                    "case.not-at-decision",
                    "The case is at stage " + step.stage().id() + ", which nobody decides.",
                    "پرونده در مرحله‌ای نیست که تصمیم لازم داشته باشد.");
        }
        sight.role(actor, file, step.stage().role());
        Decisions.check(step.stage(), decision, toStage, reason);
        if (!decision.equals(Decisions.APPROVE)) {
            engine.refuseCertified(file);
        }
        journal.record(
                file.id,
                "stage.decided",
                actor,
                Map.of(
                        "stage",
                        file.stage,
                        "decision",
                        decision,
                        "reason",
                        reason == null ? "" : journal.commit(file.salt(), reason)));
        switch (decision) {
            case Decisions.APPROVE -> {
                file.decision = DecidedStage.approval(step);
                engine.look(file, actor);
            }
            case Decisions.SEND_BACK ->
                engine.sendBack(file, Decisions.target(step.stage(), toStage), actor, "stage.sent-back", reason);
            default -> engine.end(file, State.REFUSED, actor, "stage.refused", reason);
        }
    }
}
