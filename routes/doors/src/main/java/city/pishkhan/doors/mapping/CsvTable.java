package city.pishkhan.doors.mapping;

import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.CsvLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as banks and spreadsheets read it (RFC 4180, UTF-8): every CSV that a door serves, in the cells of {@link CsvLine}. It begins with a byte
 * order mark, without which a spreadsheet takes Persian for something else.
 */
public final class CsvTable {
    private static final String MARK = "\uFEFF";

    private final StringBuilder text = new StringBuilder(MARK);

    public CsvTable(String... columns) {
        line((Object[]) columns);
    }

    public CsvTable(List<String> columns) {
        this(columns.toArray(String[]::new));
    }

    /** @param cells numbers as numbers, {@code null} as nothing, all else as text */
    public CsvTable line(Object... cells) {
        text.append(CsvLine.of(cells == null ? new Object[] {null} : cells));
        return this;
    }

    /** @param name of the file, without its ending */
    public DoorReply reply(String name) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return DoorReply.ok(new DoorReply.File(
                name + ".csv", "text/csv;charset=UTF-8", bytes.length, new ByteArrayInputStream(bytes)));
    }
}
