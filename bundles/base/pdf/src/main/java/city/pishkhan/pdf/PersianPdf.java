package city.pishkhan.pdf;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.internal.Fonts;
import city.pishkhan.pdf.internal.LogicalWriter;
import city.pishkhan.pdf.internal.QrCode;
import city.pishkhan.pdf.internal.ReproduciblePdf;
import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a Persian PDF document (A4, right to left, fonts embedded). Paragraphs, tables and other elements are added in order. Not
 * thread-safe.
 */
public final class PersianPdf {
    static final float MARGIN = 40;
    private static final float PADDING = 4;
    private static final int WARNING = 13;
    private static final int TITLE = 24;
    private static final int FIGURE = 22;
    private static final int LABEL = 10;
    private static final float EMBLEM = 62;
    /** side of a QR code in points (46 mm): the code of a receipt has many squares */
    private static final float QR = 130;

    private static final Pattern WORD = Pattern.compile("[^\\s()«»\\[\\]،؛]+");
    private static final Pattern GROUPS = Pattern.compile("[0-9۰-۹]{1,30}(?:-[0-9۰-۹]{1,30}){1,20}");
    private static final Pattern PLATE = Pattern.compile("([0-9۰-۹]{2})(\\D{1,3})([0-9۰-۹]{3})([0-9۰-۹]{2})");
    private static final Color PLATE_BLUE = new Color(0x0B, 0x3D, 0x91);
    private static final Messages MESSAGES = Messages.of(PersianPdf.class);
    private static final char LRM = '\u200e';
    private static final Color RED = new Color(0xAA, 0, 0);
    private static final Color HEAD = new Color(0xEC, 0xF1, 0xF3);
    private static final Color INK = new Color(0x1F, 0x3B, 0x4A);
    private static final Color LINE = new Color(0x8A, 0x9B, 0xA5);

