package city.pishkhan.platform.imaging;

import java.awt.geom.Path2D;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes pictures of TIFF, JPEG, PNG and PDF files. Decoders process untrusted scans. They therefore run in a separate process
 * with limited memory and time; a file that exceeds the limits ends that process, not the hub.
 */
public interface PictureMaker {

    /**
     * A file to decode.
     *
     * @param sha256 SHA-256 of the bytes, by which the process caches the file
     * @param mediaType {@code image/tiff}, {@code image/jpeg}, {@code image/png} or {@code application/pdf}
     * @param content opens the bytes
     */
    record Source(String sha256, String mediaType, Supplier<InputStream> content) {}

    /** Size of a page in pixels; 200 pixels per inch for a PDF. */
    record Page(int width, int height) {}

    /**
     * A part of a page and the wanted size of its picture.
     *
     * @param page page, from 0
     * @param x left edge of the part, in pixels of the page
     * @param y upper edge of the part
     * @param width width of the part
     * @param height height of the part
     * @param toWidth width of the picture in pixels, before rotation
     * @param toHeight height of the picture in pixels, before rotation
     * @param rotation clockwise rotation: 0, 90, 180 or 270
     * @param gray {@code true} for grayscale
     * @param format {@code jpg} or {@code png}
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
     * Returns the sizes of all pages.
     *
     * @throws PictureFailure if the file cannot be read
     */
    List<Page> pages(Source source);

    /**
     * An area of a page to be covered, in pixels of the page.
     *
     * @param x left edge
     * @param y upper edge
     */
    record Area(int x, int y, int width, int height) {}

    /**
     * Makes a picture of a part.
     *
     * @throws PictureFailure if it cannot be made
     */
    default byte[] picture(Source source, Part part) {
        return picture(source, part, List.of());
    }

    /**
     * Makes a picture of a part.
     *
     * @param covered areas of the page that are black in the picture
     * @throws PictureFailure if it cannot be made
     */
    byte[] picture(Source source, Part part, List<Area> covered);

    /**
     * Makes a PDF from pictures of pages; the same pictures give the same bytes.
     *
     * @param pictures JPEGs of pages, 200 pixels per inch
     * @throws PictureFailure if it cannot be made
     */
    byte[] document(List<byte[]> pictures);

    /**
     * Outline of a text, with its baseline at 0.
     *
     * @param advance distance to the next text, in units of the font size
     * @param path outline in units of the font size, y downwards
     */
    record Outline(double advance, Path2D path) {}

    /**
     * Computes the outlines of texts; each text is drawn letter by letter from the left.
     *
     * @param font TrueType font
     * @param texts texts; letters that are missing in the font are skipped
     * @throws PictureFailure if the font cannot be read
     */
    List<Outline> outlines(byte[] font, List<String> texts);

    /**
     * Structure of a PDF.
     *
     * @param pages number of pages in the PDF's page tree
     * @param objectStreams number of streams that contain objects
     * @param forbidden forbidden content, in English; empty for none
     * @param page number of the page that contains the forbidden content, from 1; 0 if no page contains it
     */
    record Structure(int pages, int objectStreams, String forbidden, int page) {}

    /**
     * Parses a PDF and compares all its objects with the permitted content of a paper. No page is drawn.
     *
     * @param pdf opens the bytes
     * @throws PictureFailure UNREADABLE if it cannot be parsed or has too many objects
     */
    Structure structure(Supplier<InputStream> pdf);

    /**
     * Decodes a page completely and discards the pixels.
     *
     * @param page page, from 0
     * @throws PictureFailure UNREADABLE also for a damaged page that {@link #picture} would show in part
     */
    void decode(Source source, int page);
}
