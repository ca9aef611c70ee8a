package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a case of a service is opened with, to be drawn as a form, and what its later steps are called; as the rules say it.
 *
 * @param service  e.g. {@code building-permit}
 * @param version  of its procedure
 * @param ruleSet  hash of the rules, 64 hexadecimal digits; {@code /rules/<hash>} shows them
 * @param decision number of the committee's decision that put them in force; absent for the first ones
 * @param titleEn  in English
 * @param titleFa  in Persian
 * @param subject  {@code property} or {@code vehicle}
 * @param customer {@code citizen} or {@code municipality}
 * @param schema   of the body of {@code POST /office/v1/cases}: JSON Schema 2020-12, as text
 * @param fields   what is asked for, in the order of a form
 * @param stages   in order
 * @param papers   kinds of papers and their names
 * @param words    what codes mean: agencies, uses, disciplines
 * @param fee      what the office takes for its work; absent if nothing
 * @param refunds  what goes back if the case comes to nothing; absent where the applicant pays nothing
 */
public record ServiceForm(
        String service,
        int version,
        String ruleSet,
        @Nullable String decision,
        String titleEn,
        String titleFa,
        @OneOf({"property", "vehicle"}) String subject,
        @OneOf({"citizen", "municipality"}) String customer,
        String schema,
        List<Field> fields,
        List<Step> stages,
        List<Paper> papers,
        List<Word> words,
        @Nullable Fee fee,
        @Nullable RefundTerms refunds) {

    /**
     * One field.
     *
     * @param path     of the member in the body; {@code []} stands for each element of a list, e.g. {@code applicants[].nationalId}
     * @param type     {@code text}, {@code integer}, {@code decimal}, {@code flag} or {@code choice}
     * @param required whether the case is not opened without it
     * @param titleEn  its label in English
     * @param titleFa  its label in Persian
     * @param hintEn   how it is written, in English; absent where that is plain
     * @param hintFa   the same in Persian
     * @param whyEn    why it is asked for, in English
     * @param whyFa    the same in Persian
     * @param rules    names of the decision tables that decide by it
     * @param check    kind of {@code POST /office/v1/checks} that says whether its digits are right; absent where there is none
     * @param choices  what may be chosen; empty for all else
     * @param minimum  of a number
     * @param maximum  of a number
     * @param longest  of a text, in characters
     */
    public record Field(
            String path,
            @OneOf({"text", "integer", "decimal", "flag", "choice"}) String type,
            boolean required,
            String titleEn,
            String titleFa,
            @Nullable String hintEn,
            @Nullable String hintFa,
            String whyEn,
            String whyFa,
            List<String> rules,
            @Nullable String check,
            List<Word> choices,
            @Nullable Long minimum,
            @Nullable Long maximum,
            @Nullable Integer longest) {}

    /**
     * One step of its cases.
     *
     * @param id       of the stage
     * @param kind     {@code papers}, {@code lookup}, {@code inquiries}, {@code payment}, {@code verification}, {@code committee}, {@code
     *                 inspection}, {@code certificate} or {@code delivery}
     * @param titleEn  in English
     * @param titleFa  in Persian
     * @param agencies whom it may ask
     * @param findings of an inspection: what its report must bring, paths in the body of {@code POST …/inspection}; else empty
     */
    public record Step(
            String id, String kind, String titleEn, String titleFa, List<Agency> agencies, List<Field> findings) {}

    /**
     * How an agency is treated.
     *
     * @param agency   e.g. {@code fire}
     * @param silence  what it means if the agency says nothing in its time: {@code consent}, {@code escalate} or {@code refuse}
     * @param silenceEn the same in English
     * @param silenceFa the same in Persian
     */
    public record Agency(
            String agency,
            @OneOf({"consent", "escalate", "refuse"}) String silence,
            String silenceEn,
            String silenceFa) {}

    /**
     * A kind of papers.
     *
     * @param code      e.g. {@code deed}
     * @param en        in English
     * @param fa        in Persian
     * @param ofPerson  whether a scan of it says whose it is, see {@code POST …/submission/sheets}
     * @param collected whether each stays valid beside the others, as photos do, instead of being a revision of the one before
     */
    public record Paper(String code, String en, String fa, boolean ofPerson, boolean collected) {}

    /**
     * A code and what it means.
     *
     * @param code of the rules
     * @param en   in English
     * @param fa   in Persian
     */
    public record Word(String code, String en, String fa) {}

    /**
     * What the office takes for its work.
     *
     * @param amount  rial
     * @param titleEn in English
     * @param titleFa in Persian
     */
    public record Fee(long amount, String titleEn, String titleFa) {}
}
