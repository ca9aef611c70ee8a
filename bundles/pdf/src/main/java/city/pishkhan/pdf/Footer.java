package city.pishkhan.pdf;

import city.pishkhan.pdf.internal.Fonts;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;

/** Prints the page number at the foot of each page. */
final class Footer extends PdfPageEventHelper {
    private final Fonts fonts;

    Footer(Fonts fonts) {
        this.fonts = fonts;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        ColumnText.showTextAligned(
                writer.getDirectContent(),
                Element.ALIGN_CENTER,
                Sheet.phrase(Integer.toString(writer.getPageNumber()), new Font(fonts.plain(), 8)),
                PageSize.A4.getWidth() / 2,
                Sheet.MARGIN / 2,
                0,
                PdfWriter.RUN_DIRECTION_RTL,
                0);
    }
}
