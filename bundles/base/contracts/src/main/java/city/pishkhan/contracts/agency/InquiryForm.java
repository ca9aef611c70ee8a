package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Labels and choices for a page that shows an inquiry and takes its answer. They come from the rules in force; an answer is validated
 * against the rules of its case.
 *
 * @param titleEn    title of the case's service, in English
 * @param titleFa    title of the case's service, in Persian
 * @param facts      labels of the facts that the inquiry shows
 * @param verdicts   permitted verdicts, in the order of a form: {@code data}, {@code approve}, {@code approve-with-conditions},
 *                   {@code reject}, {@code need-more-information}, {@code extend}
 * @param findings   fields of an answer {@code data}, in the order of a form; empty if the agency chooses the content
 * @param papers     labels of the kinds of attached papers
 * @param words      meanings of codes among the facts
 * @param conditions the agency's published conditions, for {@code approve-with-conditions}
 * @param reasons    reasons that the agency often gives
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
     * A code or name with its meaning.
     *
     * @param code code as used in the inquiry and the answer
     * @param en   meaning in English
     * @param fa   meaning in Persian
     */
    public record Phrase(String code, String en, String fa) {}

    /**
     * One field of an answer {@code data}.
     *
     * @param name    name in the published vocabulary
     * @param type    {@code text}, {@code integer}, {@code decimal}, {@code flag} or {@code choice}
     * @param titleEn its label in English
     * @param titleFa its label in Persian
     * @param choices permitted values of a {@code choice}; empty for other types
     */
    public record Finding(
            String name,
            @OneOf({"text", "integer", "decimal", "flag", "choice"}) String type,
            String titleEn,
            String titleFa,
            List<Phrase> choices) {}

    /**
     * A frequent reason of the agency.
     *
     * @param verdict verdict to which the reason belongs
     * @param en      text in English; absent if the agency has only a Persian text
     * @param fa      text in Persian
     */
    public record Reason(
            @OneOf({"reject", "need-more-information", "extend"}) String verdict, @Nullable String en, String fa) {}
}
