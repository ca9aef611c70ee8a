package city.pishkhan.pdf;

import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.internal.Fonts;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the frame of official documents, and the page number of each page with the number of pages. */
final class Footer extends PdfPageEventHelper {
    private static final Messages MESSAGES = Messages.of(Footer.class);
    private static final float HEIGHT = 16;
    private static final float SIZE = 9;
    private static final float OUTER = 24;
    private static final float INNER = 27;

    private final Fonts fonts;
    private final List<PdfTemplate> feet = new ArrayList<>();
    private @Nullable String text;

    Footer(Fonts fonts) {
        this.fonts = fonts;
    }

    /** Adds a frame and a text to all pages. */
    void setOfficialText(String foot) {
        text = foot;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        PdfContentByte canvas = writer.getDirectContent();
        if (text != null) {
            frame(writer.getDirectContentUnder(), OUTER, 1.4f);
            frame(writer.getDirectContentUnder(), INNER, 0.5f);
        }
        // filled when the number of pages is known
        PdfTemplate foot = canvas.createTemplate(width(), HEIGHT);
        feet.add(foot);
        canvas.addTemplate(foot, PersianPdf.MARGIN, PersianPdf.MARGIN - 4);
    }

    private static void frame(PdfContentByte canvas, float at, float line) {
        canvas.saveState();
        canvas.setColorStroke(new Color(0x33, 0x4E, 0x5C));
        canvas.setLineWidth(line);
        canvas.rectangle(at, at, PageSize.A4.getWidth() - 2 * at, PageSize.A4.getHeight() - 2 * at);
        canvas.stroke();
        canvas.restoreState();
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        for (int page = 1; page <= feet.size(); page++) {
            String number = feet.size() == 1
                    ? MESSAGES.persian("sheet.page", page)
                    : MESSAGES.persian("sheet.page-of", page, feet.size());
            PdfTemplate foot = feet.get(page - 1);
            if (text == null) {
                show(foot, Element.ALIGN_CENTER, number, width() / 2);
            } else {
                show(foot, Element.ALIGN_RIGHT, text, width());
                show(foot, Element.ALIGN_LEFT, number, 0);
            }
        }
    }

    private static float width() {
        return PageSize.A4.getWidth() - 2 * PersianPdf.MARGIN;
    }

    private void show(PdfTemplate foot, int alignment, String shown, float x) {
        ColumnText.showTextAligned(
                foot,
                alignment,
                PersianPdf.phrase(shown, new Font(fonts.plain(), SIZE)),
                x,
                4,
                0,
                PdfWriter.RUN_DIRECTION_RTL,
                0);
    }
}
