package city.pishkhan.identifiers;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats lines of CSV files for spreadsheets (RFC 4180). A cell that contains any common separator is quoted, because
 * a spreadsheet's separator depends on its settings. Text that a spreadsheet would evaluate as a formula is escaped.
 * This includes text after a separator or line break inside a cell, because a spreadsheet with another separator
 * setting starts a new field there.
 */
public final class CsvLine {
    private static final String END = "\r\n";
    private static final Pattern SPLITS = Pattern.compile("[\",\u060c;\u061b|\\p{Cntrl}\\u0085\\u2028\\u2029]");
    /** matches the start of a spreadsheet formula, also after blanks and as a full-width character */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s]*[=+\\-@＝＋－＠]|[\\t\\r\\n]");

    private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";
    /**
     * Characters after which a spreadsheet may start a new field. The comma is not included: a cell with a comma is
     * quoted, and spreadsheets that use the comma as separator respect these quotes.
     */
    private static final String SEPARATORS = ";|\u060c\u061b\u0085\u2028\u2029";

    private CsvLine() {}

    /**
     * Formats one line, including the line end.
     *
     * @param cells numbers are written as numbers, {@code null} as an empty cell, everything else as text
     */
    public static String of(Object... cells) {
        return Stream.of(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", END));
    }

    private static String cell(Object value) {
        if (value == null || value instanceof Number) {
            return value == null ? "" : value.toString();
        }
        String plainText = value.toString();
        String inner = escapedWithin(plainText);
        String plain = FORMULA.matcher(plainText).lookingAt() ? "'" + inner : inner;
        return SPLITS.matcher(plain).find() ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    private static String escapedWithin(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        boolean isFieldStart = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isFieldStart && FORMULA_STARTS.indexOf(c) >= 0) {
                escaped.append('\'');
            }
            escaped.append(c);
            isFieldStart = Character.isISOControl(c)
                    || SEPARATORS.indexOf(c) >= 0
                    || isFieldStart && (c == '"' || Character.isSpaceChar(c));
        }
        return escaped.toString();
    }
}
