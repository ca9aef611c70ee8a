package city.pishkhan.identifiers;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats lines of CSV files for spreadsheets (RFC 4180). A cell that contains any common separator is quoted, because the
 * separator depends on the reader's settings. A text that a spreadsheet would evaluate as a formula is escaped.
 */
public final class CsvLine {
    private static final String END = "\r\n";
    private static final Pattern SPLITS = Pattern.compile("[\",;|\\p{Cntrl}\\u0085\\u2028\\u2029]");
    /** starts of formulas in spreadsheets, also after blanks and as full-width characters */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s]*[=+\\-@＝＋－＠]|[\\t\\r\\n]");

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
        String said = value.toString();
        String plain = FORMULA.matcher(said).lookingAt() ? "'" + said : said;
        return SPLITS.matcher(plain).find() ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
