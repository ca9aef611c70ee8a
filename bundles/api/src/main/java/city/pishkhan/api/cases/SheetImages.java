package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import java.util.List;

/** Pictures of the pages of sheets. Whoever calls has checked that who asks may see the sheet. */
public interface SheetImages {

    /**
     * A sheet of the archive.
     *
     * @param mediaType as the archive has it
     * @param personal  whether it is somebody's identity paper: nothing of it is laid aside
     */
    record Sheet(String sha256, String mediaType, boolean personal) {}

    /** Pixels; of a page of a PDF at 200 to the inch. */
    record Page(int width, int height) {}

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

    /** @throws Refusal as {@link #pages} */
    byte[] picture(Sheet sheet, Part part);
}
