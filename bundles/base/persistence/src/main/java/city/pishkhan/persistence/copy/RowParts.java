package city.pishkhan.persistence.copy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parts of a large table as listed in a backup, {@code db/<schema>.<table>.parts}. The first line has the columns; each
 * further line is a part, as SHA-256, rows and bytes. The rows are in PostgreSQL's COPY text format.
 *
 * @param columns the columns in their order in a row, quoted as in SQL
 */
record RowParts(List<String> columns, List<RowPart> parts) {
    private static final String COLUMNS = "columns ";
    private static final String NULL = "\\N";
    private static final String BYTES = "\\\\x";

    /** @param bytes size of the part's rows, uncompressed */
    record RowPart(String sha256, long rows, long bytes) {}

    /** Receives the names of the files that rows refer to. */
    @FunctionalInterface
    interface NameOutput {
        void accept(String name) throws IOException;
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
            throw new BackupFault("A table of the backup has no list of columns");
        }
        List<RowPart> parts = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            parts.add(new RowPart(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
        }
        return new RowParts(Arrays.asList(first.substring(COLUMNS.length()).split(",")), parts);
    }

    /** Passes the file name of each row to the receiver: the first of the given bytea columns that is not null. */
    void forEachName(byte[] rows, List<String> naming, NameOutput names) throws IOException {
        int[] places = naming.stream().mapToInt(columns::indexOf).toArray();
        int begin = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == '\n') {
                String[] values = new String(rows, begin, i - begin, StandardCharsets.ISO_8859_1).split("\t", -1);
                for (int place : places) {
                    if (!values[place].equals(NULL)) {
                        names.accept(values[place].substring(BYTES.length()));
                        break;
                    }
                }
                begin = i + 1;
            }
        }
    }
}
