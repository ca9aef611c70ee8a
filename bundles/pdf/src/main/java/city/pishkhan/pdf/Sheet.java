package city.pishkhan.pdf;

import city.pishkhan.pdf.internal.Fonts;
import city.pishkhan.pdf.internal.LogicalWriter;
import city.pishkhan.pdf.internal.QrCode;
import city.pishkhan.pdf.internal.Reproducible;
import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/**
 * Builder of a Persian PDF document (A4, right to left, fonts embedded). Paragraphs, tables and other elements are added in order. Not
 * thread-safe.
 */
public final class Sheet {
    static final float MARGIN = 40;
    private static final float PADDING = 4;
    private static final int WARNING = 12;
    private static final int TITLE = 22;
    /** side of a QR code in points (38 mm) */
    private static final float QR = 108;

    private static final Color RED = new Color(0xAA, 0, 0);
    private static final Color HEAD = new Color(0xEE, 0xEE, 0xEE);

    private final Fonts fonts = Fonts.get();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + 10);
    private final LogicalWriter writer = LogicalWriter.of(document, out);
    private int size = 8;

    /**
     * Begins an empty document.
     *
     * @param title title in the file's metadata
     * @param at creation and modification time in the metadata; equal content and time give identical bytes
     */
    public Sheet(String title, Instant at) {
        GregorianCalendar moment = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        moment.setTimeInMillis(at.toEpochMilli());
        PdfDate date = new PdfDate(moment);
        document.addTitle(title);
        writer.setPageEvent(new Footer(fonts));
        document.open();
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
    }

    /**
     * Sets the font size of tables that are added later; paragraphs are one point larger.
     *
     * @param points font size in points; the default is 8
     */
    public Sheet size(int points) {
        size = points;
        return this;
    }

    /**
     * Adds a heading.
     *
     * @param size font size in points
     */
    public Sheet heading(String text, int size) {
        return line(phrase(text, new Font(fonts.bold(), size)), size);
    }

    /**
     * Adds a paragraph. The text must not contain codes such as numbers in groups, because their groups would appear in reverse order. Put
     * codes into table cells.
     */
    public Sheet paragraph(String text) {
        return line(phrase(text, new Font(fonts.plain(), size + 1)), PADDING);
    }

    /** Adds a warning in a red frame. */
    public Sheet warning(String text) {
        PdfPTable table = table(1);
        table.setSpacingBefore(2 * PADDING);
        PdfPCell cell = new PdfPCell(phrase(text, new Font(fonts.bold(), WARNING, Font.NORMAL, RED)));
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        cell.setHorizontalAlignment(Element.ALIGN_CENTER);
        cell.setPadding(2 * PADDING);
        cell.setBorderColor(RED);
        cell.setBorderWidth(2);
        table.addCell(cell);
        return add(table);
    }

    /**
     * Adds a title with a QR code at the left.
     *
     * @param above smaller line above the title
     * @param text the title
     * @param code content of the QR code, e.g. an address
     */
    public Sheet titled(String above, String text, String code) {
        // Columns are ordered from the left because the library distributes widths from the left in any run direction.
        PdfPTable table = new PdfPTable(new float[] {1, 3});
        table.setWidthPercentage(100);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        PdfPCell left = new PdfPCell(QrCode.of(writer.getDirectContent(), code, QR));
        left.setBorder(0);
        left.setPadding(0);
        table.addCell(left);
        Phrase words = phrase(above + "\n", new Font(fonts.plain(), WARNING));
        words.add(phrase(text, new Font(fonts.bold(), TITLE)));
        PdfPCell right = new PdfPCell(words);
        right.setBorder(0);
        right.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        right.setVerticalAlignment(Element.ALIGN_MIDDLE);
        right.setLeading(0, 1.6f);
        table.addCell(right);
        return add(table);
    }

    /**
     * Creates a phrase with Latin digits. All text of a page passes through this method, so that its digits match those of codes and
     * addresses, which are always Latin.
     */
    static Phrase phrase(String text, Font font) {
        return new Phrase(LogicalWriter.written(latin(text)), font);
    }

    private static String latin(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars()
                .map(c -> switch (c) {
                    case '٬' -> ',';
                    case '٫' -> '.';
                    case '٪' -> '%';
                    default -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c;
                })
                .forEach(c -> out.append((char) c));
        return out.toString();
    }

    private Sheet line(Phrase phrase, float above) {
        PdfPTable table = table(1);
        table.setSpacingBefore(above);
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(0);
        cell.setLeading(0, 1.5f);
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        table.addCell(cell);
        return add(table);
    }

    /**
     * Adds a table.
     *
     * @param widths relative widths of the columns, from the right
     * @param head column titles, repeated on each page; empty for none
     * @param rows cell texts, from the right
     */
    public Sheet table(float[] widths, List<String> head, List<List<String>> rows) {
        PdfPTable table = table(widths.length);
        float[] fromLeft = new float[widths.length];
        for (int i = 0; i < widths.length; i++) {
            fromLeft[i] = widths[widths.length - 1 - i];
        }
        table.setWidths(fromLeft);
        table.setSpacingBefore(PADDING);
        if (!head.isEmpty()) {
            table.setHeaderRows(1);
            head.forEach(text -> table.addCell(cell(text, fonts.bold(), HEAD)));
        }
        rows.forEach(row -> row.forEach(text -> table.addCell(cell(text, fonts.plain(), null))));
        return add(table);
    }

    private static PdfPTable table(int columns) {
        PdfPTable table = new PdfPTable(columns);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        table.setWidthPercentage(100);
        return table;
    }

    /** Creates a table cell. ASCII-only text, such as a code, runs from left to right. */
    private PdfPCell cell(String text, BaseFont font, Color ground) {
        PdfPCell cell = new PdfPCell(phrase(text, new Font(font, size)));
        boolean code = latin(text).chars().allMatch(c -> c < 0x80);
        cell.setRunDirection(code ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_RTL);
        cell.setHorizontalAlignment(code ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        cell.setLeading(0, 1.4f);
        cell.setPadding(PADDING);
        cell.setBorderColor(Color.GRAY);
        cell.setBackgroundColor(ground);
        return cell;
    }

    private Sheet add(Element element) {
        try {
            document.add(element);
            return this;
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finishes the document and returns the file. No content can be added afterwards. */
    public byte[] bytes() {
        document.close();
        return Reproducible.of(out.toByteArray());
    }
}
