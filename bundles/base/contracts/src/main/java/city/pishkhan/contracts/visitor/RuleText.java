package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.payments.RefundTerms;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A rule set, or one of its procedures with everything that it uses.
 *
 * @param hash       SHA-256 of the output of {@code sha256sum} for the files sorted by name
 * @param number     running number of the rule set, in the order of the decisions
 * @param decisions  decisions that named it, newest first
 * @param procedures procedures with their stages in order
 * @param tables     decision tables with their DMN names and FEEL cells
 * @param facts      facts that tables can use
 * @param papers     kinds of papers
 * @param words      meanings of codes in tables
 * @param data       named numbers and lists
 * @param calendar   the working calendar; absent if one procedure is shown
 * @param files      files with their SHA-256
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
     * @param service          code of the service, e.g. {@code building-permit}
     * @param version          version of the procedure
     * @param titleEn          title in English
     * @param titleFa          title in Persian
     * @param subject          subject of its cases, e.g. {@code property}
     * @param stages           stages in their order
     * @param customer         customer for whom the office works: {@code citizen} or {@code municipality}
     * @param home             {@code true} if the owner may open a case at home, without an office and its fee
     * @param requires         valid certificates that the property must have
     * @param excludes         services of which the property may have no open case
     * @param fee              fee that the office charges; absent if it charges none
     * @param withdrawalRefund percent of paid duties refunded if the applicant withdraws, as in {@code refunds}
     * @param refunds          refunds by outcome of the case; absent if the applicant pays nothing
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
     * Fee that the office charges the applicant besides the duties; the office may charge nothing else.
     *
     * @param amount      amount in rial
     * @param titleEn     title in English
     * @param titleFa     title in Persian
     * @param officeShare percent of the fee that belongs to the office
     */
    public record Fee(long amount, String titleEn, String titleFa, int officeShare) {}

    /**
     * One stage.
     *
     * @param id         id used in cases
     * @param titleEn    title in English
     * @param titleFa    title in Persian
     * @param sendBack   stages to which it may send a case back
     * @param agencies   agencies that it asks
     * @param template   kind of the certificate that it issues
     * @param kind       e.g. {@code inquiries}
     * @param table      decision table of the stage; absent if it uses none
     * @param agency     agency of a look-up
     * @param role       role that decides or inspects
     * @param findings   facts that an inspection, or the answer to a look-up, must contain
     * @param payer      payer of a payment: {@code applicant} or {@code municipality}; absent for other kinds
     * @param discipline discipline of the expert (or deputy) who must be available at the office on the day of the
     *                   stage; absent if none is needed
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
     * Rule for an agency.
     *
     * @param agency      e.g. {@code fire}
     * @param extensions  number of extensions that it may request
     * @param shows       facts shown to the agency
     * @param attachments kinds of papers attached to the inquiry
     * @param workingDays working days for the answer, from delivery; absent if {@code clock} is used
     * @param clock       time for the answer as an ISO 8601 duration
     * @param silence     effect of a missing answer: {@code consent}, {@code escalate} or {@code refuse}
     * @param onReject    effect of a rejection: {@code refuse} or {@code send-back}
     * @param extension   maximum sum of all extensions, in working time ({@code 20d}, {@code 4h}) or as an ISO 8601
     *                    duration; absent if no extension is permitted
     * @param reminders   times of reminders before the deadline, in the same notation
     * @param undelivered {@code escalate}: an inquiry that cannot be delivered is escalated at a deadline counted from
     *                    its creation; {@code wait}: it is not escalated. An undelivered inquiry never counts as
     *                    silence of the agency
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
     * @param name      name used by stages
     * @param title     title in English
     * @param titleFa   title in Persian
     * @param file      file that contains it
     * @param hitPolicy DMN hit policy, e.g. {@code COLLECT}
     * @param inputs    input columns
     * @param outputs   output columns
     * @param rules     rows of the table
     * @param forEach   a list fact, or a range of whole numbers such as {@code paidYear + 1} to {@code year}; the table
     *                  is evaluated once for each element; absent if it is evaluated once only
     * @param sum       output whose values are added up; absent if none is
     * @param lets      values computed for each element before the evaluation, in order; {@code expression} is {@code name = FEEL}
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
     * @param label      label in English
     * @param labelFa    label in Persian
     * @param expression FEEL expression
     */
    public record Column(String label, String labelFa, String expression) {}

    /**
     * One row of a table.
     *
     * @param id          id used in cases, e.g. {@code fire-1}
     * @param description description for people
     * @param tests       one FEEL cell per input
     * @param values      one FEEL cell per output
     * @param testsFa     the tests in Persian; a test without a Persian form stays FEEL
     * @param valuesFa    the values in Persian; a value without a Persian form stays FEEL
     */
    public record Rule(
            String id,
            @Nullable String description,
            List<String> tests,
            List<String> values,
            List<String> testsFa,
            List<String> valuesFa) {}

    /**
     * A fact that tables can use.
     *
     * @param name   name in the published vocabulary
     * @param type   {@code text}, {@code integer}, {@code decimal}, {@code flag}, {@code texts} or {@code records}
     * @param lookup agency that provides it in a look-up; absent if it has another source
     * @param en     description in English
     * @param fa     description in Persian
     */
    public record Fact(String name, String type, @Nullable String lookup, String en, String fa) {}

    /**
     * A code with its meaning.
     *
     * @param code code in tables and papers
     * @param en   meaning in English
     * @param fa   meaning in Persian
     */
    public record Word(String code, String en, String fa) {}

    /**
     * The working calendar; weekdays in neither list are closed.
     *
     * @param version   version of the calendar
     * @param last      last day for which holidays are known, ISO 8601
     * @param fullUntil end of a full working day, e.g. {@code 14:00}
     * @param half      weekdays with shorter hours
     * @param halfFrom  start of a short working day, e.g. {@code 08:00}
     * @param halfUntil end of a short working day, e.g. {@code 12:00}
     * @param holidays  public holidays
     * @param first     first day for which holidays are known, ISO 8601
     * @param full      weekdays with full hours, e.g. {@code saturday}
     * @param fullFrom  start of a full working day, e.g. {@code 08:00}
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
     * A public holiday.
     *
     * @param day   ISO 8601
     * @param dayFa the same day in the Persian calendar
     * @param name  name of the holiday
     */
    public record Holiday(LocalDate day, String dayFa, String name) {}

    /**
     * One file of the rule set.
     *
     * @param name   name in {@code /rules/<hash>/files/}
     * @param sha256 SHA-256 of its content, 64 hexadecimal digits
     * @param size   size in bytes
     */
    public record File(String name, String sha256, long size) {}
}
