package city.pishkhan.dossier.internal;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/** A Persian page, right to left, with its font embedded: paragraphs and tables one after the other. */
final class Sheet {
    private static final float MARGIN = 40;
    private static final float PADDING = 4;
    private static final Color HEAD = new Color(0xEE, 0xEE, 0xEE);
    private static final BaseFont PLAIN = font("DejaVuSans.ttf");
    private static final BaseFont BOLD = font("DejaVuSans-Bold.ttf");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + 10);
    private final PdfWriter writer = PdfWriter.getInstance(document, out);

    /** @param at what the file says of its own making: the same content gives the same bytes */
    Sheet(String title, Instant at) {
        GregorianCalendar moment = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        moment.setTimeInMillis(at.toEpochMilli());
        PdfDate date = new PdfDate(moment);
        document.addTitle(title);
        writer.setPageEvent(new Footer());
        document.open();
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
    }

    private static BaseFont font(String name) {
        try (InputStream in = Sheet.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + name)) {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sheet heading(String text, int size) {
        return line(new Phrase(text, new Font(BOLD, size)), size);
    }

    Sheet paragraph(String text) {
        return line(new Phrase(text, new Font(PLAIN, 9)), PADDING);
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

    /** @param widths of the columns, from the right */
    Sheet table(float[] widths, List<String> head, List<List<String>> rows) {
        PdfPTable table = table(widths.length);
        float[] fromLeft = new float[widths.length];
        for (int i = 0; i < widths.length; i++) {
            fromLeft[i] = widths[widths.length - 1 - i];
        }
        table.setWidths(fromLeft);
        table.setSpacingBefore(PADDING);
        if (!head.isEmpty()) {
            table.setHeaderRows(1);
            head.forEach(text -> table.addCell(cell(text, BOLD, HEAD)));
        }
        rows.forEach(row -> row.forEach(text -> table.addCell(cell(text, PLAIN, null))));
        return add(table);
    }

    private static PdfPTable table(int columns) {
        PdfPTable table = new PdfPTable(columns);
        table.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
        table.setWidthPercentage(100);
        return table;
    }

    /** Codes run from left to right, whatever is around them. */
    private static PdfPCell cell(String text, BaseFont font, Color ground) {
        PdfPCell cell = new PdfPCell(new Phrase(text, new Font(font, 8)));
        boolean code = text.chars().allMatch(c -> c < 0x80);
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

    byte[] bytes() {
        document.close();
        return Reproducible.of(out.toByteArray());
    }

    private static final class Footer extends PdfPageEventHelper {
        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            ColumnText.showTextAligned(
                    writer.getDirectContent(),
                    Element.ALIGN_CENTER,
                    new Phrase(
                            city.pishkhan.identifiers.PersianText.persianDigits(
                                    Integer.toString(writer.getPageNumber())),
                            new Font(PLAIN, 8)),
                    PageSize.A4.getWidth() / 2,
                    MARGIN / 2,
                    0,
                    PdfWriter.RUN_DIRECTION_RTL,
                    0);
        }
    }
}
