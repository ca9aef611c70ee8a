package city.pishkhan.procedures.internal.checks;

import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.files.RuleProblem;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Cell;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import city.pishkhan.procedures.internal.tables.Feel;
import city.pishkhan.procedures.internal.tables.TableFacts;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates every cell of every table with sample facts. The evaluation of a whole table would skip the cells of a row
 * after the first mismatch.
 */
final class TableCheck {
    private static final Set<String> TYPES = Set.of("", "string", "boolean", "integer", "long", "double");
    private static final String INPUT = "cellInput";

    private final DecisionEngine engine;
    private final RuleSource source;
    private final Vocabulary vocabulary;
    private final Map<String, TableMode> modes = new HashMap<>();
    private final Map<String, Object> data = new HashMap<>();
    private final RuleProblems ruleProblems;

    TableCheck(DecisionEngine engine, RuleSource source, Vocabulary vocabulary, RuleProblems ruleProblems) {
        this.engine = engine;
        this.source = source;
        this.vocabulary = vocabulary;
        this.ruleProblems = ruleProblems;
        source.procedures().forEach(file -> modes.putAll(ProcedureReader.modes(file.root())));
        data.putAll(source.values());
    }

    void check() {
        data.keySet().stream()
                .filter(vocabulary.facts()::containsKey)
                .forEach(name -> ruleProblems.add(RuleProblem.of("data/" + name, "a fact is named " + name + " too")));
        source.tables().values().forEach(this::check);
    }

    private void check(TableSource table) {
        checkShape(table);
        Map<String, Object> sample = new HashMap<>(data);
        vocabulary.facts().values().forEach(fact -> sample.put(fact.name(), fact.sample()));
        TableMode mode = modes.getOrDefault(table.id(), TableMode.PLAIN);
        if (mode.forEach() != null) {
            sample.put(
                    mode.as(),
                    Objects.requireNonNull(vocabulary.facts().get(mode.forEach()))
                            .sampleElement());
        } else if (mode.after() != null) {
            sample.put(mode.as(), 1L);
        }
        for (TableMode.Let let : mode.lets()) {
            checkLet(table, let, sample);
            sample.put(let.name(), let.definition().sample());
        }
        for (int i = 0; i < table.inputs().size(); i++) {
            Object value = value(table, table.inputs().get(i).expression(), sample);
            for (Rule rule : table.rules()) {
                if (i < rule.tests().size() && !rule.tests().get(i).isAny()) {
                    checkTest(table, rule.tests().get(i), value, sample);
                }
            }
        }
        for (Rule rule : table.rules()) {
            rule.outputs().forEach(cell -> checkOutput(table, mode, rule, cell, sample));
        }
    }

    /**
     * Checks that a computed value's expression can be parsed and that its names are known. Other evaluation errors depend on the data and
     * are ignored.
     */
    private void checkLet(TableSource table, TableMode.Let let, Map<String, Object> sample) {
        Optional<String> foreign = Feel.foreignFunction(let.expression());
        if (foreign.isPresent()) {
            ruleProblems.add(
                    table.file(),
                    table.mark(),
                    let.name() + ": '" + foreign.get() + "' is not a function that rules may call");
            return;
        }
        TableFacts tableFacts = new TableFacts(sample);
        try {
            engine.feel().evaluateSimpleExpression(let.expression(), tableFacts);
        } catch (RuntimeException e) {
            tableFacts
                    .unknown()
                    .forEach(name -> ruleProblems.add(
                            table.file(), table.mark(), let.name() + ": '" + name + "' is neither a fact nor data"));
            if (Feel.isUnreadable(e)) {
                ruleProblems.add(
                        table.file(), table.mark(), let.name() + ": '" + let.expression() + "' " + Feel.reason(e));
            }
        }
    }

    private void checkShape(TableSource table) {
        Set<String> names = new HashSet<>();
        table.outputs().forEach(output -> {
            if (output.name().isEmpty() || !names.add(output.name())) {
                ruleProblems.add(table.file(), output.mark(), "an output must have a unique name");
            }
        });
        Set<String> ids = new HashSet<>();
        table.rules().forEach(rule -> {
            if (!ids.add(rule.id())) {
                ruleProblems.add(table.file(), rule.mark(), "the rule " + rule.id() + " exists twice");
            }
        });
        table.inputs()
                .forEach(input ->
                        checkType(table, input.type(), input.expression().mark()));
        table.outputs().forEach(output -> checkType(table, output.type(), output.mark()));
        String sum = modes.getOrDefault(table.id(), TableMode.PLAIN).sum();
        table.outputs().stream()
                .filter(o -> o.name().equals(sum) && !o.type().isEmpty())
                .forEach(o -> ruleProblems.add(
                        table.file(),
                        o.mark(),
                        "an output that is summed must have no type, because a conversion would truncate it silently"));
    }

    private void checkType(TableSource table, String type, RuleProblem.Mark mark) {
        if (!TYPES.contains(type)) {
            ruleProblems.add(
                    table.file(),
                    mark,
                    "the type " + type + " must be string, boolean, integer, long or double, or absent for lists");
        }
    }

    private void checkTest(TableSource table, Cell cell, @Nullable Object value, Map<String, Object> sample) {
        Map<String, Object> known = new HashMap<>(sample);
        known.put(INPUT, value);
        TableFacts tableFacts = new TableFacts(known);
        evaluate(table, cell, tableFacts, () -> engine.feel().evaluateSimpleUnaryTests(cell.text(), INPUT, tableFacts));
    }

    private void checkOutput(TableSource table, TableMode mode, Rule rule, Cell cell, Map<String, Object> sample) {
        if (cell.text().isEmpty()) {
            ruleProblems.add(table.file(), cell.mark(), "an output is empty");
            return;
        }
        Object value = value(table, cell, sample);
        boolean summed = mode.sum() != null
                && rule.outputs().indexOf(cell) == table.output(mode.sum()).orElse(-1);
        if (summed && value != null && !(value instanceof Long amount && amount >= 0)) {
            ruleProblems.add(
                    table.file(),
                    cell.mark(),
                    "'" + mode.sum() + "' must be a whole number, not negative: round half up(…, 0)");
        }
    }

    private @Nullable Object value(TableSource table, Cell cell, Map<String, Object> sample) {
        TableFacts tableFacts = new TableFacts(sample);
        return evaluate(table, cell, tableFacts, () -> engine.feel().evaluateSimpleExpression(cell.text(), tableFacts));
    }

    /** @return the value, or {@code null} if a problem was reported */
    private @Nullable Object evaluate(
            TableSource table, Cell cell, TableFacts tableFacts, Supplier<Object> evaluation) {
        Optional<String> foreign = Feel.foreignFunction(cell.text());
        if (foreign.isPresent()) {
            ruleProblems.add(
                    table.file(), cell.mark(), "'" + foreign.get() + "' is not a function that rules may call");
            return null;
        }
        try {
            Object value = evaluation.get();
            if (value == null) {
                ruleProblems.add(table.file(), cell.mark(), "'" + cell.text() + "' has no result");
            }
            return value;
        } catch (RuntimeException e) {
            Set<String> unknown = tableFacts.unknown();
            unknown.forEach(
                    name -> ruleProblems.add(table.file(), cell.mark(), "'" + name + "' is neither a fact nor data"));
            if (unknown.isEmpty()) {
                ruleProblems.add(table.file(), cell.mark(), "'" + cell.text() + "' " + Feel.reason(e));
            }
            return null;
        }
    }
}
