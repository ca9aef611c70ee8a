package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.messages.Messages;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Input;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.tables.Axis.Label;
import city.pishkhan.procedures.internal.tables.CellTest.Part;
import city.pishkhan.procedures.internal.tables.CellTest.Range;
import city.pishkhan.procedures.internal.tables.CellTest.Relation;
import city.pishkhan.procedures.internal.tables.CellTest.Value;
import city.pishkhan.procedures.internal.tables.FactDefinition.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The space of all inputs of one or two decision tables, divided into finitely many cells. Every rule is a box in this space. Overlaps and
 * gaps are found exactly, by splitting the space instead of trying samples. A comparison with another fact of the case has its own axis,
 * which may depend on other axes. Findings that involve such an axis are possible, not certain.
 */
public final class TableSpace {
    private static final Messages MESSAGES = Messages.of(TableSpace.class);

    /** maximum number of search steps for one question; larger tables are not analysed */
    private static final int MOST_STEPS = 200_000;

    private final Vocabulary vocabulary;
    private final TableMode mode;
    private final CellTest.Constants constants;
    private final Map<String, Axis> axes = new LinkedHashMap<>();
    private final Map<Rule, BitSet[]> boxes = new LinkedHashMap<>();

    /** Thrown if the table is too large to be analysed. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * One or several cells of the space.
     *
     * @param cell class index on each axis; -1 for any class
     * @param certain {@code true} if such an input certainly occurs
     */
    public record SpaceRegion(int[] cell, boolean certain) {}

    public TableSpace(List<TableSource> tables, TableMode mode, Vocabulary vocabulary, CellTest.Constants constants) {
        this.vocabulary = vocabulary;
        this.mode = mode;
        this.constants = constants;
        Map<String, List<CellTest>> columns = new LinkedHashMap<>();
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (TableSource table : tables) {
            for (int i = 0; i < table.inputs().size(); i++) {
                String key = key(table.inputs().get(i));
                inputs.putIfAbsent(key, table.inputs().get(i));
                for (Rule rule : table.rules()) {
                    columns.computeIfAbsent(key, k -> new ArrayList<>()).add(test(rule, i));
                }
            }
        }
        columns.forEach((key, tests) -> createAxes(key, inputs.get(key), tests));
        tables.forEach(table -> table.rules().forEach(rule -> boxes.put(rule, box(table, rule))));
    }

    private static String key(Input input) {
        return input.expression().text().strip();
    }

    private CellTest test(Rule rule, int input) {
        return rule.tests().get(input).isAny()
                ? CellTest.of("-", constants)
                : CellTest.of(rule.tests().get(input).text(), constants);
    }

    /** Creates the axes of a column: one for its literal values, and one for each operand or unreadable test. */
    private void createAxes(String key, Input input, List<CellTest> tests) {
        FactDefinition fact = fact(key);
        Label label = new Label(input.label(), input.labelFa() == null ? input.label() : input.labelFa());
        List<Part> plain = tests.stream()
                .filter(t -> axis(key, t).equals(key))
                .flatMap(t -> t.parts().stream())
                .toList();
        if (!plain.isEmpty()) {
            axes.put(key, plain(label, key, fact, input, plain));
        }
        for (CellTest test : tests) {
            String axis = axis(key, test);
            if (!test.isAny() && !axis.equals(key)) {
                axes.computeIfAbsent(
                        axis,
                        a -> test.opaque() == null
                                ? Axis.relation(
                                        label, word(((Relation) test.parts().get(0)).operand()))
                                : Axis.opaque(label, test.opaque()));
            }
        }
    }

    private static String axis(String key, CellTest test) {
        if (test.opaque() != null) {
            return key + " : " + test.opaque();
        }
        return test.parts().stream().anyMatch(Relation.class::isInstance)
                ? key + " ~ "
                        + ((Relation) test.parts().stream()
                                        .filter(Relation.class::isInstance)
                                        .findFirst()
                                        .orElseThrow())
                                .operand()
                : key;
    }

    private Axis plain(Label label, String key, FactDefinition fact, Input input, List<Part> parts) {
        boolean independent =
                fact != null && mode.lets().stream().noneMatch(l -> l.name().equals(key));
        List<Range> ranges = parts.stream()
                .filter(Range.class::isInstance)
                .map(Range.class::cast)
                .toList();
        if (!ranges.isEmpty()) {
            boolean whole = fact == null ? input.type().equals("integer") : fact.type() == Type.INTEGER;
            return Axis.numbers(
                    label,
                    independent,
                    ranges,
                    whole,
                    // facts that are numbers are counts and therefore never negative
                    independent ? BigDecimal.ZERO : null,
                    fact == null || fact.maximum() == Long.MAX_VALUE ? null : BigDecimal.valueOf(fact.maximum()));
        }
        Set<String> named = new LinkedHashSet<>();
        boolean flag = fact == null ? input.type().equals("boolean") : fact.type() == Type.FLAG;
        boolean closed = flag || fact != null && !fact.values().isEmpty();
        if (flag) {
            named.addAll(List.of("true", "false"));
        } else if (closed) {
            named.addAll(fact.values());
        } else {
            parts.forEach(part -> named.add(((Value) part).text()));
        }
        Map<String, Label> shown = new TreeMap<>(Map.of(
                "true",
                new Label(MESSAGES.text("table-space.yes")),
                "false",
                new Label(MESSAGES.text("table-space.no"))));
        named.forEach(value -> Optional.ofNullable(vocabulary.words().get(value))
                .ifPresent(word -> shown.put(value, new Label(word.titleEn(), word.titleFa()))));
        return Axis.values(label, independent, named, shown, !closed);
    }

