package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Set;

/**
 * What a kind of stage does. A handler is level-triggered: whenever something happened to the case it looks at what is there, does what is
 * missing, and says how the stage stands. So it may be called any number of times, and nothing is lost if a call never came.
 */
public interface StageHandler {

    Set<StageKind> kinds();

    Outcome evaluate(Step step);

    /**
     * Whether an answer that was just taken leaves the stage waiting as it was, which spares the look. May only say so if
     * {@link #evaluate} would change nothing.
     *
     * @param inquiries all of the case
     */
    default boolean waitsOn(Stage stage, InquiryEntity answered, List<InquiryEntity> inquiries) {
        return false;
    }

    /** What the case waits for in this stage, one line each. */
    List<String> waitsFor(Step step, Seen seen);

    /** One case at one stage. */
    record Step(CaseFile file, RuleSet rules, Stage stage, Caller actor) {

        /** Whether what the case was opened for is issued before this stage. */
        boolean certified() {
            return rules.procedure(file.service()).orElseThrow().stages().stream()
                    .takeWhile(before -> !before.id().equals(stage.id()))
                    .anyMatch(before -> before.kind() == StageKind.CERTIFICATE);
        }
    }

    /** What a case holds, read once for a view. */
    record Seen(List<Paper> papers, List<InquiryEntity> inquiries) {}

    /** How a stage stands. */
    sealed interface Outcome {
        Outcome DONE = new Done();

        record Done() implements Outcome {}

        /** @param state OPEN if the office has to act, WAITING if others have to */
        record Waits(State state) implements Outcome {}

        /** @param end how, for what goes back of the money; @param code stable, for the journal; @param reason for people */
        record Refused(CaseEnd end, String code, Text reason) implements Outcome {
            Refused(String code, Text reason) {
                this(CaseEnd.REFUSED, code, reason);
            }
        }

        /** @param stage an earlier stage */
        record SentBack(String stage, String code, Text reason) implements Outcome {}
    }
}
