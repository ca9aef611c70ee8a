package city.pishkhan.procedures.internal;

import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleTexts.Calendar;
import city.pishkhan.api.rules.RuleTexts.Column;
import city.pishkhan.api.rules.RuleTexts.Fact;
import city.pishkhan.api.rules.RuleTexts.File;
import city.pishkhan.api.rules.RuleTexts.Holiday;
import city.pishkhan.api.rules.RuleTexts.Rule;
import city.pishkhan.api.rules.RuleTexts.Table;
import city.pishkhan.api.rules.RuleTexts.Text;
import city.pishkhan.api.rules.RuleTexts.Word;
import city.pishkhan.identifiers.OfficeHours;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableNames;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Converts a rule set's files into text for people. */
final class RuleReader {
    private RuleReader() {}

    /** @throws IllegalStateException if the files cannot be parsed */
    static Text text(RuleFiles files, int number) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        if (!ruleProblems.isEmpty()) {
            throw new IllegalStateException("Rule set " + files.hash() + " cannot be read: " + ruleProblems.texts());
        }
        List<Procedure> procedures = new ArrayList<>();
        Map<String, TableMode> modes = new LinkedHashMap<>();
        for (YamlFile file : source.procedures()) {
            procedures.add(ProcedureReader.procedure(file.root()));
            modes.putAll(ProcedureReader.modes(file.root()));
        }
        JsonNode vocabulary = source.vocabulary().root();
        return new Text(
                files.hash(),
                number,
                List.copyOf(procedures),
                source.tables().values().stream()
                        .map(t -> table(t, modes.getOrDefault(t.id(), TableMode.PLAIN)))
                        .toList(),
                facts(vocabulary.path("facts")),
                words(vocabulary.path("papers")),
                Stream.concat(words(vocabulary.path("words")).stream(), words(vocabulary.path("disciplines")).stream())
                        .toList(),
                source.values(),
                calendar(Objects.requireNonNull(source.calendar())),
                files.files().entrySet().stream()
                        .map(f -> new File(f.getKey(), Sha256.hex(f.getValue()), f.getValue().length))
                        .toList());
    }

    private static Table table(TableSource t, TableMode mode) {
        return new Table(
                t.id(),
                t.title(),
                t.titleFa(),
                t.file(),
                t.hitPolicy(),
                mode.elementsText(),
                mode.sum(),
                TableNames.collect(t, mode),
                mode.lets().stream()
                        .map(l -> new Column(
                                l.titleEn() == null ? l.name() : l.titleEn(),
                                l.titleFa(),
                                l.name() + " = " + l.expression()))
                        .toList(),
                t.inputs().stream()
                        .map(i -> new Column(
                                i.label(), i.labelFa(), i.expression().text()))
                        .toList(),
                t.outputs().stream()
                        .map(o -> new Column(o.label(), o.labelFa(), o.name()))
                        .toList(),
                t.rules().stream()
                        .map(r -> new Rule(r.id(), r.description(), cells(r.tests()), cells(r.outputs())))
                        .toList());
    }

    private static List<String> cells(List<TableSource.Cell> cells) {
        return cells.stream().map(cell -> cell.isAny() ? "-" : cell.text()).toList();
    }

    private static List<Fact> facts(JsonNode facts) {
        List<Fact> all = new ArrayList<>();
        facts.properties()
                .forEach(f -> all.add(new Fact(
                        f.getKey(),
                        f.getValue().path("type").asText(),
                        f.getValue().path("lookup").asText(null),
                        f.getValue().path("title").path("en").asText(),
                        f.getValue().path("title").path("fa").asText())));
        return List.copyOf(all);
    }

    private static List<Word> words(JsonNode words) {
        List<Word> all = new ArrayList<>();
        words.properties()
                .forEach(w -> all.add(new Word(
                        w.getKey(),
                        w.getValue().path("en").asText(),
                        w.getValue().path("fa").asText())));
        return List.copyOf(all);
    }

    private static Calendar calendar(WorkingCalendar c) {
        OfficeHours hours = c.hours();
        return new Calendar(
                c.version(),
                c.first().toLocalDate(),
                c.last().toLocalDate(),
                hours.fullDays(),
                hours.full().opens(),
                hours.full().closes(),
                hours.halfDays(),
                hours.half() == null ? null : hours.half().opens(),
                hours.half() == null ? null : hours.half().closes(),
                c.holidays().entrySet().stream()
                        .map(h -> new Holiday(h.getKey(), h.getValue()))
                        .toList());
    }
}
