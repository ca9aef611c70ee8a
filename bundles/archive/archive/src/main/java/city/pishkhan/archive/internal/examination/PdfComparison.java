package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PDF;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.examination.SheetCheck.Checked;
import city.pishkhan.platform.imaging.PictureMaker.Structure;

/**
 * Compares the inspection of a PDF's bytes with the result of a parser. The inspection also sees unreferenced objects. The parser also sees
 * objects in encodings that the inspection does not know. A file is rejected if the parser sees objects that the inspection does not.
 */
public final class PdfComparison {
    private PdfComparison() {}

    /** @throws Refusal UNSUPPORTED if the results differ or the PDF has forbidden content */
    public static void require(Checked scanned, Structure parsed) {
        if (!parsed.forbidden().isEmpty()) {
            throw SheetRefusal.active(parsed.forbidden(), parsed.page());
        }
        if (parsed.pages() == 0) {
            throw SheetRefusal.damaged(PDF, "it has no pages");
        }
        if (parsed.pages() > scanned.pages() || parsed.objectStreams() > scanned.objectStreams()) {
            throw SheetRefusal.damaged(PDF, "its objects can be read in two ways");
        }
    }

    /** @param why reason in English */
    public static Refusal unreadable(String why) {
        return SheetRefusal.damaged(PDF, why);
    }
}
