package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.List;

/** Images of the pages of sheets. The caller has checked that the user may see the sheet. */
public interface SheetImages {
    /** Side length of a tile in pixels. */
    int TILE = 512;

    /**
     * Largest reduction factor for tiles of a page, a power of two.
     *
     * @param longerSide length of the page's longer side in pixels
     */
    static int maxReduction(int longerSide) {
        int factor = 1;
        while (longerSide > TILE * factor) {
            factor *= 2;
        }
        return factor;
    }

    /**
     * A sheet of the archive.
     *
     * @param mediaType media type in the archive
     * @param personal  whether it is an identity paper or a reporter's photo; its images are then never cached
     */
    record Sheet(String sha256, String mediaType, boolean personal) {}

    /** Size of a page in pixels; a page of a PDF is rendered at 200 dpi. */
    record Page(int width, int height) {}

    /**
     * A rectangle of a page, in pixels.
     *
     * @param x left edge; {@code y} is the top edge
     */
    record Area(int x, int y, int width, int height) {}

    /**
     * A redacted area.
     *
     * @param page page number, from 1
     */
    record RedactedArea(int page, Area area) {}

    /**
     * The redactions that apply to a viewer of a sheet.
     *
     * @param version number of changes of the redactions; 0 if there never were any
     * @param areas   redacted areas
     */
    record AppliedRedactions(int version, List<RedactedArea> areas) {
        /** A sheet without redactions. */
        public static final AppliedRedactions NONE = new AppliedRedactions(0, List.of());
    }

    /**
     * A part of a page and the size of its image.
     *
     * @param page     page number, from 0
     * @param x        left edge of the part; {@code y}, {@code width} and {@code height} likewise, in pixels of the page and
     *                 within it
     * @param toWidth  width of the image in pixels before rotation; {@code toHeight} likewise
     * @param rotation clockwise: 0, 90, 180 or 270
     * @param gray     {@code true} for grayscale
     * @param format   {@code jpg} or {@code png}
     */
    record Part(
            int page,
            int x,
            int y,
            int width,
            int height,
            int toWidth,
            int toHeight,
            int rotation,
            boolean gray,
            String format) {}

    /**
     * Sizes of all pages of a sheet.
     *
     * @throws Refusal NOT_FOUND, INVALID {@code sheet.no-picture} or {@code sheet.too-much}, UNAVAILABLE {@code
     *     sheet.pictures-busy}
     */
    List<Page> pages(Sheet sheet);

    /**
     * An image of a part of a page, with redactions and watermark.
     *
     * @param shown  redactions to apply
     * @param viewer user for the watermark
     * @throws Refusal as {@link #pages}
     */
    byte[] picture(Sheet sheet, Part part, AppliedRedactions shown, Caller viewer);

    /**
     * A PDF of all pages of a sheet with its redactions; identical for identical redactions.
     *
     * @throws Refusal as {@link #pages}; INVALID {@code sheet.too-much} also if the sheet has too many pages or bytes for one
     *     document
     */
    byte[] document(Sheet sheet, AppliedRedactions shown);

    /**
     * Renders and caches the images that a viewer requests first.
     *
     * @throws Refusal as {@link #pages}
     */
    void prerender(Sheet sheet);
}
