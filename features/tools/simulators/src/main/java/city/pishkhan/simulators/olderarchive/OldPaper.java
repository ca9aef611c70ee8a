package city.pishkhan.simulators.olderarchive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sheet of the older archive, with reproducible content.
 *
 * @param id       id of the sheet, e.g. {@code 7-1-2-3-1-0-0.deed.1}
 * @param property renovation code
 * @param kind     kind of paper
 * @param page     page number
 * @param date     date of the paper, ISO 8601
 */
record OldPaper(String id, String property, String kind, int page, String date) {
    private static final Pattern PROPERTY = Pattern.compile("7(-[0-9]{1,5}){6}");

    /** Returns the papers of a property; empty outside district 7. */
    static List<OldPaper> of(String property) {
        return PROPERTY.matcher(property).matches()
                ? List.of(
                        paper(property, "deed", 1, "1996-04-20"),
                        paper(property, "deed", 2, "1996-04-20"),
                        paper(property, "location-map", 1, "1994-09-11"))
                : List.of();
    }

    private static OldPaper paper(String property, String kind, int page, String date) {
        return new OldPaper(property + "." + kind + "." + page, property, kind, page, date);
    }

    static Optional<OldPaper> find(String id) {
        return Stream.of(id.split("\\.", 2)[0])
                .flatMap(property -> of(property).stream())
                .filter(paper -> paper.id.equals(id))
                .findFirst();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return pdf("Older archive of district 7 (simulated)", kind + " of " + property, "page " + page + ", " + date);
    }

    /**
     * Returns a PDF with one page that shows the lines.
     *
     * @param lines lines of text, printable ASCII only
     */
    static byte[] pdf(String... lines) {
        StringBuilder text = new StringBuilder("BT /F1 18 Tf 60 760 Td 28 TL\n");
        for (String line : lines) {
            text.append('(').append(line.replaceAll("([()\\\\])", "\\\\$1")).append(") Tj T*\n");
        }
        text.append("ET");
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        StringBuilder out = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(out.length());
            out.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = out.length();
        out.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> out.append(String.format("%010d 00000 n \n", offset)));
        out.append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
