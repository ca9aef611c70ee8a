package city.pishkhan.procedures.internal.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A test of a decision table in a form that can be analysed: alternative ranges and values, or their complement.
 *
 * @param negated {@code true} if all values except those of the parts pass
 * @param parts alternatives; empty if every value passes
 * @param opaque the test's text if the test cannot be analysed, else {@code null}
 */
public record CellTest(boolean negated, List<Part> parts, @Nullable String opaque) {
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)\\s*(.+)");
    private static final Pattern RANGE = Pattern.compile("([\\[(\\]])\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*([])\\[])");
    private static final Pattern OPERAND = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*(\\s*[*+/-]\\s*[A-Za-z0-9_.]+)*+");
    private static final CellTest ANY = new CellTest(false, List.of(), null);

    public CellTest {
        parts = List.copyOf(parts);
    }

    /** One alternative of a test. */
    sealed interface Part {}

    /** A text, or {@code true} or {@code false}. */
    record Value(String text) implements Part {}

    /** A range of numbers. A {@code null} end is unbounded. */
    record Range(@Nullable BigDecimal low, boolean lowIn, @Nullable BigDecimal high, boolean highIn) implements Part {}

    /**
     * A comparison with an operand whose value only the case contains, such as another fact.
     *
     * @param sign {@code <}, {@code <=}, {@code =}, {@code >=}, {@code >}
     */
    record Relation(String sign, String operand) implements Part {}

    /** Evaluates constants of the rule set's data. */
    public interface Constants {
        /**
         * Returns the number to which an expression evaluates, or {@code null} if it does not depend on the rule set's
         * data alone.
         */
        @Nullable
        BigDecimal number(String expression);
    }

    boolean isAny() {
        return opaque == null && parts.isEmpty();
    }

    static CellTest of(String cell, Constants constants) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return ANY;
        }
        boolean negated = text.startsWith("not(") && closing(text, 3) == text.length() - 1;
        String inner = negated ? text.substring(4, text.length() - 1) : text;
        List<Part> parts = new ArrayList<>();
        for (String one : split(inner)) {
            Part part = part(one.strip(), constants);
            if (part == null) {
                return new CellTest(negated, List.of(), inner.strip());
            }
            parts.add(part);
        }
        return new CellTest(negated, parts, null);
    }

    private static @Nullable Part part(String text, Constants constants) {
        Matcher literal = TEXT.matcher(text);
        if (literal.matches()) {
            return new Value(literal.group(1));
        }
        if (text.equals("true") || text.equals("false")) {
            return new Value(text);
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            BigDecimal low = number(range.group(2), constants);
            BigDecimal high = number(range.group(3), constants);
            return low == null || high == null
                    ? null
                    : new Range(
                            low,
                            range.group(1).equals("["),
                            high,
                            range.group(4).equals("]"));
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return relation(comparison.group(1), comparison.group(2).strip(), constants);
        }
        BigDecimal number = number(text, constants);
        return number == null ? null : new Range(number, true, number, true);
    }

    private static @Nullable Part relation(String sign, String operand, Constants constants) {
        BigDecimal end = number(operand, constants);
        if (end == null) {
            return OPERAND.matcher(operand).matches() ? new Relation(sign, operand) : null;
        }
        return switch (sign) {
            case "<" -> new Range(null, false, end, false);
            case "<=" -> new Range(null, false, end, true);
            case ">" -> new Range(end, false, null, false);
            case ">=" -> new Range(end, true, null, false);
            default -> new Range(end, true, end, true);
        };
    }

    private static @Nullable BigDecimal number(String text, Constants constants) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : constants.number(text);
    }

    /** Splits a text at the commas outside quotes and brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && "([{".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && ")]}".indexOf(c) >= 0) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Returns the index of the bracket that closes the bracket at {@code open}, or -1 if there is none. */
    private static int closing(String text, int open) {
        boolean quoted = false;
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
