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
import java.util.Objects;
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
     * @param inputs values of the table's input expressions, in the order of the columns
     * @param known all known values by name, to show the value of a name on the right side of a comparison
     * @param hidden names whose values are masked, because explanations are sent to agencies, printed on bills and
     *     journaled
     * @param row the rule's outputs
     */
    Text explain(
            String id, List<Object> inputs, Map<String, Object> known, Set<String> hidden, Map<String, Object> row) {
        Rule rule = Objects.requireNonNull(rules.get(id));
        List<Text> tests = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Cell test = rule.tests().get(i);
            if (!test.isAny()) {
                Input input = table.inputs().get(i);
                boolean secret = isNaming(input.expression(), hidden) || isNaming(test, hidden);
                Text label = new Text(input.label(), labelFa(input));
                tests.add(
                        secret
                                ? MESSAGES.text("explanation.is", label, HIDDEN)
                                : test(label, inputs.get(i), test, known));
            }
        }
        return MESSAGES.text(
                "explanation",
                new Text(rule.description(), calledFa(rule, row)),
                tests.isEmpty() ? MESSAGES.text("explanation.always") : tests,
                id,
                new Text(String.valueOf(number), PersianText.persianDigits(String.valueOf(number))));
    }

    private String calledFa(Rule rule, Map<String, Object> row) {
        return row.get(TITLE) instanceof String title
                ? PersianText.persianDigits(title)
                : table.titleFa() == null ? rule.description() : table.titleFa();
    }

    private static String labelFa(Input input) {
        return input.labelFa() == null ? input.label() : input.labelFa();
    }

    private static boolean isNaming(Cell cell, Set<String> hidden) {
        return !hidden.isEmpty() && !Collections.disjoint(Feel.names(cell.text()), hidden);
    }

    private Text test(Text label, Object value, Cell test, Map<String, Object> known) {
        Text is = shown(value);
        return Feel.comparison(test.text())
                .map(c -> MESSAGES.text("explanation." + COMPARED.get(c[0]), label, is, compared(c[1], known)))
                .orElseGet(() -> MESSAGES.text("explanation.is", label, is));
    }

    /** Returns the right side of a comparison: a value, or a name and its value. */
    private Text compared(String side, Map<String, Object> known) {
        return known.containsKey(side)
                ? MESSAGES.text("explanation.fact", new Text(side, factFa(side)), shown(known.get(side)))
                : new Text(side, textFa(side));
    }

    private Text shown(Object value) {
        return new Text(text(value), textFa(value));
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
