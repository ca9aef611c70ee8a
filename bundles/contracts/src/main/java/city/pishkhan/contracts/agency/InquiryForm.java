package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What an inquiry is read and answered with at a page: names of what it shows, and what an answer may say. By the rules in force; an answer
 * is judged by the rules of its case.
 *
 * @param titleEn    of the service that the case is about, in English
 * @param titleFa    the same in Persian
 * @param facts      names of the facts that the inquiry shows
 * @param verdicts   that an answer may have, in the order of a form: {@code data}, {@code approve}, {@code approve-with-conditions},
 *                   {@code reject}, {@code need-more-information}, {@code extend}
 * @param findings   what an answer {@code data} must bring, in the order of a form; empty where the agency itself knows what to say
 * @param papers     names of the kinds of papers that go with it
 * @param words      what codes among the facts mean
 * @param conditions that the agency has published, for {@code approve-with-conditions}
 * @param reasons    that the agency gives often
 */
public record InquiryForm(
        String titleEn,
        String titleFa,
        List<Phrase> facts,
        List<String> verdicts,
        List<Finding> findings,
        List<Phrase> papers,
        List<Phrase> words,
        List<Phrase> conditions,
        List<Reason> reasons) {

    /**
     * A code or name and what it means.
     *
     * @param code as the inquiry and the answer have it
     * @param en   in English
     * @param fa   in Persian
     */
    public record Phrase(String code, String en, String fa) {}

    /**
     * One finding.
     *
     * @param name    by the published vocabulary
     * @param type    {@code text}, {@code integer}, {@code decimal}, {@code flag} or {@code choice}
     * @param titleEn its label in English
     * @param titleFa its label in Persian
     * @param choices what may be chosen; empty for all else
     */
    public record Finding(
            String name,
            @OneOf({"text", "integer", "decimal", "flag", "choice"}) String type,
            String titleEn,
            String titleFa,
            List<Phrase> choices) {}

    /**
     * A reason that the agency gives often.
     *
     * @param verdict that it goes with
     * @param en      in English; absent where the agency writes Persian alone
     * @param fa      in Persian
     */
    public record Reason(
            @OneOf({"reject", "need-more-information", "extend"}) String verdict, @Nullable String en, String fa) {}
}
