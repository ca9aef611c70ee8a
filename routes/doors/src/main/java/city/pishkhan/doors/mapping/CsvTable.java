package city.pishkhan.doors.mapping;

import city.pishkhan.doors.call.DoorReply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as banks and spreadsheets read it (RFC 4180, UTF-8): every CSV that a door serves. It begins with a byte order mark, without which a
 * spreadsheet takes Persian for something else; and no text in it is taken for a formula, whoever wrote it.
 */
public final class CsvTable {
    private static final String MARK = "\uFEFF";
    private static final String LINE = "\r\n";
    /** begins what is no text any more to a spreadsheet, also after blanks and in wide forms */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s]*[=+\\-@＝＋－＠]|[\\t\\r\\n]");

    private final StringBuilder text = new StringBuilder(MARK);

    public CsvTable(String... columns) {
        line((Object[]) columns);
    }

    public CsvTable(List<String> columns) {
        this(columns.toArray(String[]::new));
    }

    /** @param cells numbers as numbers, {@code null} as nothing, all else as text */
    public CsvTable line(Object... cells) {
        Object[] whole = cells == null ? new Object[] {null} : cells;
        text.append(Stream.of(whole).map(CsvTable::cell).collect(Collectors.joining(",")))
                .append(LINE);
        return this;
    }

    private static String cell(Object value) {
        if (value == null || value instanceof Number) {
            return value == null ? "" : value.toString();
        }
        String said = value.toString();
        String plain = FORMULA.matcher(said).lookingAt() ? "'" + said : said;
        return plain.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + plain.replace("\"", "\"\"") + '"'
                : plain;
    }

    /** @param name of the file, without its ending */
    public DoorReply reply(String name) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return DoorReply.ok(new DoorReply.File(
                name + ".csv", "text/csv;charset=UTF-8", bytes.length, new ByteArrayInputStream(bytes)));
    }
}
