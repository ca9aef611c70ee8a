package city.pishkhan.persistence.copy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a large table, as a backup names them: {@code db/<schema>.<table>.parts}, whose first line has the columns and each other one a part, as
 * SHA-256, rows and bytes. Rows are in PostgreSQL's text format of COPY.
 *
 * @param columns in their order in a row, as SQL writes them
 */
record RowParts(List<String> columns, List<RowPart> parts) {
    private static final String COLUMNS = "columns ";
    private static final String NULL = "\\N";
    private static final String BYTES = "\\\\x";

    /** @param bytes of its rows */
    record RowPart(String sha256, long rows, long bytes) {}

    /** Takes names. */
    @FunctionalInterface
    interface NameOutput {
        void name(String name) throws IOException;
    }

    long rows() {
        return parts.stream().mapToLong(RowPart::rows).sum();
    }

    byte[] text() {
        StringBuilder text =
                new StringBuilder(COLUMNS).append(String.join(",", columns)).append('\n');
        parts.forEach(part -> text.append(part.sha256)
                .append(' ')
                .append(part.rows)
                .append(' ')
                .append(part.bytes)
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static RowParts read(BufferedReader lines) throws IOException {
        String first = lines.readLine();
        if (first == null || !first.startsWith(COLUMNS)) {
            throw new BackupFault("A table of the backup does not say its columns");
        }
        List<RowPart> parts = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            parts.add(new RowPart(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
        }
        return new RowParts(Arrays.asList(first.substring(COLUMNS.length()).split(",")), parts);
    }

    /** What rows name: each by the first of these columns, of type bytea, that is not null. */
    void names(byte[] rows, List<String> naming, NameOutput names) throws IOException {
        int[] places = naming.stream().mapToInt(columns::indexOf).toArray();
        int begin = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == '\n') {
                String[] values = new String(rows, begin, i - begin, StandardCharsets.ISO_8859_1).split("\t", -1);
                for (int place : places) {
                    if (!values[place].equals(NULL)) {
                        names.name(values[place].substring(BYTES.length()));
                        break;
                    }
                }
                begin = i + 1;
            }
        }
    }
}
