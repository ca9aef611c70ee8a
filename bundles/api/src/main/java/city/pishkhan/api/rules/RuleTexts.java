package city.pishkhan.api.rules;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The city's rule sets as anybody may read them: every stage, table, number and holiday under the hash that names them. What is only
 * staged is for those alone who may decide on it; a draft of a committee's decision makes it public.
 */
public interface RuleTexts {

    /** Those that a decision put in force: coming ones, the one in force, past ones; newest first, at most 200. */
    List<Version> enacted();

    /** One rule set whole; empty if no decision ever named one with that hash. */
    Optional<Text> text(String hash);

    /**
     * As {@link #text}, also of what is only staged: for those who are to decide on it.
     *
     * @throws Refusal INVALID {@code rules.unknown} if it is neither, {@code rules.invalid} with the errors
     */
    Text candidateText(String hash);

    /** One of its files, byte by byte as it counts. */
    Optional<byte[]> file(String hash, String name);

    /**
     * One rule set, to be read.
     *
     * @param number     counts the rule sets in the order in which decisions named them
     * @param procedures by service
     * @param tables     by name
     * @param facts      what tables may speak of, in the order of the file
     * @param papers     kinds of papers, in the order of the file
     * @param words      what codes in tables mean, e.g. {@code fire}
     * @param data       named numbers and lists: thresholds, prices, permitted values
     * @param files      sorted by name; the SHA-256 of what {@code sha256sum} prints for them is the hash
     */
    record Text(
            String hash,
            int number,
            List<Procedure> procedures,
            List<Table> tables,
            List<Fact> facts,
            List<Word> papers,
            List<Word> words,
            Map<String, Map<String, Object>> data,
            Calendar calendar,
            List<File> files) {}

    /**
     * A decision table.
     *
     * @param titleFa   in Persian, or {@code null} if the file has none
     * @param hitPolicy of DMN: which of the rules that apply count
     * @param forEach   over what it is asked one by one: a list fact, or two whole numbers; {@code null} if it is asked once
     * @param sum       output that is added up, or {@code null}
     * @param lets      what is computed of each element before it is asked, in order
     * @param names     of facts and data that it mentions
     */
    record Table(
            String name,
            String title,
            String titleFa,
            String file,
            String hitPolicy,
            String forEach,
            String sum,
            Set<String> names,
            List<Column> lets,
            List<Column> inputs,
            List<Column> outputs,
            List<Rule> rules) {}

    /**
     * @param labelFa    in Persian, or {@code null} if the file has none
     * @param expression of an input, FEEL; the name of an output
     */
    record Column(String label, String labelFa, String expression) {}

    /**
     * One line of a table.
     *
     * @param tests  FEEL, one an input; {@code -} lets everything pass
     * @param values FEEL, one an output
     */
    record Rule(String id, String description, List<String> tests, List<String> values) {}

    /** @param lookup agency whose look-up brings the fact, or {@code null} */
    record Fact(String name, String type, String lookup, String en, String fa) {}

    /** A code and what it means. */
    record Word(String code, String en, String fa) {}

    /**
     * The working calendar.
     *
     * @param first day for which the holidays are known
     * @param last  day for which they are
     * @param half  days on which {@code halfOpens} and {@code halfCloses} hold; weekdays in neither set are closed
     */
    record Calendar(
            String version,
            LocalDate first,
            LocalDate last,
            Set<DayOfWeek> full,
            LocalTime opens,
            LocalTime closes,
            Set<DayOfWeek> half,
            LocalTime halfOpens,
            LocalTime halfCloses,
            List<Holiday> holidays) {}

    /** A day on which no office works. */
    record Holiday(LocalDate day, String name) {}

    /** @param size bytes */
    record File(String name, String sha256, long size) {}
}
