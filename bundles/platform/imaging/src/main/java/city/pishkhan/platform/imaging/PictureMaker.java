package city.pishkhan.platform.imaging;

import java.awt.geom.Path2D;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes pictures of TIFF, JPEG, PNG and PDF. Decoders meet what anybody scanned, so they run in a process that has a small heap and little time:
 * what asks too much of it ends the process, and not the hub.
 */
public interface PictureMaker {

    /**
     * @param sha256    of the bytes, by which the process knows them again
     * @param mediaType {@code image/tiff}, {@code image/jpeg}, {@code image/png} or {@code application/pdf}
     * @param content   opens the bytes
     */
    record Source(String sha256, String mediaType, Supplier<InputStream> content) {}

    /** Pixels; of a page of a PDF at 200 to the inch. */
    record Page(int width, int height) {}

    /**
     * A part of a page, as large as it is wanted.
     *
     * @param page      from 0
     * @param x         with y, width and height the part, in pixels of the page, within it
     * @param toWidth   pixels of the picture, with toHeight, before it is turned
     * @param rotation  clockwise: 0, 90, 180 or 270
     * @param gray      without colours
     * @param format    {@code jpg} or {@code png}
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

    /** @throws PictureFailure */
    List<Page> pages(Source source);

    /**
     * An area of a page that nobody is to see, in pixels of the page.
     *
     * @param x with y its left upper corner
     */
    record Area(int x, int y, int width, int height) {}

    /** All of the part. @throws PictureFailure */
    default byte[] picture(Source source, Part part) {
        return picture(source, part, List.of());
    }

    /** @param covered areas of the part's page that are black in the picture @throws PictureFailure */
    byte[] picture(Source source, Part part, List<Area> covered);

    /**
     * A PDF whose pages are these pictures; the same for the same ones.
     *
     * @param pictures JPEGs of pages, 200 pixels to the inch
     * @throws PictureFailure
     */
    byte[] document(List<byte[]> pictures);

    /**
     * A text's outline, its base line at 0.
     *
     * @param advance how far the next text begins, in parts of the font's size
     * @param path    in parts of the font's size, y downwards
     */
    record Outline(double advance, Path2D path) {}

    /**
     * Outlines of texts, letter by letter from the left.
     *
     * @param font  TrueType
     * @param texts whose letters are left out where the font has none
     * @throws PictureFailure
     */
    List<Outline> outlines(byte[] font, List<String> texts);

    /**
     * How a parser reads a PDF.
     *
     * @param pages         leaves of its page tree
     * @param objectStreams streams that hold its objects
     * @param forbidden     what a paper may not hold, in English; empty for none
     */
    record Structure(int pages, int objectStreams, String forbidden) {}

    /**
     * Parses a PDF and compares all its objects with what a paper may hold. No page is drawn.
     *
     * @param pdf opens its bytes
     * @throws PictureFailure UNREADABLE where it cannot be parsed or has too many objects
     */
    Structure structure(Supplier<InputStream> pdf);

    /**
     * Decodes a page to its end and throws the pixels away.
     *
     * @param page from 0
     * @throws PictureFailure UNREADABLE also where {@link #picture} would show what there is of it
     */
    void decode(Source source, int page);
}
