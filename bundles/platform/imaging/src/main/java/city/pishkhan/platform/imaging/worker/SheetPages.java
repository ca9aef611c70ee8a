package city.pishkhan.platform.imaging.worker;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/** The pages of a sheet. */
interface SheetPages extends Closeable {

    int count() throws IOException;

    /** Pixels. */
    int width(int page) throws IOException;

    int height(int page) throws IOException;

    /** That the pixels of a whole page take. */
    long bytes(int page) throws IOException;

    /** A part of a page, at least as large as is wanted if the page is. */
    BufferedImage part(int page, Rectangle part, int width, int height) throws IOException;

    /** Whether {@link #part} takes less time the smaller it is wanted. */
    boolean quickerSmall();

    /** Decodes a page to its end. @throws IOException where a picture would be made of what can be had of it, too */
    void decode(int page) throws IOException;

    static SheetPages of(String mediaType, byte[] bytes) throws IOException {
        return mediaType.equals("application/pdf") ? new PdfPages(bytes) : new ImagePages(mediaType, bytes);
    }
}
