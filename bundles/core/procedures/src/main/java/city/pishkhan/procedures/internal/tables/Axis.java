package city.pishkhan.procedures.internal.tables;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.tables.CellTest.Part;
import city.pishkhan.procedures.internal.tables.CellTest.Range;
import city.pishkhan.procedures.internal.tables.CellTest.Relation;
import city.pishkhan.procedures.internal.tables.CellTest.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A value tested by a decision table, divided into classes at every constant that a test mentions. No test distinguishes two values of one
 * class, so results for the classes hold for all values.
 */
public final class Axis {
    private static final Messages MESSAGES = Messages.of(Axis.class);

    /**
     * A title in two languages.
     *
     * @param fa Persian title, never {@code null}
     */
    public record Label(String en, String fa) {
        Label(Text text) {
            this(text.english(), text.persian());
        }
    }

    /**
     * A class of values that no test distinguishes.
     *
     * @param number a number of the class, or {@code null} if the class is not numeric
     */
    private record Cell(BigDecimal number, String value, Label shown) {}

    private final Label label;
    private final boolean independent;
    private final List<Cell> cells;

    private Axis(Label label, boolean independent, List<Cell> cells) {
        this.label = label;
        this.independent = independent;
        this.cells = List.copyOf(cells);
    }

    /**
     * Creates an axis of numbers, divided at the ends of the ranges.
     *
     * @param whole {@code true} if only whole numbers occur
     * @param min minimum value, or {@code null} if there is none
     * @param max maximum value, or {@code null} if there is none
     */
    static Axis numbers(
            Label label, boolean independent, Collection<Range> ranges, boolean whole, BigDecimal min, BigDecimal max) {
        TreeSet<BigDecimal> cuts = new TreeSet<>();
        for (Range range : ranges) {
            add(cuts, range.low());
            add(cuts, range.high());
        }
        add(cuts, min);
        add(cuts, max);
        List<Cell> cells = new ArrayList<>();
        BigDecimal before = null;
        for (BigDecimal cut : cuts) {
            addBetween(cells, before, cut, whole, min, max);
            addNumber(cells, cut, whole, min, max);
            before = cut;
        }
        addBetween(cells, before, null, whole, min, max);
        return new Axis(label, independent, cells);
    }

    private static void add(TreeSet<BigDecimal> cuts, BigDecimal cut) {
        if (cut != null) {
            cuts.add(cut.stripTrailingZeros());
        }
    }

    private static void addBetween(
            List<Cell> cells, BigDecimal low, BigDecimal high, boolean whole, BigDecimal min, BigDecimal max) {
        BigDecimal inside;
        if (low == null) {
            inside = high == null
                    ? BigDecimal.ZERO
                    : whole ? ceiling(high).subtract(BigDecimal.ONE) : high.subtract(BigDecimal.ONE);
        } else if (whole || high == null) {
            inside = whole ? low.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE) : low.add(BigDecimal.ONE);
        } else {
            inside = low.add(high).divide(BigDecimal.valueOf(2));
        }
        if ((low == null || inside.compareTo(low) > 0) && (high == null || inside.compareTo(high) < 0)) {
            addNumber(cells, inside, whole, min, max);
        }
    }

    private static BigDecimal ceiling(BigDecimal number) {
        return number.setScale(0, RoundingMode.CEILING);
    }

    private static void addNumber(List<Cell> cells, BigDecimal number, boolean whole, BigDecimal min, BigDecimal max) {
        boolean occurs = (min == null || number.compareTo(min) >= 0)
                && (max == null || number.compareTo(max) <= 0)
                && (!whole || number.stripTrailingZeros().scale() <= 0);
        if (occurs) {
            String text = number.stripTrailingZeros().toPlainString();
            cells.add(new Cell(number, null, new Label("= " + text, "= " + PersianText.persianDigits(text))));
        }
    }

    /**
     * Creates an axis of texts or flags.
     *
     * @param shown titles by value
     * @param withOther {@code true} if other texts can occur too
     */
    static Axis values(
            Label label,
            boolean independent,
            Collection<String> values,
            java.util.Map<String, Label> shown,
            boolean withOther) {
        List<Cell> cells = new ArrayList<>();
        for (String value : values) {
            Label word = shown.getOrDefault(value, new Label(value, value));
            cells.add(new Cell(null, value, new Label("= " + word.en(), "= " + word.fa())));
        }
        if (withOther) {
            cells.add(new Cell(null, null, new Label(MESSAGES.text("axis.other"))));
        }
        return new Axis(label, independent, cells);
    }

    /**
     * Creates an axis with the classes less, equal and greater, for comparisons with an operand whose value only the
     * case contains.
     */
    static Axis relation(Label label, Label operand) {
        List<Cell> cells = new ArrayList<>();
        for (String sign : List.of("<", "=", ">")) {
            cells.add(new Cell(null, sign, new Label(sign + " " + operand.en(), sign + " " + operand.fa())));
        }
        return new Axis(label, false, cells);
    }

    /**
     * Creates an axis with two classes for a test that cannot be analysed: values that pass the test, and values that
     * do not.
     */
    static Axis opaque(Label label, String test) {
        return new Axis(
                label,
                false,
                List.of(
                        new Cell(null, "true", new Label(MESSAGES.text("axis.with", test))),
                        new Cell(null, "false", new Label(MESSAGES.text("axis.without", test)))));
    }

    int size() {
        return cells.size();
    }

    /** Returns {@code true} if every class of this axis can occur together with every class of the other independent axes. */
    boolean isIndependent() {
        return independent;
    }

    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, cells.size());
        return all;
    }

    /** Returns the classes that pass a test. */
    BitSet passing(CellTest test) {
        BitSet passing = new BitSet();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            boolean passes = test.opaque() != null
                    ? "true".equals(cell.value())
                    : test.parts().stream().anyMatch(part -> isMatch(part, cell));
            passing.set(i, passes != test.negated());
        }
        return passing;
    }

    private static boolean isMatch(Part part, Cell cell) {
        if (part instanceof Range range) {
            return cell.number() != null && isAboveLow(range, cell.number()) && isBelowHigh(range, cell.number());
        }
        if (part instanceof Relation relation) {
            return relation.sign().contains(cell.value());
        }
        return ((Value) part).text().equals(cell.value());
    }

    private static boolean isAboveLow(Range range, BigDecimal number) {
        int order = range.low() == null ? 1 : number.compareTo(range.low());
        return order > 0 || order == 0 && range.lowIn();
    }

    private static boolean isBelowHigh(Range range, BigDecimal number) {
        int order = range.high() == null ? -1 : number.compareTo(range.high());
        return order < 0 || order == 0 && range.highIn();
    }

    /** Returns a description of a class. */
    Label words(int cell) {
        return new Label(
                label.en() + " " + cells.get(cell).shown().en(),
                label.fa() + " " + cells.get(cell).shown().fa());
    }

    /**
     * Finds a class of a numeric axis that is not in {@code covered}, although classes below and above it are.
     *
     * @return index of the first such class, or -1 if there is none
     */
    int findGap(BitSet covered) {
        if (cells.stream().anyMatch(cell -> cell.number() == null)) {
            return -1;
        }
        int first = covered.nextSetBit(0);
        int gap = first < 0 ? -1 : covered.nextClearBit(first);
        return gap < 0 || covered.nextSetBit(gap) < 0 ? -1 : gap;
    }
}
