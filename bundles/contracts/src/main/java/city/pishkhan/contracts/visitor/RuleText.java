package city.pishkhan.contracts.visitor;

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
        Calendar calendar,
        List<File> files) {

    /**
     * @param customer for whom the office works: {@code citizen} or {@code municipality}
     * @param requires certificates that the property must have, valid
     * @param excludes services of which it may have no open case
     * @param fee      absent where the office takes none
     * @param withdrawalRefund percent of the paid duties that go back when the applicant gives the case up
     */
    public record Procedure(
            String service,
            int version,
            String titleEn,
            String titleFa,
            String subject,
            String customer,
            List<Stage> stages,
            List<String> requires,
            List<String> excludes,
            Fee fee,
            int withdrawalRefund) {}

    /**
     * What the office takes of the applicant beside the duties, and nothing beyond it.
     *
     * @param amount      rial
     * @param officeShare percent of it that is the office's
     */
    public record Fee(long amount, String titleEn, String titleFa, int officeShare) {}

    /**
     * @param kind   e.g. {@code inquiries}
     * @param table  by which it decides, if by one
     * @param agency that is looked up
     * @param role   that decides or inspects
     * @param findings facts that an inspection brings, or the answer to a look-up must bring
     * @param payer  of a payment: {@code applicant} or {@code municipality}; absent elsewhere
     */
    public record Stage(
            String id,
            String kind,
            String titleEn,
            String titleFa,
            String table,
            String agency,
            String role,
            List<String> sendBack,
            List<Agency> agencies,
            String template,
            List<String> findings,
            String payer) {}

    /**
     * How an agency is treated.
     *
     * @param workingDays to answer, from delivery; absent where {@code clock} counts
     * @param clock       ISO 8601 duration
     * @param silence     {@code consent}, {@code escalate} or {@code refuse}
     * @param onReject    {@code refuse} or {@code send-back}
     */
    public record Agency(
            String agency,
            Integer workingDays,
            String clock,
            String silence,
            String onReject,
            int extensions,
            List<String> shows,
            List<String> attachments) {}

    /**
     * A decision table.
     *
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
            String forEach,
            String sum,
            List<Column> lets,
            List<Column> inputs,
            List<Column> outputs,
            List<Rule> rules) {}

    public record Column(String label, String labelFa, String expression) {}

    public record Rule(String id, String description, List<String> tests, List<String> values) {}

    public record Fact(String name, String type, String lookup, String en, String fa) {}

    public record Word(String code, String en, String fa) {}

    /**
     * The working calendar; a weekday in neither list is closed.
     *
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

    /** @param dayFa in the Persian calendar */
    public record Holiday(LocalDate day, String dayFa, String name) {}

    /** @param size bytes */
    public record File(String name, String sha256, long size) {}
}
