package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the rows of a decision as the table's mode requires: all rows, or one row for each distinct value of an output. */
final class DecisionRows {
    private final String table;
    private final TableMode mode;
    private final Map<Object, Integer> places = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<Text> explanations = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    DecisionRows(String table, TableMode mode) {
        this.table = table;
        this.mode = mode;
    }

    /** @param rule id of the rule */
    void add(String rule, Map<String, Object> row, Text explanation) {
        if (mode.sum() != null) {
            requireWholeAmount(row);
        }
        Integer place = mode.by() == null ? null : places.putIfAbsent(row.get(mode.by()), rows.size());
        if (place == null) {
            rows.add(row);
            explanations.add(explanation);
            rules.add(table + "/" + rule);
            return;
        }
        Text previous = explanations.get(place);
        explanations.set(
                place,
                new Text(
                        previous.english() + "; " + explanation.english(),
                        previous.persian() + Messages.semicolon().persian() + explanation.persian()));
        if (mode.sum() != null) {
            rows.get(place)
                    .put(mode.sum(), Math.addExact(requireWholeAmount(rows.get(place)), requireWholeAmount(row)));
        }
    }

    /**
     * Returns the amount to sum. A sum is money, so a fractional, negative or too large amount throws an exception
     * instead of being billed.
     */
    private long requireWholeAmount(Map<String, Object> row) {
        if (row.get(mode.sum()) instanceof Long number && number >= 0) {
            return number;
        }
        throw new IllegalStateException(
                "Table " + table + ": " + mode.sum() + " = " + row.get(mode.sum()) + " is not a whole amount");
    }

    Decision decision() {
        return new Decision(
                rows.stream().map(java.util.Collections::unmodifiableMap).toList(),
                explanations.stream().map(Text::english).toList(),
                explanations.stream().map(Text::persian).toList(),
                rules);
    }
}