    private Label word(String operand) {
        Choice word = vocabulary.words().get(operand);
        return word == null ? new Label(operand, operand) : new Label(word.titleEn(), word.titleFa());
    }

    /**
     * Returns the definition of an input expression if it is a fact, a field of the current element, or a computed value; otherwise
     * {@code null}.
     */
    private FactDefinition fact(String expression) {
        FactDefinition fact = vocabulary.facts().get(expression);
        if (fact == null) {
            fact = mode.lets().stream()
                    .filter(let -> let.name().equals(expression))
                    .map(TableMode.Let::definition)
                    .findFirst()
                    .orElse(null);
        }
        if (fact == null && mode.as() != null && expression.startsWith(mode.as() + ".") && mode.forEach() != null) {
            Type field = vocabulary
                    .facts()
                    .get(mode.forEach())
                    .fields()
                    .get(expression.substring(mode.as().length() + 1));
            fact = field == null ? null : FactDefinition.computed(expression, field);
        }
        return fact;
    }

    private BitSet[] box(TableSource table, Rule rule) {
        List<String> names = List.copyOf(axes.keySet());
        BitSet[] box = new BitSet[names.size()];
        for (int i = 0; i < box.length; i++) {
            box[i] = axes.get(names.get(i)).all();
        }
        for (int i = 0; i < table.inputs().size(); i++) {
            CellTest test = test(rule, i);
            if (!test.isAny()) {
                String axis = axis(key(table.inputs().get(i)), test);
                box[names.indexOf(axis)].and(axes.get(axis).passing(test));
            }
        }
        return box;
    }

