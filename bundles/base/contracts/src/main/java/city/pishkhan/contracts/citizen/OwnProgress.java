package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.forms.ServiceForm;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Past and coming stages of a case, by the case's own rules.
 *
 * @param ruleSet   hash of these rules, 64 hexadecimal digits; {@code /rules/<hash>} shows them
 * @param stages    stages in their order
 * @param papers    names of the kinds of papers
 * @param words     names of agencies by code
 * @param inquiries inquiries of the case, oldest first; empty for a login with an unproved number
 */
public record OwnProgress(
        String ruleSet,
        List<ServiceForm.Stage> stages,
        List<ServiceForm.Paper> papers,
        List<ServiceForm.Word> words,
        List<Asked> inquiries) {

    /**
     * One inquiry to an agency.
     *
     * @param id           id of the inquiry
     * @param stage        id of the asking stage
     * @param agency       e.g. {@code fire}
     * @param state        {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired} or
     *                     {@code withdrawn}
     * @param reason       rule that requires the inquiry
     * @param verdict      {@code approve}, {@code reject} …; absent before the answer
     * @param answerReason the agency's reason
     * @param conditions   conditions of an approval
     * @param asked        time of the inquiry; UTC, ISO 8601
     * @param delivered    time at which the agency received it; UTC, ISO 8601
     * @param due          deadline of the answer; UTC, ISO 8601
     * @param reminders    number of reminders sent to the agency
     */
    public record Asked(
            UUID id,
            String stage,
            String agency,
            @OneOf({"queued", "dispatched", "delivered", "answered", "superseded", "expired", "withdrawn"})
                    String state,
            String reason,
            @Nullable String verdict,
            @Nullable String answerReason,
            List<Condition> conditions,
            Instant asked,
            @Nullable Instant delivered,
            @Nullable Instant due,
            int reminders) {}

    /**
     * A condition of an approval.
     *
     * @param code the agency's code
     * @param text text for people
     */
    public record Condition(String code, String text) {}
}
