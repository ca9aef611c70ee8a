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
import org.jspecify.annotations.Nullable;

/**
 * The city's rule sets for public reading: all stages, tables, numbers and holidays under the hash that identifies them. A rule
 * set that is only staged is visible to those who may decide on it. Drafting a committee's decision makes it public.
 */
public interface RuleTexts {

    /** Rule sets that a decision put into force: future ones, the one in force and past ones; newest first, up to 200. */
    List<Version> enacted();

    /** A complete rule set; empty if no decision ever named one with that hash. */
    Optional<Text> text(String hash);

    /**
     * As {@link #text}, including the staged rule set; for those who decide on it.
     *
     * @throws Refusal INVALID {@code rules.unknown} if no such rule set is staged or named by a decision, {@code
     *     rules.invalid} with the errors
     */
    Text candidateText(String hash);

    /** The exact bytes of one file of a rule set; empty if there is no such file. */
    Optional<byte[]> file(String hash, @Nullable String name);

    /**
     * A rule set in readable form.
     *
     * @param number     number of the rule set, consecutive in the order in which decisions named the rule sets
     * @param procedures by service
     * @param tables     by name
     * @param facts      facts that tables may use, in the order of the file
     * @param papers     kinds of papers, in the order of the file
     * @param words      meanings of the codes in tables, e.g. {@code fire}
     * @param data       named numbers and lists: thresholds, prices, permitted values
     * @param files      sorted by name; the hash is the SHA-256 of the output of {@code sha256sum} for these files
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
     * @param titleFa   Persian title, or {@code null} if the file has none
     * @param hitPolicy DMN hit policy: which of the matching rules count
     * @param forEach   a list fact, or two integers, over which the table is evaluated element by element; {@code null} if it is
     *                  evaluated once
     * @param sum       output that is summed, or {@code null}
     * @param lets      values computed for each element before the table is evaluated, in order
     * @param names     facts and data that the table refers to
     */
    record Table(
            String name,
            String title,
            @Nullable String titleFa,
            String file,
            String hitPolicy,
            @Nullable String forEach,
            @Nullable String sum,
            Set<String> names,
            List<Column> lets,
            List<Column> inputs,
            List<Column> outputs,
            List<Rule> rules) {}

    /**
     * A column of a table.
     *
     * @param labelFa    Persian label, or {@code null} if the file has none
     * @param expression FEEL expression of an input, or name of an output
     */
    record Column(String label, @Nullable String labelFa, String expression) {}

    /**
     * One row of a table.
     *
     * @param tests  FEEL unary tests, one per input; {@code -} matches everything
     * @param values FEEL expressions, one per output
     */
    record Rule(String id, String description, List<String> tests, List<String> values) {}

    /**
     * A fact that tables may use.
     *
     * @param lookup agency whose lookup determines the fact, or {@code null}
     */
    record Fact(String name, String type, String lookup, String en, String fa) {}

    /** A code that the rules use, and its meaning for people. */
    record Word(String code, String en, String fa) {}

    /**
     * The working calendar.
     *
     * @param first first day for which the holidays are known
     * @param last  last day for which the holidays are known
     * @param half  half working days, with the hours {@code halfOpens} to {@code halfCloses}. Weekdays that are neither
     *              in {@code full} nor in {@code half} are closed
     */
    record Calendar(
            String version,
            LocalDate first,
            LocalDate last,
            Set<DayOfWeek> full,
            LocalTime opens,
            LocalTime closes,
            Set<DayOfWeek> half,
            @Nullable LocalTime halfOpens,
            @Nullable LocalTime halfCloses,
            List<Holiday> holidays) {}

    /** A day on which all offices are closed. */
    record Holiday(LocalDate day, String name) {}

    /**
     * A file of the rule set.
     *
     * @param size size in bytes
     */
    record File(String name, String sha256, long size) {}
}
