package city.pishkhan.archive.internal.inspection;

import static city.pishkhan.archive.internal.inspection.SheetType.PDF;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.inspection.Inspector.Inspected;
import city.pishkhan.platform.imaging.PictureMaker.Structure;

/**
 * Compares how the scan of all bytes reads a PDF with how a parser reads it. The scan sees objects to which nothing leads; the parser sees what
 * is packed in a way that the scan does not know. What the parser alone sees is hidden from the scan, and refused.
 */
public final class PdfComparison {
    private PdfComparison() {}

    /** @throws Refusal UNSUPPORTED */
    public static void require(Inspected scanned, Structure parsed) {
        if (!parsed.forbidden().isEmpty()) {
            throw SheetRefusal.active(parsed.forbidden());
        }
        if (parsed.pages() == 0) {
            throw SheetRefusal.damaged(PDF, "it has no page");
        }
        if (parsed.pages() > scanned.pages() || parsed.objectStreams() > scanned.objectStreams()) {
            throw SheetRefusal.damaged(PDF, "its objects can be read in two ways");
        }
    }

    /** @param why it is not read, in English */
    public static Refusal unreadable(String why) {
        return SheetRefusal.damaged(PDF, why);
    }
}
