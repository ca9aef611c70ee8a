package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.operaton.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;

/** A parsed decision table with the vocabulary, data and mode that its evaluation needs. Thread-safe. */
public final class Table {
    /** maximum number of elements such as years or storeys; larger numbers are errors */
    private static final int MOST_ELEMENTS = 200;

    private final TableSource source;
    private final TableMode mode;
    private final DmnDecision decision;
    private final DecisionEngine engine;
    private final List<FactDefinition> requiredFacts;
    private final List<FactDefinition> computed;
    private final FactDefinition elements;
    private final Map<String, Object> data;
    private final Supplier<Set<String>> personal;
    private final Explanation explanation;
    private final DecisionCache cache = new DecisionCache();

    /**
     * @param data the rule set's data by name
     * @param personal supplies the current names of the personal facts
     */
    public Table(
            TableSource source,
            TableMode mode,
            DmnDecision decision,
            DecisionEngine engine,
            Vocabulary vocabulary,
            Map<String, Object> data,
            Supplier<Set<String>> personal,
            int number) {
        this.source = source;
        this.mode = mode;
        this.decision = decision;
        this.engine = engine;
        var names = TableNames.collect(source, mode);
        this.requiredFacts = vocabulary.facts().values().stream()
                .filter(f -> names.contains(f.name()))
                .toList();
        this.computed = mode.lets().stream().map(TableMode.Let::definition).toList();
        this.elements = mode.forEach() == null ? null : vocabulary.facts().get(mode.forEach());
        this.data = new HashMap<>(data);
        this.data.keySet().retainAll(names);
        this.personal = personal;
        this.explanation = new Explanation(source, vocabulary, number);
    }

    /** Returns the facts that the table's cells require. */
    public List<FactDefinition> requiredFacts() {
        return requiredFacts;
    }

    /** Returns the names of all facts that a decision requires, including the list that the table iterates over. */
    public Set<String> requiredNames() {
        Set<String> names = new TreeSet<>();
        requiredFacts.forEach(fact -> names.add(fact.name()));
        if (elements != null) {
            names.add(elements.name());
        }
        return names;
    }

    /**
     * @throws IllegalArgumentException if a fact is missing or has the wrong type
     * @throws IllegalStateException if a rule cannot be evaluated
     */
    public Decision decide(Map<String, ?> facts) {
        Map<String, Object> stated = new HashMap<>();
        for (FactDefinition fact : requiredFacts) {
            stated.put(fact.name(), fact.value(facts.get(fact.name())));
        }
        if (elements != null) {
            stated.put(elements.name(), elements.value(facts.get(elements.name())));
        }
        Set<String> hidden = hidden(stated.keySet());
        return hidden.isEmpty() ? cache.get(stated, () -> evaluate(stated, hidden)) : decideUncached(stated, hidden);
    }

    /**
     * Returns the names whose values are personal: personal facts, and elements and computed values that depend on
     * them.
     */
    private Set<String> hidden(Set<String> asked) {
        Set<String> secret = personal.get();
        if (Collections.disjoint(asked, secret)) {
            return Set.of();
        }
        Set<String> hidden = new TreeSet<>(asked);
        hidden.retainAll(secret);
        return mode.withDependentNames(hidden);
    }

    /** Decides without caching, because cached values would outlive the encryption key of the case. */
    private Decision decideUncached(Map<String, Object> stated, Set<String> hidden) {
        try {
            return evaluate(stated, hidden);
        } catch (IllegalStateException | ArithmeticException e) {
            // omits the cause, because its message could contain the personal value and would be logged
            throw new IllegalStateException("Table " + source.id()
                    + " cannot be evaluated; the cause is not reported because of these personal facts: " + hidden);
        }
    }

    private Decision evaluate(Map<String, Object> stated, Set<String> hidden) {
        Map<String, Object> known = new HashMap<>(data);
        requiredFacts.forEach(fact -> known.put(fact.name(), stated.get(fact.name())));
        DecisionRows rows = new DecisionRows(source.id(), mode);
        if (!mode.isRepeated()) {
            addMatches(known, rows, hidden);
            return rows.decision();
        }
        for (Object element : elements(stated, known)) {
            known.put(mode.as(), element);
            for (int i = 0; i < computed.size(); i++) {
                compute(i, known);
            }
            addMatches(known, rows, hidden);
        }
        return rows.decision();
    }

    private List<?> elements(Map<String, Object> stated, Map<String, Object> known) {
        if (elements != null) {
            return (List<?>) stated.get(elements.name());
        }
        long after = ((Number) known.get(mode.after())).longValue();
        long to = ((Number) known.get(mode.to())).longValue();
        if (to - after > MOST_ELEMENTS) {
            throw new IllegalStateException(
                    "Table " + source.id() + " would be evaluated for more than " + MOST_ELEMENTS + " numbers: after "
                            + mode.after() + " = " + after + ", to " + mode.to() + " = " + to);
        }
        return LongStream.rangeClosed(after + 1, to).boxed().toList();
    }

    private void compute(int let, Map<String, Object> known) {
        FactDefinition definition = computed.get(let);
        Object value;
        try {
            value = Values.toJava(
                    engine.feel().evaluateSimpleExpression(mode.lets().get(let).expression(), new TableFacts(known)));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Table " + source.id() + ", " + definition.name() + " for " + mode.as() + " = "
                            + known.get(mode.as()) + ": " + e.getMessage(),
                    e);
        }
        known.put(definition.name(), definition.value(value));
    }

    private void addMatches(Map<String, Object> known, DecisionRows rows, Set<String> hidden) {
        TableFacts tableFacts = new TableFacts(known);
        DmnDecisionTableEvaluationEvent event;
        try {
            event = engine.evaluate(decision, tableFacts);
        } catch (RuntimeException e) {
            throw new IllegalStateException("Table " + source.id() + " cannot be evaluated: " + e.getMessage(), e);
        }
        if (!tableFacts.unknown().isEmpty()) {
            throw new IllegalArgumentException("Table " + source.id() + " needs " + tableFacts.unknown());
        }
        List<Object> inputs = new ArrayList<>();
        event.getInputs().forEach(input -> inputs.add(input.getValue().getValue()));
        for (DmnEvaluatedDecisionRule rule : event.getMatchingRules()) {
            Map<String, Object> row = outputs(rule);
            rows.add(rule.getId(), row, explanation.explain(rule.getId(), inputs, known, hidden, row));
        }
    }

    private Map<String, Object> outputs(DmnEvaluatedDecisionRule rule) {
        Map<String, Object> row = new LinkedHashMap<>();
        rule.getOutputEntries().forEach((name, output) -> {
            Object value = Values.toJava(output.getValue().getValue());
            if (value == null) {
                throw new IllegalStateException(
                        "Table " + source.id() + ", rule " + rule.getId() + ": no value for " + name);
            }
            row.put(name, value);
        });
        return row;
    }
}
