package city.pishkhan.procedures.internal.tables;

import city.pishkhan.procedures.internal.files.Values;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates expressions that depend only on the rule set's data, such as {@code vehicleduty.firstYear}, so that they can be analysed like
 * literal numbers.
 */
public final class DataConstants implements CellTest.Constants {
    private final DecisionEngine engine;
    private final Map<String, Object> data;
    private final Map<String, Optional<BigDecimal>> known = new HashMap<>();

    public DataConstants(DecisionEngine engine, Map<String, Map<String, Object>> data) {
        this.engine = engine;
        this.data = new HashMap<>(data);
    }

    @Override
    public BigDecimal number(String expression) {
        return known.computeIfAbsent(expression, this::evaluated).orElse(null);
    }

    private Optional<BigDecimal> evaluated(String expression) {
        var names = Feel.names(expression);
        if (names.isEmpty() || !data.keySet().containsAll(names)) {
            return Optional.empty();
        }
        try {
            Object value = Values.toJava(
                    engine.feel().evaluateSimpleExpression(expression, new TableFacts(new HashMap<>(data))));
            return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
        } catch (RuntimeException e) {
            // TableCheck reports the error; this class treats the expression as not a number
            return Optional.empty();
        }
    }
}
