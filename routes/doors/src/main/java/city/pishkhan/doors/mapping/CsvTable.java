package city.pishkhan.doors.mapping;

import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.CsvLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV table for banks and spreadsheets (RFC 4180, UTF-8), with cells formatted by {@link CsvLine}. It begins with a byte order mark,
 * because spreadsheets otherwise misread Persian text.
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

    /**
     * Adds a line to the table.
     *
     * @param cells numbers are written as numbers, {@code null} as an empty cell, other values as text
     */
    public CsvTable line(@Nullable Object... cells) {
        text.append(CsvLine.of(cells == null ? new Object[] {null} : cells));
        return this;
    }

    /** @param name file name without extension */
    public DoorReply reply(String name) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return DoorReply.ok(new DoorReply.File(
                name + ".csv", "text/csv;charset=UTF-8", bytes.length, new ByteArrayInputStream(bytes)));
    }
}