    private final Fonts fonts = Fonts.get();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + 10);
    private final LogicalWriter writer = LogicalWriter.of(document, out);
    private final Footer footer;
    private int size = 8;

    /**
     * Begins an empty document.
     *
     * @param title title in the file's metadata
     * @param at creation and modification time in the metadata; equal content and time give identical bytes
     */
    public PersianPdf(String title, Instant at) {
        GregorianCalendar moment = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        moment.setTimeInMillis(at.toEpochMilli());
        PdfDate date = new PdfDate(moment);
        document.addTitle(title);
        footer = new Footer(fonts);
        writer.setPageEvent(footer);
        document.open();
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
    }

    /**
     * Sets the font size of tables that are added later; paragraphs are one point larger.
     *
     * @param points font size in points; the default is 8
     */
    public PersianPdf size(int points) {
        size = points;
        return this;
    }

    /**
     * Adds a heading.
     *
     * @param size font size in points
     */
    public PersianPdf heading(String text, int size) {
        return line(phrase(text, new Font(fonts.bold(), size)), size);
    }

    /** Adds the heading of a section on a coloured ground. */
    public PersianPdf section(String text) {
        PdfPTable table = table(1);
        table.setSpacingBefore(2 * PADDING);
        table.setKeepTogether(true);
        PdfPCell cell = new PdfPCell(phrase(text, new Font(fonts.bold(), size + 1, Font.NORMAL, INK)));
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderWidth(1.2f);
        cell.setBorderColor(INK);
        cell.setPadding(PADDING);
        table.addCell(cell);
        return add(table);
    }

    /** Adds a paragraph. */
    public PersianPdf paragraph(String text) {
        return line(phrase(text, new Font(fonts.plain(), size + 1)), PADDING);
    }

    /** Adds a warning in a red frame. */
    public PersianPdf warning(String text) {
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

    /** Adds the head of an official document, and a frame with the document's foot to each page. */
    public PersianPdf letterhead(Letterhead head) {
        footer.setOfficialText(head.foot());
        // Columns are ordered from the left because the library distributes widths from the left in any run direction.
        PdfPTable table = new PdfPTable(new float[] {2.1f, 3f, 1.6f});
        table.setWidthPercentage(100);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        PdfPTable marks = table(1);
        for (List<String> mark : head.marks()) {
            Phrase words = phrase(mark.get(0) + ": ", new Font(fonts.plain(), LABEL, Font.NORMAL, Color.DARK_GRAY));
            words.add(phrase(ordered(mark.get(1)), new Font(fonts.bold(), LABEL)));
            PdfPCell cell = plain(words);
            cell.setLeading(0, 1.5f);
            marks.addCell(cell);
        }
        PdfPCell left = new PdfPCell(marks);
        left.setBorder(0);
        left.setVerticalAlignment(Element.ALIGN_MIDDLE);
        table.addCell(left);
        PdfPCell title = plain(phrase(head.title(), new Font(fonts.bold(), TITLE, Font.NORMAL, INK)));
        title.setHorizontalAlignment(Element.ALIGN_CENTER);
        title.setVerticalAlignment(Element.ALIGN_MIDDLE);
        title.setLeading(0, 1.4f);
        table.addCell(title);
        table.addCell(issuer(head));
        PdfPCell rule = new PdfPCell();
        rule.setColspan(3);
        rule.setFixedHeight(PADDING);
        rule.setBorder(Rectangle.BOTTOM);
        rule.setBorderWidth(1.6f);
        rule.setBorderColor(INK);
        table.addCell(rule);
        return add(table);
    }

    private PdfPCell issuer(Letterhead head) {
        PdfPTable names = table(1);
        if (head.emblem() != null) {
            PdfPCell emblem = new PdfPCell(head.emblem().image(writer.getDirectContent(), EMBLEM));
            emblem.setBorder(0);
            emblem.setHorizontalAlignment(Element.ALIGN_CENTER);
            names.addCell(emblem);
        }
        names.addCell(centred(head.city(), new Font(fonts.bold(), LABEL + 2)));
        if (!head.unit().isEmpty()) {
            names.addCell(centred(head.unit(), new Font(fonts.plain(), LABEL)));
        }
        PdfPCell cell = new PdfPCell(names);
        cell.setBorder(0);
        return cell;
    }

    /**
     * Adds key figures as large values in boxes.
     *
     * @param figures label and value of each box, from the right
     */
    public PersianPdf figures(List<List<String>> figures) {
        PdfPTable table = table(figures.size());
        table.setSpacingBefore(2 * PADDING);
        for (List<String> figure : figures) {
            int points = figures.size() > 1 && figure.get(1).length() > FIGURE - LABEL ? LABEL + 4 : FIGURE;
            PdfPTable box = table(1);
            box.addCell(centred(figure.get(1), new Font(fonts.bold(), points, Font.NORMAL, INK)));
            box.addCell(centred(figure.get(0), new Font(fonts.plain(), LABEL, Font.NORMAL, Color.DARK_GRAY)));
            PdfPCell cell = new PdfPCell(box);
            cell.setPadding(PADDING);
            cell.setBackgroundColor(HEAD);
            cell.setBorderColor(Color.WHITE);
            cell.setBorderWidth(3);
            cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
            table.addCell(cell);
        }
        return add(table);
    }

    /**
     * Adds a vehicle's plate as a drawing. A text that is not a plate is shown as a line.
     *
     * @param plate two digits, a letter, three digits and two digits for the province
     */
    public PersianPdf plate(String plate) {
        Matcher parts = PLATE.matcher(plate);
        if (!parts.matches()) {
            return figures(List.of(List.of(MESSAGES.persian("sheet.plate"), plate)));
        }
        float height = 46;
        float width = 4.6f * height;
        float side = width - height;
        PdfTemplate drawing = writer.getDirectContent().createTemplate(width, height);
        drawing.setColorFill(PLATE_BLUE);
        drawing.roundRectangle(1, 1, height / 3, height - 2, 3);
        drawing.fill();
        drawing.setColorStroke(Color.BLACK);
        drawing.setLineWidth(1.5f);
        drawing.roundRectangle(1, 1, width - 2, height - 2, 4);
        drawing.moveTo(side, 1);
        drawing.lineTo(side, height - 1);
        drawing.stroke();
        drawing.setColorFill(Color.BLACK);
        float from = 1 + height / 3;
        float third = (side - from) / 3;
        write(drawing, parts.group(1), from + third / 2, height / 3.6f, FIGURE + 4);
        write(
                drawing,
                parts.group(2),
                from + third * 1.4f,
                height / 3.6f,
                parts.group(2).length() > 1 ? LABEL + 4 : FIGURE + 2);
        write(drawing, parts.group(3), from + third * 2.35f, height / 3.6f, FIGURE + 4);
        write(drawing, MESSAGES.persian("sheet.iran"), side + height / 2, height * 0.66f, LABEL);
        write(drawing, parts.group(4), side + height / 2, height / 5, FIGURE - 2);
        PdfPTable table = table(1);
        table.setSpacingBefore(2 * PADDING);
        PdfPCell cell = new PdfPCell(Image.getInstance(drawing));
        cell.setBorder(0);
        cell.setHorizontalAlignment(Element.ALIGN_CENTER);
        table.addCell(cell);
        return add(table);
    }

    private void write(PdfTemplate drawing, String text, float x, float y, float points) {
        ColumnText.showTextAligned(
                drawing,
                Element.ALIGN_CENTER,
                phrase(text, new Font(fonts.bold(), points)),
                x,
                y,
                0,
                PdfWriter.RUN_DIRECTION_RTL,
                0);
    }

    /** Adds a numbered list. */
    public PersianPdf numbered(List<String> items) {
        PdfPTable table = table(2);
        table.setWidths(new float[] {14, 1});
        for (int i = 0; i < items.size(); i++) {
            for (String text : List.of((i + 1) + ".", items.get(i))) {
                PdfPCell cell = plain(phrase(text, new Font(fonts.plain(), size)));
                cell.setLeading(0, 1.5f);
                table.addCell(cell);
            }
        }
        return add(table);
    }

    /**
     * Adds the end of an official document, which is never divided between pages: a QR code with its caption, and the signatory with the
     * place of a stamp.
     *
     * @param code    content of the QR code, e.g. an address
     * @param caption text next to the QR code
     * @param address lines below the QR code, from left to right; empty for none
     * @param signed  lines of the signatory, the first one in bold; empty for none
     */
    public PersianPdf closing(String code, String caption, List<String> address, List<String> signed) {
        PdfPTable table = new PdfPTable(new float[] {1.35f, 2.1f, 1.75f});
        table.setWidthPercentage(100);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        table.setSpacingBefore(3 * PADDING);
        table.setKeepTogether(true);
        PdfPCell square = new PdfPCell(QrCode.image(writer.getDirectContent(), code, QR));
        square.setBorder(0);
        square.setPadding(0);
        table.addCell(square);
        PdfPTable words = table(1);
        PdfPCell text = plain(phrase(caption, new Font(fonts.plain(), LABEL)));
        text.setLeading(0, 1.55f);
        words.addCell(text);
        PdfPCell middle = new PdfPCell(words);
        middle.setBorder(0);
        middle.setVerticalAlignment(Element.ALIGN_MIDDLE);
        table.addCell(middle);
        PdfPTable names = table(1);
        for (int i = 0; i < signed.size(); i++) {
            names.addCell(centred(
                    signed.get(i), new Font(i == 0 ? fonts.bold() : fonts.plain(), i == 0 ? LABEL + 1 : LABEL)));
        }
        PdfPCell signature = new PdfPCell(names);
        signature.setBorder(0);
        signature.setVerticalAlignment(Element.ALIGN_TOP);
        table.addCell(signature);
        for (String line : address) {
            PdfPCell cell = new PdfPCell(phrase(line, new Font(fonts.plain(), LABEL - 1)));
            cell.setColspan(3);
            cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
            cell.setBorder(0);
            table.addCell(cell);
        }
        return add(table);
    }

    private static PdfPCell plain(Phrase phrase) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(0);
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        return cell;
    }

    private static PdfPCell centred(String text, Font font) {
        PdfPCell cell = plain(phrase(text, font));
        cell.setHorizontalAlignment(Element.ALIGN_CENTER);
        cell.setLeading(0, 1.4f);
        return cell;
    }

    /** Creates a phrase with Persian digits. Words with Latin letters, such as codes and addresses, keep Latin digits. */
    static Phrase phrase(String text, Font font) {
        return new Phrase(LogicalWriter.encode(digits(text)), font);
    }

    private static String digits(String text) {
        boolean persian = text.chars().anyMatch(PersianPdf::isPersian);
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        word.group().chars().anyMatch(PersianPdf::isLatin)
                                ? word.group()
                                : grouped(PersianText.persianDigits(word.group()), persian)));
    }

    /**
     * Adds direction marks to a number with dashes. Without them, its groups of digits appear in reverse order between
     * Persian words.
     */
    private static String grouped(String word, boolean persian) {
        return persian ? ordered(word) : word;
    }

    private static String ordered(String word) {
        return GROUPS.matcher(word).replaceAll(LRM + "$0");
    }

    private static boolean isLatin(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isPersian(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private PersianPdf line(Phrase phrase, float above) {
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
    public PersianPdf table(float[] widths, List<String> head, List<List<String>> rows) {
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

    /**
     * Adds labels and values: the labels in bold on a coloured ground.
     *
     * @param widths relative widths of the two columns, from the right
     */
    public PersianPdf pairs(float[] widths, List<List<String>> rows) {
        PdfPTable table = table(2);
        table.setWidths(new float[] {widths[1], widths[0]});
        table.setSpacingBefore(PADDING);
        for (List<String> row : rows) {
            table.addCell(cell(row.get(0), fonts.bold(), HEAD));
            table.addCell(cell(row.get(1), fonts.plain(), null));
        }
        return add(table);
    }

    private static PdfPTable table(int columns) {
        PdfPTable table = new PdfPTable(columns);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        table.setWidthPercentage(100);
        return table;
    }

    /** Creates a table cell. Text without Persian letters, such as a code, runs from left to right. */
    private PdfPCell cell(String text, BaseFont font, @Nullable Color ground) {
        PdfPCell cell = new PdfPCell(phrase(text, new Font(font, size)));
        boolean code = text.chars().noneMatch(PersianPdf::isPersian);
        cell.setRunDirection(code ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_RTL);
        cell.setHorizontalAlignment(code ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        cell.setLeading(0, 1.4f);
        cell.setPadding(PADDING);
        cell.setBorderColor(LINE);
        cell.setBackgroundColor(ground);
        return cell;
    }

    private PersianPdf add(Element element) {
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
        return ReproduciblePdf.normalize(out.toByteArray());
    }
}
