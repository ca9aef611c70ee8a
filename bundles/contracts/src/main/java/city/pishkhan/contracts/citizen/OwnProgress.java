package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.ServiceForm;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a case has passed and what is ahead of it, by its own rules.
 *
 * @param ruleSet   hash of its rules, 64 hexadecimal digits; {@code /rules/<hash>} shows them
 * @param stages    in order
 * @param papers    kinds of papers and their names
 * @param words     what codes of agencies mean
 * @param inquiries whom the case asked, oldest first; none for a login by a number that nobody proved
 */
public record OwnProgress(
        String ruleSet,
        List<ServiceForm.Step> stages,
        List<ServiceForm.Paper> papers,
        List<ServiceForm.Word> words,
        List<Asked> inquiries) {

    /**
     * One agency that was asked.
     *
     * @param id           of the inquiry
     * @param stage        id of the stage that asks
     * @param agency       e.g. {@code fire}
     * @param state        {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired} or {@code
     *                     withdrawn}
     * @param reason       by which rule
     * @param verdict      once answered: {@code approve}, {@code reject} …
     * @param answerReason why
     * @param conditions   that go with an approval
     * @param asked        UTC, ISO 8601
     * @param delivered    when it reached the agency
     * @param due          when its time is up
     * @param reminders    how often it was reminded
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
     * @param code of the agency
     * @param text for people
     */
    public record Condition(String code, String text) {}
}
