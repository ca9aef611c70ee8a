package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PDF;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.examination.SheetCheck.Checked;
import city.pishkhan.platform.imaging.PictureMaker.Structure;

/**
 * Compares the result of {@link SheetCheck}, which searches the raw bytes, with the result of a parser. The byte search
 * may find more objects, because it also sees unreferenced ones. A file is rejected if the parser finds more pages or
 * object streams.
 */
public final class PdfComparison {
    private PdfComparison() {}

    /**
     * Rejects a PDF if the results of byte search and parser are contradictory or show forbidden content.
     *
     * @throws Refusal UNSUPPORTED if the parser found more objects than the byte search, no pages, or forbidden content
     */
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
