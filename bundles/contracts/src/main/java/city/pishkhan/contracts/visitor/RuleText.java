package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.RefundTerms;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One rule set, or one procedure of it with all that it decides by.
 *
 * @param hash       SHA-256 of what {@code sha256sum} prints for the files sorted by name
 * @param number     counts the rule sets in the order in which decisions named them
 * @param decisions  that named it, newest first
 * @param procedures stages in their order
 * @param tables     decision tables in DMN's words, cells in FEEL
 * @param facts      what tables may speak of
 * @param papers     kinds of papers
 * @param words      what codes in tables mean
 * @param data       named numbers and lists
 * @param calendar   by which time is counted; absent where one procedure is shown
 * @param files      with their own SHA-256
 */
public record RuleText(
        String hash,
        int number,
        List<RuleList.Item> decisions,
        List<Procedure> procedures,
        List<Table> tables,
        List<Fact> facts,
        List<Word> papers,
        List<Word> words,
        Map<String, Map<String, Object>> data,
        @Nullable Calendar calendar,
        List<File> files) {

    /**
     * One procedure.
     *
     * @param service  its code, e.g. {@code building-permit}
     * @param version  of the procedure
     * @param titleEn  for people
     * @param titleFa  for people
     * @param subject  what its cases are about, e.g. {@code property}
     * @param stages   in their order
     * @param customer for whom the office works: {@code citizen} or {@code municipality}
     * @param home     whether its owner may open it at home, by no office and without the fee
     * @param requires certificates that the property must have, valid
     * @param excludes services of which it may have no open case
     * @param fee      absent where the office takes none
     * @param withdrawalRefund percent of the paid duties that go back when the applicant gives the case up, as {@code refunds} says too
     * @param refunds  what goes back by each way in which a case comes to nothing; absent where the applicant pays nothing
     */
    public record Procedure(
            String service,
            int version,
            String titleEn,
            String titleFa,
            String subject,
            @OneOf({"citizen", "municipality"}) String customer,
            List<Stage> stages,
            boolean home,
            List<String> requires,
            List<String> excludes,
            @Nullable Fee fee,
            int withdrawalRefund,
            @Nullable RefundTerms refunds) {}

    /**
     * What the office takes of the applicant beside the duties, and nothing beyond it.
     *
     * @param amount      rial
     * @param titleEn     for people
     * @param titleFa     for people
     * @param officeShare percent of it that is the office's
     */
    public record Fee(long amount, String titleEn, String titleFa, int officeShare) {}

    /**
     * One stage.
     *
     * @param id      by which cases name it
     * @param titleEn for people
     * @param titleFa for people
     * @param sendBack stages to which it may send a case back
     * @param agencies that it asks
     * @param template of the certificate that it issues
     * @param kind   e.g. {@code inquiries}
     * @param table  by which it decides, if by one
     * @param agency that is looked up
     * @param role   that decides or inspects
     * @param findings facts that an inspection brings, or the answer to a look-up must bring
     * @param payer  of a payment: {@code applicant} or {@code municipality}; absent elsewhere
     * @param discipline of which the office needs an expert, or the expert's deputy, that day; absent where it needs none
     */
    public record Stage(
            String id,
            String kind,
            String titleEn,
            String titleFa,
            @Nullable String table,
            @Nullable String agency,
            @Nullable String role,
            List<String> sendBack,
            List<Agency> agencies,
            @Nullable String template,
            List<String> findings,
            @Nullable @OneOf({"applicant", "municipality"}) String payer,
            @Nullable String discipline) {}

    /**
     * How an agency is treated.
     *
     * @param agency      e.g. {@code fire}
     * @param extensions  how often it may ask for more time
     * @param shows       facts that it is shown
     * @param attachments kinds of papers that go with the question
     * @param workingDays to answer, from delivery; absent where {@code clock} counts
     * @param clock       ISO 8601 duration
     * @param silence     {@code consent}, {@code escalate} or {@code refuse}
     * @param onReject    {@code refuse} or {@code send-back}
     * @param extension   how much time all extensions together may add, working time ({@code 20d}, {@code 4h}) or an ISO 8601 duration;
     *                    absent where it may not extend
     * @param reminders   how long before the deadline it is reminded, likewise
     * @param undelivered {@code escalate}: what does not reach it is told upwards at a deadline counted from the asking; {@code wait}: it is not.
     *                    Neither counts as its silence
     */
    public record Agency(
            String agency,
            @Nullable Integer workingDays,
            @Nullable String clock,
            @OneOf({"consent", "escalate", "refuse"}) String silence,
            @OneOf({"refuse", "send-back"}) String onReject,
            int extensions,
            List<String> shows,
            List<String> attachments,
            @Nullable String extension,
            List<String> reminders,
            @OneOf({"escalate", "wait"}) String undelivered) {}

    /**
     * A decision table.
     *
     * @param name    by which stages name it
     * @param title   for people
     * @param titleFa for people
     * @param file    in which it stands
     * @param hitPolicy of DMN, e.g. {@code COLLECT}
     * @param inputs  columns that are asked
     * @param outputs columns that are answered
     * @param rules   rows
     * @param forEach over what it is asked one by one: a list fact, or two whole numbers; absent if it is asked once
     * @param sum     output that is added up; absent if none is
     * @param lets    what is computed of each element before it is asked, in order; {@code expression} is {@code name = FEEL}
     */
    public record Table(
            String name,
            String title,
            String titleFa,
            String file,
            String hitPolicy,
            @Nullable String forEach,
            @Nullable String sum,
            List<Column> lets,
            List<Column> inputs,
            List<Column> outputs,
            List<Rule> rules) {}

    /**
     * One column of a table.
     *
     * @param label      for people
     * @param labelFa    for people
     * @param expression FEEL
     */
    public record Column(String label, String labelFa, String expression) {}

    /**
     * One row of a table.
     *
     * @param id          by which cases name it, e.g. {@code fire-1}
     * @param description for people
     * @param tests       a cell for each input, FEEL
     * @param values      a cell for each output, FEEL
     * @param testsFa     the tests in Persian; one that only FEEL says stays FEEL
     * @param valuesFa    the values, likewise
     */
    public record Rule(
            String id,
            @Nullable String description,
            List<String> tests,
            List<String> values,
            List<String> testsFa,
            List<String> valuesFa) {}

    /**
     * What tables may speak of.
     *
     * @param name   of the published vocabulary
     * @param type   {@code text}, {@code integer}, {@code decimal}, {@code flag}, {@code texts} or {@code records}
     * @param lookup agency at which it is looked up; absent where it is told otherwise
     * @param en     what it is, in English
     * @param fa     the same in Persian
     */
    public record Fact(String name, String type, @Nullable String lookup, String en, String fa) {}

    /**
     * What a code means.
     *
     * @param code as tables and papers have it
     * @param en   in English
     * @param fa   in Persian
     */
    public record Word(String code, String en, String fa) {}

    /**
     * The working calendar; a weekday in neither list is closed.
     *
     * @param version   of the calendar
     * @param last      day for which holidays are known
     * @param fullUntil e.g. {@code 14:00}
     * @param half      weekdays with shorter hours
     * @param halfFrom  e.g. {@code 08:00}
     * @param halfUntil e.g. {@code 12:00}
     * @param holidays  on which nobody works
     * @param first    day for which holidays are known, ISO 8601
     * @param full     weekdays, e.g. {@code saturday}
     * @param fullFrom e.g. {@code 08:00}
     */
    public record Calendar(
            String version,
            LocalDate first,
            LocalDate last,
            List<String> full,
            String fullFrom,
            String fullUntil,
            List<String> half,
            String halfFrom,
            String halfUntil,
            List<Holiday> holidays) {}

    /**
     * A day on which nobody works.
     *
     * @param day   ISO 8601
     * @param dayFa the same in the Persian calendar
     * @param name  of the day
     */
    public record Holiday(LocalDate day, String dayFa, String name) {}

    /**
     * One file of the rule set.
     *
     * @param name   as {@code /rules/<hash>/files/} has it
     * @param sha256 of its content, 64 hexadecimal digits
     * @param size   bytes
     */
    public record File(String name, String sha256, long size) {}
}
