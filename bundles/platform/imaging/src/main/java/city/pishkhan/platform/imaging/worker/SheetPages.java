package city.pishkhan.platform.imaging.worker;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/** The pages of a sheet. */
interface SheetPages extends Closeable {

    int count() throws IOException;

    /** Returns the width of a page in pixels. */
    int width(int page) throws IOException;

    int height(int page) throws IOException;

    /** Returns the memory for the pixels of a whole page, in bytes. */
    long bytes(int page) throws IOException;

    /** Reads a part of a page, at least in the wanted size if the page is large enough. */
    BufferedImage part(int page, Rectangle part, int width, int height) throws IOException;

    /** Returns {@code true} if {@link #part} is faster when a smaller picture is wanted. */
    boolean isFasterWhenSmall();

    /**
     * Decodes a page completely.
     *
     * @throws IOException also if only a part of the page can be decoded
     */
    void decode(int page) throws IOException;

    static SheetPages of(String mediaType, byte[] bytes) throws IOException {
        return mediaType.equals("application/pdf") ? new PdfPages(bytes) : new ImagePages(mediaType, bytes);
    }
}
