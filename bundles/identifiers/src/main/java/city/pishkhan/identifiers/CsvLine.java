package city.pishkhan.identifiers;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines of tables that people open in a spreadsheet (RFC 4180). A cell with any character by which some spreadsheet splits cells is quoted: which one
 * does is a setting of the reader's computer. No text is taken for a formula, whoever wrote it.
 */
public final class CsvLine {
    private static final String END = "\r\n";
    private static final Pattern SPLITS = Pattern.compile("[\",;|\\p{Cntrl}\\u0085\\u2028\\u2029]");
    /** begins what is no text any more to a spreadsheet, also after blanks and in wide forms */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s]*[=+\\-@＝＋－＠]|[\\t\\r\\n]");

    private CsvLine() {}

    /**
     * One line with its end.
     *
     * @param cells numbers as numbers, {@code null} as nothing, all else as text
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
