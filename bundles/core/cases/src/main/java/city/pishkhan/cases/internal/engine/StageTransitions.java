package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.TreeMap;

/** Changes a case's position in its procedure: it enters a stage, waits there, or is returned to an earlier stage. */
final class StageTransitions {
    private final CompletionHold completionHold;
    private final Journal journal;

    StageTransitions(CompletionHold completionHold, Journal journal) {
        this.completionHold = completionHold;
        this.journal = journal;
    }

    /** Moves the case to the stage and journals the move, unless it is already there. */
    void enter(CaseFile file, Stage stage, Caller actor) {
        if (!stage.id().equals(file.stage())) {
            file.enter(stage);
            journal.record(file.id(), "stage.entered", actor, Map.of("stage", stage.id()));
        }
    }

    /** @param state OPEN if the office has to act, which stops the case's clock; otherwise WAITING */
    void awaitAction(CaseFile file, State state) {
        file.move(state);
        // The clock stops while an applicant corrects the case. It runs on in municipal cases, where the office itself
        // works.
        if (state == State.OPEN && !file.isMunicipal()) {
            file.stopClock(StoredTime.get());
        } else {
            file.startClock(StoredTime.get());
        }
        file.incrementVersion();
    }

    /** Returns the case to the office at an earlier stage. Inquiries that the correction does not affect run on. */
    void sendBack(CaseFile file, Stage target, Caller actor, String code, Text reason) {
        completionHold.checkRepresentation(file, actor);
        // the journal names the office, because a returned case counts as the office's fault
        returnForCorrection(file, target, actor, code, reason, Map.of("office", file.office()));
    }

    /**
     * Returns a case with an issued certificate to the office at its present stage. The hold ends, and the objection is not counted as the
     * office's fault.
     */
    void returnCertified(CaseFile file, Stage stage, Caller actor, String code, Text reason) {
        completionHold.release(file, actor);
        returnForCorrection(file, stage, actor, code, reason, Map.of());
    }

    private void returnForCorrection(
            CaseFile file, Stage target, Caller actor, String code, Text reason, Map<String, Object> more) {
        file.returnForCorrection(reason);
        Map<String, Object> details = new TreeMap<>(more);
        details.put("from", file.stage());
        details.put("to", target.id());
        details.put("code", code);
        details.put("reason", journal.commitment(file.salt(), reason.toString()));
        journal.record(file.id(), "case.sent-back", actor, details);
        enter(file, target, actor);
        awaitAction(file, State.OPEN);
    }
}