    /** Returns {@code true} if the rule can never apply. */
    public boolean isUnsatisfiable(Rule rule) {
        for (BitSet side : boxes.get(rule)) {
            if (side.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns an input to which both rules apply, or empty if there is none. */
    public Optional<SpaceRegion> overlap(Rule one, Rule other) {
        BitSet[] first = boxes.get(one);
        BitSet[] second = boxes.get(other);
        int[] cell = new int[first.length];
        boolean firstWithin = true;
        boolean secondWithin = true;
        int i = 0;
        for (Axis axis : axes.values()) {
            BitSet both = (BitSet) first[i].clone();
            both.and(second[i]);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            boolean bound = first[i].cardinality() < axis.size() || second[i].cardinality() < axis.size();
            cell[i] = bound ? both.nextSetBit(0) : -1;
            if (!axis.isIndependent()) {
                firstWithin &= both.equals(first[i]);
                secondWithin &= both.equals(second[i]);
            }
            i++;
        }
        // the overlap is certain if, on all dependent axes, every class that passes one of the rules also passes the
        // other rule
        return Optional.of(new SpaceRegion(cell, firstWithin || secondWithin));
    }

    /** Returns an input to which no rule applies, or empty if there is none. Prefers an input that certainly occurs. */
    public Optional<SpaceRegion> gap(List<Rule> rules) {
        Optional<SpaceRegion> certain = uncovered(rules, whole(), true);
        return certain.isPresent() ? certain : uncovered(rules, whole(), false);
    }

    /** Returns an input to which the rule applies and none of the other rules does, or empty if there is none. */
    public Optional<SpaceRegion> findOutside(Rule rule, List<Rule> others) {
        Optional<SpaceRegion> found = uncovered(others, boxes.get(rule), false);
        return found.map(f -> new SpaceRegion(f.cell(), isCertain(f.cell())));
    }

    private boolean isCertain(int[] cell) {
        int i = 0;
        for (Axis axis : axes.values()) {
            if (cell[i++] >= 0 && !axis.isIndependent()) {
                return false;
            }
        }
        return true;
    }

    private BitSet[] whole() {
        return axes.values().stream().map(Axis::all).toArray(BitSet[]::new);
    }

    /**
     * @param onlyCertain {@code true} to find only inputs that certainly occur; rules that may apply then count as
     *     applying
     */
    private Optional<SpaceRegion> uncovered(List<Rule> rules, BitSet[] within, boolean onlyCertain) {
        Search search = new Search(
                List.copyOf(axes.values()), rules.stream().map(boxes::get).toList(), within, onlyCertain);
        BitSet all = new BitSet();
        all.set(0, rules.size());
        int[] cell = new int[axes.size()];
        java.util.Arrays.fill(cell, -1);
        return search.tryFind(0, all, cell) ? Optional.of(new SpaceRegion(cell, onlyCertain)) : Optional.empty();
    }

    /** Splits the space axis by axis into the parts that the rules distinguish, until no rule is left or one rule covers the whole part. */
    private static final class Search {
        private final List<Axis> axes;
        private final List<BitSet[]> boxes;
        private final BitSet[] within;
        private final boolean onlyCertain;
        private final Set<List<Object>> covered = new HashSet<>();
        private int steps;

        Search(List<Axis> axes, List<BitSet[]> boxes, BitSet[] within, boolean onlyCertain) {
            this.axes = axes;
            this.boxes = boxes;
            this.within = within;
            this.onlyCertain = onlyCertain;
        }

        /**
         * Returns {@code true} if the rules leave an input uncovered on the given axis and those after it; {@code cell} then contains the
         * input.
         */
        boolean tryFind(int axis, BitSet rules, int[] cell) {
            if (++steps > MOST_STEPS) {
                throw new TooLarge();
            }
            if (rules.isEmpty()) {
                for (int i = axis; i < axes.size(); i++) {
                    cell[i] = within[i].cardinality() < axes.get(i).size() ? within[i].nextSetBit(0) : -1;
                    if (within[i].isEmpty()) {
                        return false;
                    }
                }
                return true;
            }
            List<Object> state = List.of(axis, rules);
            if (axis == axes.size() || covered.contains(state)) {
                return false;
            }
            if (onlyCertain && !axes.get(axis).isIndependent()) {
                cell[axis] = -1;
                return tryFind(axis + 1, rules, cell);
            }
            Map<BitSet, Integer> parts = new LinkedHashMap<>();
            for (int value = within[axis].nextSetBit(0); value >= 0; value = within[axis].nextSetBit(value + 1)) {
                parts.putIfAbsent(applying(axis, value, rules), value);
            }
            for (Map.Entry<BitSet, Integer> part : parts.entrySet()) {
                if (tryFind(axis + 1, part.getKey(), cell)) {
                    boolean all = parts.size() == 1
                            && within[axis].cardinality() == axes.get(axis).size();
                    cell[axis] = all ? -1 : part.getValue();
                    return true;
                }
            }
            covered.add(List.of(axis, rules.clone()));
            return false;
        }

        private BitSet applying(int axis, int value, BitSet rules) {
            BitSet applying = new BitSet();
            for (int rule = rules.nextSetBit(0); rule >= 0; rule = rules.nextSetBit(rule + 1)) {
                applying.set(rule, boxes.get(rule)[axis].get(value));
            }
            return applying;
        }
    }

    /**
     * Finds ranges of a column that are not covered between covered ranges, among rules that are identical in all other
     * columns.
     *
     * @return for each group of rules with such a range, an input in the range
     */
    public Map<List<Rule>, SpaceRegion> findGaps(List<Rule> rules) {
        Map<List<Rule>, SpaceRegion> gaps = new LinkedHashMap<>();
        List<Axis> all = List.copyOf(axes.values());
        for (int a = 0; a < all.size(); a++) {
            int axis = a;
            Map<List<BitSet>, List<Rule>> byOtherSides = rules.stream()
                    .filter(rule ->
                            boxes.get(rule)[axis].cardinality() < all.get(axis).size())
                    .collect(Collectors.groupingBy(
                            rule -> withoutAxis(boxes.get(rule), axis), LinkedHashMap::new, Collectors.toList()));
            byOtherSides.forEach((others, group) -> {
                BitSet covered = new BitSet();
                group.forEach(rule -> covered.or(boxes.get(rule)[axis]));
                int hole = all.get(axis).findGap(covered);
                if (group.size() > 1 && hole >= 0) {
                    int[] cell = new int[all.size()];
                    for (int i = 0; i < cell.length; i++) {
                        BitSet side = boxes.get(group.get(0))[i];
                        cell[i] = i == axis
                                ? hole
                                : side.cardinality() < all.get(i).size() ? side.nextSetBit(0) : -1;
                    }
                    boolean filled = rules.stream().anyMatch(rule -> canApply(rule, cell));
                    if (!filled) {
                        gaps.put(group, new SpaceRegion(cell, isCertain(cell)));
                    }
                }
            });
        }
        return gaps;
    }

    private boolean canApply(Rule rule, int[] cell) {
        BitSet[] box = boxes.get(rule);
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0 && !box[i].get(cell[i])) {
                return false;
            }
        }
        return true;
    }

    private static List<BitSet> withoutAxis(BitSet[] box, int axis) {
        List<BitSet> others = new ArrayList<>();
        for (int i = 0; i < box.length; i++) {
            others.add(i == axis ? new BitSet() : box[i]);
        }
        return others;
    }

    /** Returns a description of an input; axes on which any class matches are omitted. */
    public Label words(SpaceRegion found) {
        List<String> en = new ArrayList<>();
        List<String> fa = new ArrayList<>();
        int i = 0;
        for (Axis axis : axes.values()) {
            if (found.cell()[i] >= 0) {
                Label words = axis.words(found.cell()[i]);
                en.add(words.en());
                fa.add(words.fa());
            }
            i++;
        }
        return en.isEmpty()
                ? new Label(MESSAGES.text("table-space.always"))
                : new Label(String.join(", ", en), String.join(Messages.comma().persian(), fa));
    }
}
