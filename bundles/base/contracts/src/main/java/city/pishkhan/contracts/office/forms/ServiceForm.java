package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.payments.RefundTerms;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Form to open a case of a service, and names of its later stages, by the rules.
 *
 * @param service  e.g. {@code building-permit}
 * @param version  version of the procedure
 * @param ruleSet  hash of the rules, 64 hexadecimal digits; {@code /rules/<hash>} shows them
 * @param decision number of the committee's decision that put the rules in force; absent for the first rules
 * @param titleEn  title in English
 * @param titleFa  title in Persian
 * @param subject  {@code property} or {@code vehicle}
 * @param customer {@code citizen} or {@code municipality}
 * @param schema   JSON Schema 2020-12, as text, of the body of {@code POST /office/v1/cases}
 * @param fields   fields, in the order of a form
 * @param stages   stages in their order
 * @param papers   names of the kinds of papers
 * @param words    meanings of codes: agencies, uses, disciplines
 * @param fee      fee of the office; absent if there is none
 * @param refunds  refunds by outcome of the case; absent if the applicant pays nothing
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
        List<Stage> stages,
        List<Paper> papers,
        List<Word> words,
        @Nullable Fee fee,
        @Nullable RefundTerms refunds) {

    /**
     * One field of the form.
     *
     * @param path     path of the member in the body; {@code []} means each element of a list, e.g. {@code applicants[].nationalId}
     * @param type     {@code text}, {@code integer}, {@code decimal}, {@code flag} or {@code choice}
     * @param required {@code true} if a case cannot be opened without it
     * @param titleEn  its label in English
     * @param titleFa  its label in Persian
     * @param hintEn   hint about the format of the value, in English; absent if none is needed
     * @param hintFa   hint about the format of the value, in Persian; absent if none is needed
     * @param whyEn    reason for the question, in English
     * @param whyFa    reason for the question, in Persian
     * @param rules    names of the decision tables that use it
     * @param check    kind for {@code POST /office/v1/checks}, which checks its digits; absent if there is no check
     * @param choices  permitted values of a {@code choice}; empty for other types
     * @param minimum  minimum of a number
     * @param maximum  maximum of a number
     * @param longest  maximum length of a text in characters
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
     * One stage of the service's cases.
     *
     * @param id       id of the stage
     * @param kind     {@code papers}, {@code lookup}, {@code inquiries}, {@code payment}, {@code verification}, {@code committee},
     *                 {@code inspection}, {@code certificate} or {@code delivery}
     * @param titleEn  title in English
     * @param titleFa  title in Persian
     * @param agencies agencies that the stage may ask
     * @param findings of an inspection: required findings, as paths in the body of {@code POST …/inspection}; otherwise empty
     */
    public record Stage(
            String id, String kind, String titleEn, String titleFa, List<Agency> agencies, List<Field> findings) {}

    /**
     * Rule for an agency.
     *
     * @param agency    e.g. {@code fire}
     * @param silence   effect if the agency does not answer in time: {@code consent}, {@code escalate} or {@code refuse}
     * @param silenceEn description of the effect in English
     * @param silenceFa description of the effect in Persian
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
     * @param en        name in English
     * @param fa        name in Persian
     * @param ofPerson  {@code true} if a scan of it must name its owner, see {@code POST …/submission/sheets}
     * @param collected {@code true} if all sheets of this kind stay valid side by side, as photos do, instead of
     *                  replacing the previous revision
     */
    public record Paper(String code, String en, String fa, boolean ofPerson, boolean collected) {}

    /**
     * A code with its meaning.
     *
     * @param code code in the rules
     * @param en   meaning in English
     * @param fa   meaning in Persian
     */
    public record Word(String code, String en, String fa) {}

    /**
     * Fee that the office charges.
     *
     * @param amount  amount in rial
     * @param titleEn title in English
     * @param titleFa title in Persian
     */
    public record Fee(long amount, String titleEn, String titleFa) {}
}
