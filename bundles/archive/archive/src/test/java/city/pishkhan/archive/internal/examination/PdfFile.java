package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.SampleFiles.ascii;
import static city.pishkhan.archive.internal.SampleFiles.concat;
import static city.pishkhan.archive.internal.SampleFiles.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a PDF object by object, with a cross-reference table or stream, valid or malicious. */
public final class PdfFile {
    static final String PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    static final String PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Integer, long[]> references = new TreeMap<>();

    PdfFile() {
        out.writeBytes(ascii("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
    }

    /** Returns a PDF of one page with more entries in its catalog. */
    static PdfFile of(String catalog) {
        return new PdfFile()
                .object(1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>")
                .object(2, PAGES)
                .object(3, PAGE);
    }

    /** Returns a PDF of one page with more entries in its page object. */
    static PdfFile page(String more) {
        return new PdfFile()
                .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                .object(2, PAGES)
                .object(3, PAGE.replace(">>", more + ">>"));
    }

    /**
     * Returns a page with a link.
     *
     * @param action action of the link
     */
    public static byte[] linked(String action) {
        return page("/Annots[4 0 R]")
                .object(4, "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A" + action + ">>")
                .table();
    }

    PdfFile object(int number, String value) {
        references.put(number, new long[] {1, out.size(), 0});
        out.writeBytes(ascii(number + " 0 obj\n" + value + "\nendobj\n"));
        return this;
    }

    PdfFile stream(int number, String dictionary, byte[] content) {
        references.put(number, new long[] {1, out.size(), 0});
        out.writeBytes(ascii(number + " 0 obj\n<<" + dictionary + "/Length " + content.length + ">>\nstream\n"));
        out.writeBytes(content);
        out.writeBytes(ascii("\nendstream\nendobj\n"));
        return this;
    }

    /** Returns the position of the last definition of an object. */
    int position(int number) {
        return (int) references.get(number)[1];
    }

    PdfFile raw(String text) {
        out.writeBytes(ascii(text));
        return this;
    }

    /** Encodes the objects of a stream. */
    interface Packing {
        byte[] encode(byte[] plain);
    }

    /**
     * Adds an object stream.
     *
     * @param dictionary {@code %N} and {@code %F} are replaced by the number of objects and the offset of the first
     */
    PdfFile packed(int number, String dictionary, Packing packing, Map<Integer, String> objects) {
        StringBuilder numbers = new StringBuilder();
        StringBuilder values = new StringBuilder();
        int index = 0;
        for (Map.Entry<Integer, String> object : new TreeMap<>(objects).entrySet()) {
            numbers.append(object.getKey()).append(' ').append(values.length()).append(' ');
            values.append(object.getValue()).append(' ');
            references.put(object.getKey(), new long[] {2, number, index++});
        }
        byte[] plain = ascii(numbers.toString() + values);
        return stream(
                number,
                dictionary
                        .replace("%N", String.valueOf(objects.size()))
                        .replace("%F", String.valueOf(numbers.length())),
                packing.encode(plain));
    }

    /**
     * Ends the file with a cross-reference table, which omits packed objects.
     *
     * @param more further entries of the trailer
     */
    byte[] table(String more) {
        return table(more, "");
    }

    /** Ends the file with a cross-reference table that has further sections. */
    byte[] sections(String sections) {
        return table("", sections);
    }

    private byte[] table(String more, String sections) {
        int size = references.keySet().stream().max(Integer::compare).orElseThrow() + 1;
        StringBuilder table = new StringBuilder("xref\n0 " + size + "\n0000000000 65535 f \n");
        for (int i = 1; i < size; i++) {
            long[] reference = references.get(i);
            table.append(reference == null ? "0000000000 00000 f \n" : String.format("%010d 00000 n \n", reference[1]));
        }
        return concat(
                out.toByteArray(),
                ascii(table + sections + "trailer\n<</Size " + size + "/Root 1 0 R" + more + ">>\nstartxref\n"
                        + out.size() + "\n%%EOF\n"));
    }

    byte[] table() {
        return table("");
    }

    /**
     * Ends the file with a cross-reference stream.
     *
     * @param predicted {@code true} to encode each row as the difference to the previous one, like most writers
     */
    byte[] references(boolean predicted) {
        int at = out.size();
        int number = references.keySet().stream().max(Integer::compare).orElseThrow() + 1;
        references.put(number, new long[] {1, at, 0});
        List<byte[]> rows = new ArrayList<>();
        rows.add(new byte[] {0, 0, 0, 0, 0, (byte) 0xff});
        for (int i = 1; i <= number; i++) {
            long[] reference = references.getOrDefault(i, new long[3]);
            rows.add(ByteBuffer.allocate(6)
                    .put((byte) reference[0])
                    .putInt((int) reference[1])
                    .put((byte) reference[2])
                    .array());
        }
        byte[] plain = concat(rows.toArray(byte[][]::new));
        byte[] content = deflate(predicted ? up(plain, 6) : plain);
        out.writeBytes(
                ascii(number + " 0 obj\n<</Type/XRef/Size " + (number + 1) + "/W[1 4 1]/Root 1 0 R/Filter/FlateDecode"
                        + (predicted ? "/DecodeParms<</Predictor 12/Columns 6>>" : "") + "/Length " + content.length
                        + ">>\nstream\n"));
        out.writeBytes(content);
        out.writeBytes(ascii("\nendstream\nendobj\nstartxref\n" + at + "\n%%EOF\n"));
        return out.toByteArray();
    }

    /** Ends the file like a word processor: with a table for old readers, and a stream that also names packed objects. */
    byte[] hybrid() {
        int at = out.size();
        byte[] whole = references(true);
        String tail = "startxref\n" + at + "\n%%EOF\n";
        byte[] body = java.util.Arrays.copyOf(whole, whole.length - tail.length());
        int size = references.keySet().stream().max(Integer::compare).orElseThrow() + 1;
        StringBuilder table = new StringBuilder("xref\n0 " + size + "\n0000000000 65535 f \n");
        for (int i = 1; i < size; i++) {
            long[] reference = references.get(i);
            table.append(
                    reference == null || reference[0] == 2
                            ? "0000000000 00000 f \n"
                            : String.format("%010d 00000 n \n", reference[1]));
        }
        String trailer = "trailer\n<</Size " + size + "/Root 1 0 R";
        table.append(trailer + ">>\nstartxref\n" + body.length + "\n%%EOF\n");
        int second = body.length + table.length();
        table.append("xref\n0 0\n" + trailer + "/Prev " + body.length + "/XRefStm " + at + ">>\nstartxref\n" + second
                + "\n%%EOF\n");
        return concat(body, ascii(table.toString()));
    }

    /** Applies PNG's predictor "up": each row minus the previous one. */
    static byte[] up(byte[] plain, int columns) {
        int rows = (plain.length + columns - 1) / columns;
        byte[] given = java.util.Arrays.copyOf(plain, rows * columns);
        ByteArrayOutputStream rowsOut = new ByteArrayOutputStream();
        for (int row = 0; row < rows; row++) {
            rowsOut.write(2);
            for (int i = 0; i < columns; i++) {
                int above = row == 0 ? 0 : given[(row - 1) * columns + i];
                rowsOut.write(given[row * columns + i] - above);
            }
        }
        return rowsOut.toByteArray();
    }

    static byte[] hex(byte[] plain) {
        return ascii(java.util.HexFormat.of().formatHex(plain) + ">");
    }

    static byte[] ascii85(byte[] plain) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < plain.length; at += 4) {
            int n = Math.min(4, plain.length - at);
            byte[] group = new byte[4];
            System.arraycopy(plain, at, group, 0, n);
            long value = ByteBuffer.wrap(group).getInt() & 0xffff_ffffL;
            char[] digits = new char[5];
            for (int i = 4; i >= 0; i--) {
                digits[i] = (char) ('!' + value % 85);
                value /= 85;
            }
            text.append(n == 4 && value(group) == 0 ? "z" : new String(digits, 0, n + 1));
        }
        return ascii(text + "~>");
    }

    private static int value(byte[] group) {
        return ByteBuffer.wrap(group).getInt();
    }
}
