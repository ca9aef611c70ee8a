package city.pishkhan.procedures.internal.tables;

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

/** Says why a rule fired: "fire asked: floors = 8 > 6, rule fire-1, version 1". */
final class Explanation {
    private static final String HIDDEN = "***";

    private final TableSource table;
    private final Map<String, Rule> rules = new HashMap<>();
    private final int number;

    /** @param number of the rule set */
    Explanation(TableSource table, int number) {
        this.table = table;
        this.number = number;
        table.rules().forEach(rule -> rules.put(rule.id(), rule));
    }

    /**
     * @param inputs what the table's input expressions yielded
     * @param known  all names, for the right side of a comparison that is a name itself
     * @param hidden names of which it says that they counted, and not how: explanations go to agencies, bills and the journal
     */
    String of(String id, List<Object> inputs, Map<String, Object> known, Set<String> hidden) {
        Rule rule = rules.get(id);
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!rule.tests().get(i).any()) {
                Input input = table.inputs().get(i);
                Cell test = rule.tests().get(i);
                tests.add(
                        names(input.expression(), hidden) || names(test, hidden)
                                ? input.label() + " = " + HIDDEN
                                : test(input.label(), inputs.get(i), test, known));
            }
        }
        String why = tests.isEmpty() ? "always" : String.join(", ", tests);
        return rule.description() + ": " + why + ", rule " + id + ", version " + number;
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
