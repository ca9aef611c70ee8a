package city.pishkhan.routes.office.internal;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.RuleTexts.Column;
import city.pishkhan.api.rules.RuleTexts.Rule;
import city.pishkhan.api.rules.RuleTexts.Table;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.contracts.office.forms.ServiceChecklist;
import city.pishkhan.contracts.office.forms.ServiceForm;
import city.pishkhan.doors.mapping.RuleCells;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the checklist of a procedure from its decision tables: papers with their conditions, and the facts on which
 * duties depend.
 */
final class ChecklistMapper {
    private static final Messages MESSAGES = Messages.of(ChecklistMapper.class);
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    private static final String ANY = "-";
    private static final String PARTS = "parts";
    private static final Set<String> OF_PART = Set.of("uses", "area", "units");

    private final RuleTexts.Text text;
    private final Procedure procedure;
    private final Map<String, Table> tables;
    private final RuleCells cells;

    ChecklistMapper(RuleTexts.Text text, Procedure procedure) {
        this.text = text;
        this.procedure = procedure;
        tables = text.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
        Map<String, String> persian = new HashMap<>();
        text.facts().forEach(fact -> persian.put(fact.name(), fact.fa()));
        text.papers().forEach(word -> persian.put(word.code(), word.fa()));
        text.words().forEach(word -> persian.put(word.code(), word.fa()));
        cells = new RuleCells(persian);
    }

    /** @param usual usual time from the opening of a case to its approval, or {@code null} */
    ServiceChecklist checklist(ServiceChecklist.@Nullable Usual usual) {
        return new ServiceChecklist(
                procedure.service(),
                procedure.titleEn(),
                procedure.titleFa(),
                text.hash(),
                papers(),
                procedure.fee() == null
                        ? null
                        : new ServiceForm.Fee(
                                procedure.fee().amount(),
                                procedure.fee().titleEn(),
                                procedure.fee().titleFa()),
                procedure.stages().stream()
                        .filter(stage -> stage.kind() == StageKind.PAYMENT)
                        .filter(stage -> !Procedures.MUNICIPALITY.equals(stage.payer()))
                        .map(this::duty)
                        .toList(),
                usual);
    }

    /**
     * Returns the papers of all tables. If any rule always requires a paper, the paper has no condition, even if other
     * rules have one.
     */
    private List<ServiceChecklist.Paper> papers() {
        Map<String, ServiceChecklist.Paper> papers = new LinkedHashMap<>();
        for (Stage stage : procedure.stages()) {
            Table table = stage.kind() == StageKind.PAPERS ? tables.get(stage.table()) : null;
            if (table == null) {
                continue;
            }
            for (Rule rule : table.rules()) {
                ServiceChecklist.Paper paper = paper(table, rule);
                if (paper != null) {
                    papers.merge(paper.code(), paper, ChecklistMapper::merge);
                }
            }
        }
        return List.copyOf(papers.values());
    }

    private static ServiceChecklist.Paper merge(ServiceChecklist.Paper one, ServiceChecklist.Paper other) {
        if (one.conditionEn() == null) {
            return one;
        }
        if (other.conditionEn() == null) {
            return other;
        }
        Text both = joined(
                "checklist.or",
                new Text(one.conditionEn(), Objects.requireNonNull(one.conditionFa())),
                new Text(other.conditionEn(), Objects.requireNonNull(other.conditionFa())));
        return new ServiceChecklist.Paper(
                one.code(), one.en(), one.fa(), one.reasonEn(), one.reasonFa(), both.english(), both.persian());
    }

    /** Creates the checklist's entry for a paper; returns {@code null} if the rule computes the kind of the paper. */
    private ServiceChecklist.@Nullable Paper paper(Table table, Rule rule) {
        String code = value(table, rule, "paper");
        if (code == null) {
            return null;
        }
        RuleTexts.Word word = text.papers().stream()
                .filter(paper -> paper.code().equals(code))
                .findFirst()
                .orElse(new RuleTexts.Word(code, code, code));
        Text condition = null;
        for (int i = 0; i < table.inputs().size(); i++) {
            String test = rule.tests().get(i);
            if (!test.equals(ANY)) {
                Text one = condition(table.inputs().get(i), test);
                condition = condition == null ? one : joined("checklist.and", condition, one);
            }
        }
        return new ServiceChecklist.Paper(
                code,
                word.en(),
                word.fa(),
                value(table, rule, "reason"),
                value(table, rule, "reasonFa"),
                condition == null ? null : condition.english(),
                condition == null ? null : condition.persian());
    }

    /** Describes the condition on a column. A flag that must be true is described by its label alone. */
    private Text condition(Column column, String test) {
        String persian = column.labelFa() == null ? column.label() : column.labelFa();
        if (test.equals("true")) {
            return new Text(column.label(), persian);
        }
        String cell = cells.persian(test);
        return new Text(column.label() + ": " + test, persian + ": " + (cell == null ? test : cell));
    }

    private static Text joined(String key, Text one, Text other) {
        return new Text(
                MESSAGES.english(key, one.english(), other.english()),
                MESSAGES.persian(key, one.persian(), other.persian()));
    }

    /** Returns the text of an output, or {@code null} if the rule computes it or the table has no such output. */
    private static @Nullable String value(Table table, Rule rule, String output) {
        for (int i = 0; i < table.outputs().size(); i++) {
            if (table.outputs().get(i).expression().equals(output)) {
                Matcher literal = LITERAL.matcher(rule.values().get(i));
                return literal.matches() ? literal.group(1) : null;
            }
        }
        return null;
    }

    /**
     * Returns {@code true} if a table uses a fact. A table that is evaluated for each part of the building uses all
     * facts of a part.
     */
    private static boolean hasFact(Table table, String fact) {
        return table.names().contains(fact) || PARTS.equals(table.forEach()) && OF_PART.contains(fact);
    }

    private ServiceChecklist.Duty duty(Stage stage) {
        Table table = tables.get(stage.table());
        return new ServiceChecklist.Duty(
                stage.titleEn(),
                stage.titleFa(),
                text.facts().stream()
                        .filter(fact -> table != null && hasFact(table, fact.name()))
                        .map(fact -> new ServiceForm.Word(fact.name(), fact.en(), fact.fa()))
                        .toList());
    }
}
