package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Cell;
import city.pishkhan.procedures.internal.files.TableSource.Input;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Explains why a rule applied: "fire asked: floors = 8 > 6, rule fire-1, version 1". The Persian explanation uses the titles of the table's
 * columns and of the vocabulary.
 */
final class Explanation {
    private static final Messages MESSAGES = Messages.of(Explanation.class);
    private static final String HIDDEN = "***";
    /** the output that contains a row's Persian title */
    private static final String TITLE = "titleFa";

    private static final Map<String, String> COMPARED =
            Map.of(">", "more", ">=", "at-least", "<", "less", "<=", "at-most", "=", "equal");

    private final TableSource table;
    private final Vocabulary vocabulary;
    private final Map<String, Rule> rules = new HashMap<>();
    private final int number;

    /** @param number number of the rule set */
    Explanation(TableSource table, Vocabulary vocabulary, int number) {
        this.table = table;
        this.vocabulary = vocabulary;
        this.number = number;
        table.rules().forEach(rule -> rules.put(rule.id(), rule));
    }

    /**
     * Explains a matching rule.
     *
     * @param id id of the rule
     * @param inputs values of the table's input expressions
     * @param known all known values by name, to show the value of a name on the right side of a comparison
     * @param hidden names whose values are masked, because explanations are sent to agencies, printed on bills and journaled
     * @param row the rule's outputs
     */
    Text of(String id, List<Object> inputs, Map<String, Object> known, Set<String> hidden, Map<String, Object> row) {
        Rule rule = rules.get(id);
        List<String> tests = new ArrayList<>();
        List<String> testsFa = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!rule.tests().get(i).any()) {
                Input input = table.inputs().get(i);
                Cell test = rule.tests().get(i);
                boolean secret = names(input.expression(), hidden) || names(test, hidden);
                tests.add(secret ? input.label() + " = " + HIDDEN : test(input.label(), inputs.get(i), test, known));
                testsFa.add(
                        secret
                                ? MESSAGES.persian("explanation.is", labelFa(input), HIDDEN)
                                : testFa(labelFa(input), inputs.get(i), test, known));
            }
        }
        String why = tests.isEmpty() ? "always" : String.join(", ", tests);
        return new Text(
                rule.description() + ": " + why + ", rule " + id + ", version " + number,
                MESSAGES.persian(
                        "explanation",
                        calledFa(rule, row),
                        testsFa.isEmpty()
                                ? MESSAGES.persian("explanation.always")
                                : String.join(Messages.comma().persian(), testsFa),
                        id,
                        PersianText.persianDigits(String.valueOf(number))));
    }

    private String calledFa(Rule rule, Map<String, Object> row) {
        return row.get(TITLE) instanceof String title
                ? PersianText.persianDigits(title)
                : table.titleFa() == null ? rule.description() : table.titleFa();
    }

    private static String labelFa(Input input) {
        return input.labelFa() == null ? input.label() : input.labelFa();
    }

    private static boolean names(Cell cell, Set<String> hidden) {
        return !hidden.isEmpty() && !Collections.disjoint(Feel.names(cell.text()), hidden);
    }

    private static String test(String label, Object value, Cell test, Map<String, Object> known) {
        String is = label + " = " + text(value);
        return Feel.comparison(test.text())
                .map(c ->
                        is + " " + c[0] + " " + (known.containsKey(c[1]) ? c[1] + " = " + text(known.get(c[1])) : c[1]))
                .orElse(is);
    }

    private String testFa(String label, Object value, Cell test, Map<String, Object> known) {
        return Feel.comparison(test.text())
                .filter(c -> COMPARED.containsKey(c[0]))
                .map(c -> MESSAGES.persian(
                        "explanation." + COMPARED.get(c[0]),
                        label,
                        textFa(value),
                        known.containsKey(c[1])
                                ? MESSAGES.persian("explanation.fact", factFa(c[1]), textFa(known.get(c[1])))
                                : textFa(c[1])))
                .orElseGet(() -> MESSAGES.persian("explanation.is", label, textFa(value)));
    }

    private String factFa(String name) {
        Choice title = vocabulary.titles().get("fact." + name);
        return title == null ? name : title.titleFa();
    }

    private String textFa(Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream()
                    .map(this::textFa)
                    .collect(Collectors.joining(Messages.comma().persian()));
        }
        if (value instanceof Boolean flag) {
            return MESSAGES.persian("explanation." + flag);
        }
        Choice word = value instanceof String code ? vocabulary.words().get(code) : null;
        return word == null ? PersianText.persianDigits(text(value)) : word.titleFa();
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(Explanation::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }
}
