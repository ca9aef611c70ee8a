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
 * Behaviour of one kind of stage. A handler is level-triggered: each call compares the stored state with the required state, performs the
 * missing steps and returns the outcome. It may be called any number of times, and a lost call does no harm.
 */
public interface StageHandler {

    Set<StageKind> kinds();

    Outcome evaluate(Step step);

    /**
     * Returns {@code true} if a new answer leaves the stage waiting, so that the evaluation can be skipped. Allowed only if
     * {@link #evaluate} would change nothing.
     *
     * @param inquiries all inquiries of the case
     */
    default boolean isStillWaiting(Stage stage, InquiryEntity answered, List<InquiryEntity> inquiries) {
        return false;
    }

    /** Codes of everything that the case waits for in this stage, such as {@code agency:fire}. */
    List<String> waitsFor(Step step, StageContents seen);

    /** One case at one stage. */
    record Step(CaseFile file, RuleSet rules, Stage stage, Caller actor) {

        /** Returns {@code true} if the procedure issues its certificate before this stage. */
        boolean isAfterCertificate() {
            return rules.procedure(file.service()).orElseThrow().stages().stream()
                    .takeWhile(before -> !before.id().equals(stage.id()))
                    .anyMatch(before -> before.kind() == StageKind.CERTIFICATE);
        }
    }

    /** Papers and inquiries of a case, read once for a view. */
    record StageContents(List<Paper> papers, List<InquiryEntity> inquiries) {}

    /** Result of the evaluation of a stage. */
    sealed interface Outcome {
        Outcome DONE = new Done();

        record Done() implements Outcome {}

        /**
         * @param state OPEN if the office has to act, WAITING if the case waits for an agency, a payment or a
         *     decision
         */
        record Waits(State state) implements Outcome {}

        /**
         * @param end    how the case ends, for refunds
         * @param code   stable code for the journal
         * @param reason reason in words
         */
        record Refused(CaseEnd end, String code, Text reason) implements Outcome {
            Refused(String code, Text reason) {
                this(CaseEnd.REFUSED, code, reason);
            }
        }

        /** @param stage the stage at which the office corrects the case */
        record SentBack(String stage, String code, Text reason) implements Outcome {}
    }
}
