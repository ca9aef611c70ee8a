package city.pishkhan.procedures.internal.files;

import city.pishkhan.identifiers.CalendarFile;
import city.pishkhan.identifiers.InvalidCalendar;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed files of a rule set before compilation: {@code vocabulary.yaml}, one {@code .yaml} per procedure, {@code data/*.yaml},
 * {@code data/<name>/<key>.csv}, {@code *.dmn} in any directory, and the calendar.
 *
 * @param data YAML data files by the name that tables use
 * @param lists rows of the CSV files by the name that tables use, then by the name of the file
 * @param tables decision tables by name
 * @param calendar the working calendar, or {@code null} if it is invalid
 */
public record RuleSource(
        YamlFile vocabulary,
        List<YamlFile> procedures,
        Map<String, YamlFile> data,
        Map<String, Map<String, Object>> lists,
        Map<String, TableSource> tables,
        @Nullable WorkingCalendar calendar) {
    static final String VOCABULARY = "vocabulary.yaml";

    private static final Pattern DATA = Pattern.compile("data/([a-z][a-z0-9]*)\\.yaml");
    private static final Pattern LIST = Pattern.compile("data/([a-z][a-z0-9]*)/([a-z0-9][a-z0-9-]*)\\.csv");
    private static final Pattern CALENDAR_LINE = Pattern.compile("line (\\d+): (.*)");

    public static RuleSource parse(RuleFiles files, RuleProblems ruleProblems) {
        YamlFile vocabulary =
                YamlFile.parse(VOCABULARY, files.files().getOrDefault(VOCABULARY, new byte[0]), ruleProblems);
        List<YamlFile> procedures = new ArrayList<>();
        Map<String, YamlFile> data = new LinkedHashMap<>();
        Map<String, Map<String, Object>> lists = new LinkedHashMap<>();
        Map<String, TableSource> tables = new LinkedHashMap<>();
        files.files().forEach((name, bytes) -> {
            Matcher datum = DATA.matcher(name);
            Matcher list = LIST.matcher(name);
            if (name.endsWith(".dmn")) {
                DmnFile.parse(name, bytes, ruleProblems).forEach(table -> add(tables, table, ruleProblems));
            } else if (datum.matches()) {
                data.put(datum.group(1), YamlFile.parse(name, bytes, ruleProblems));
            } else if (list.matches()) {
                lists.computeIfAbsent(list.group(1), key -> new LinkedHashMap<>())
                        .put(list.group(2), CsvFile.rows(name, bytes, ruleProblems));
            } else if (name.endsWith(".csv")) {
                ruleProblems.add(
                        RuleProblem.of(
                                name,
                                "is not in a known folder; lists must be in data/<name>/, where the name has lower-case letters and digits"));
            } else if (name.endsWith(".yaml") && !name.equals(VOCABULARY)) {
                if (name.contains("/")) {
                    ruleProblems.add(
                            RuleProblem.of(
                                    name,
                                    "is not in a known folder; data must be in data/, with a name of lower-case letters and digits"));
                }
                procedures.add(YamlFile.parse(name, bytes, ruleProblems));
            }
        });
        if (procedures.isEmpty()) {
            ruleProblems.add(RuleProblem.of("*.yaml", "the rules have no procedure"));
        }
        lists.keySet().stream()
                .filter(data::containsKey)
                .forEach(name -> ruleProblems.add(RuleProblem.of("data/" + name, "data/" + name + ".yaml exists too")));
        return new RuleSource(vocabulary, procedures, data, lists, tables, calendar(files, ruleProblems));
    }

    /** Returns the data by name, as tables access it. */
    public Map<String, Map<String, Object>> values() {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        data.forEach((name, file) -> values.put(name, Values.map(file.root())));
        lists.forEach((name, files) -> values.put(name, Collections.unmodifiableMap(files)));
        return values;
    }

    private static void add(Map<String, TableSource> tables, TableSource table, RuleProblems ruleProblems) {
        TableSource other = tables.putIfAbsent(table.id(), table);
        if (other != null) {
            ruleProblems.add(
                    table.file(), table.mark(), "the table " + table.id() + " is in " + other.file() + " already");
        }
    }

    private static @Nullable WorkingCalendar calendar(RuleFiles files, RuleProblems ruleProblems) {
        byte[] bytes = files.files().getOrDefault(RuleFiles.CALENDAR, new byte[0]);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return CalendarFile.parse(RuleFiles.CALENDAR, text);
        } catch (CharacterCodingException e) {
            ruleProblems.add(RuleFiles.CALENDAR, Mark.START, "is not UTF-8");
        } catch (InvalidCalendar e) {
            for (String problem : e.problems()) {
                Matcher line = CALENDAR_LINE.matcher(problem);
                boolean placed = line.matches();
                ruleProblems.add(
                        RuleFiles.CALENDAR,
                        placed ? new Mark(Integer.parseInt(line.group(1)), 1) : Mark.START,
                        placed ? line.group(2) : problem);
            }
        }
        return null;
    }
}
