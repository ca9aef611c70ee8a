package city.pishkhan.doors;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Tables that banks and spreadsheets read (RFC 4180). */
public final class Table {
    private Table() {}

    /** @param name of the file, without its ending. @param csv lines that end in CRLF */
    public static Reply reply(String name, CharSequence csv) {
        byte[] text = csv.toString().getBytes(StandardCharsets.UTF_8);
        return Reply.ok(
                new Reply.File(name + ".csv", "text/csv;charset=UTF-8", text.length, new ByteArrayInputStream(text)));
    }

    /** No spreadsheet takes a name for a formula. */
    public static String quoted(String name) {
        String plain = name.matches("[=+@\\-].*") ? "'" + name : name;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
