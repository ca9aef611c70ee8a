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

/** Places a case in its procedure: it enters a stage, waits there for its office or for others, or is handed back to an earlier one. */
final class StageTransitions {
    private final CompletionHold completionHold;
    private final Journal journal;

    StageTransitions(CompletionHold completionHold, Journal journal) {
        this.completionHold = completionHold;
        this.journal = journal;
    }

    /** Says so in the journal, unless the case is there already. */
    void enter(CaseFile file, Stage stage, Caller actor) {
        if (!stage.id().equals(file.stage())) {
            file.enter(stage);
            journal.record(file.id(), "stage.entered", actor, Map.of("stage", stage.id()));
        }
    }

    /** @param state OPEN if the office has to act, and its clock stands meanwhile; WAITING if others have to */
    void waits(CaseFile file, State state) {
        file.move(state);
        // the applicant corrects on the applicant's time; what the municipality waits for is the office's own
        if (state == State.OPEN && !file.municipal()) {
            file.stopClock(StoredTime.get());
        } else {
            file.startClock(StoredTime.get());
        }
        file.touch();
    }

    /** Hands the case back to the office at an earlier stage; inquiries that the correction will not touch run on. */
    void sendBack(CaseFile file, Stage target, Caller actor, String code, Text reason) {
        completionHold.unrepresented(file, actor);
        // whose it is to mend, and whose fault it may be
        handBack(file, target, actor, code, reason, Map.of("office", file.office()));
    }

    /** Hands a case whose certificate is issued back where it stands: nothing holds it, and what is objected to is no fault of its office's. */
    void objected(CaseFile file, Stage stage, Caller actor, String code, Text reason) {
        completionHold.free(file, actor);
        handBack(file, stage, actor, code, reason, Map.of());
    }

    private void handBack(
            CaseFile file, Stage target, Caller actor, String code, Text reason, Map<String, Object> more) {
        file.sentBack(reason);
        Map<String, Object> told = new TreeMap<>(more);
        told.put("from", file.stage());
        told.put("to", target.id());
        told.put("code", code);
        told.put("reason", journal.commit(file.salt(), reason.toString()));
        journal.record(file.id(), "case.sent-back", actor, told);
        enter(file, target, actor);
        waits(file, State.OPEN);
    }
}
