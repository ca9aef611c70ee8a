package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.List;

/** Pictures of the pages of sheets. Whoever calls has checked that who asks may see the sheet. */
public interface SheetImages {
    /** Pixels of a tile's side. */
    int TILE = 512;

    /** By how much a page is made smaller, at most, to be shown as tiles. @param longer of its sides, pixels */
    static int coarsest(int longer) {
        int factor = 1;
        while (longer > TILE * factor) {
            factor *= 2;
        }
        return factor;
    }

    /**
     * A sheet of the archive.
     *
     * @param mediaType as the archive has it
     * @param personal  whether it is somebody's identity paper: nothing of it is laid aside
     */
    record Sheet(String sha256, String mediaType, boolean personal) {}

    /** Pixels; of a page of a PDF at 200 to the inch. */
    record Page(int width, int height) {}

    /** Pixels of a page. @param x with y the left upper corner */
    record Area(int x, int y, int width, int height) {}

    /**
     * An area that is black.
     *
     * @param page from 1
     */
    record Cover(int page, Area area) {}

    /**
     * What somebody is shown of a sheet.
     *
     * @param version how often its covered areas changed; 0 if none ever was covered
     * @param covers  what is black
     */
    record Shown(int version, List<Cover> covers) {
        /** All of it. */
        public static final Shown WHOLE = new Shown(0, List.of());
    }

    /**
     * A part of a page, as large as it is wanted.
     *
     * @param page     from 0
     * @param x        with y, width and height the part, in pixels of the page, within it
     * @param toWidth  pixels of the picture, with toHeight, before it is turned
     * @param rotation clockwise: 0, 90, 180 or 270
     * @param gray     without colours
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

    /** @throws Refusal NOT_FOUND, INVALID {@code sheet.no-picture} or {@code sheet.too-much}, UNAVAILABLE {@code sheet.pictures-busy} */
    List<Page> pages(Sheet sheet);

    /**
     * A picture as somebody is shown it.
     *
     * @param shown  what is black in it
     * @param viewer who it is, for the watermark
     * @throws Refusal as {@link #pages}
     */
    byte[] picture(Sheet sheet, Part part, Shown shown, Caller viewer);

    /**
     * All pages of a sheet, with what is covered black: a PDF, the same for the same areas.
     *
     * @throws Refusal as {@link #pages}; INVALID {@code sheet.too-much} also for more pages or bytes than are put together
     */
    byte[] document(Sheet sheet, Shown shown);

    /** Lays aside what a viewer asks for first, so that it need not be made then. @throws Refusal as {@link #pages} */
    void ahead(Sheet sheet);
}
