package city.pishkhan.platform.imaging.worker;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The pages of a TIFF, or the single picture of a JPEG or PNG. */
final class ImagePages implements SheetPages {
    /** Maximum number of pixels decoded at once; larger pictures are subsampled while reading. */
    private static final long MOST_DECODED = 16_000_000;
    /** Maximum number of pixels kept when a page is only checked; the whole page is decoded nevertheless. */
    private static final long MAX_CHECKED_PIXELS = 4_000_000;

    /**
     * Warnings of decoders that replace missing data by gray; other warnings, for example about color profiles, are
     * ignored.
     */
    private static final Pattern GAP = Pattern.compile("(?i)premature|corrupt|truncat|unexpected end");

    private final ImageInputStream in;
    private final ImageReader reader;
    private final int count;

    ImagePages(String mediaType, byte[] bytes) throws IOException {
        Iterable<ImageReader> readers = () -> ImageIO.getImageReadersByMIMEType(mediaType);
        // the TwelveMonkeys readers support more files of scanners than those of the JDK
        reader = stream(readers)
                .min(Comparator.comparing(r -> r.getClass().getName().startsWith("com.twelvemonkeys") ? 0 : 1))
                .orElseThrow(() -> new IOException("no reader of " + mediaType));
        in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
        reader.setInput(in, false, true);
        // only a TIFF has several pages, and counting the images of a JPEG would read the whole file
        count = mediaType.equals("image/tiff") ? reader.getNumImages(true) : 1;
    }

    private static Stream<ImageReader> stream(Iterable<ImageReader> readers) {
        Iterator<ImageReader> all = readers.iterator();
        return all.hasNext() ? StreamSupport.stream(readers.spliterator(), false) : Stream.empty();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int width(int page) throws IOException {
        return reader.getWidth(page);
    }

    @Override
    public int height(int page) throws IOException {
        return reader.getHeight(page);
    }

    @Override
    public long bytes(int page) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(page);
        int bits = types.hasNext() ? types.next().getColorModel().getPixelSize() : Integer.SIZE;
        return (long) reader.getWidth(page) * reader.getHeight(page) * bits / Byte.SIZE;
    }

    @Override
    public BufferedImage part(int page, Rectangle part, int width, int height) throws IOException {
        long pixels = (long) part.width * part.height;
        int wanted = Math.max(1, Math.min(part.width / width, part.height / height));
        int leave = 1;
        while (leave < wanted && pixels / ((long) leave * leave) > MOST_DECODED) {
            leave++;
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceRegion(part);
        parameters.setSourceSubsampling(leave, leave, 0, 0);
        return reader.read(page, parameters);
    }

    /** Returns {@code false}, because a decoder reads the whole page for a picture of any size. */
    @Override
    public boolean isFasterWhenSmall() {
        return false;
    }

    @Override
    public void decode(int page) throws IOException {
        List<String> gaps = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> {
            if (GAP.matcher(warning).find()) {
                gaps.add(warning);
            }
        };
        reader.addIIOReadWarningListener(listener);
        try {
            long pixels = (long) reader.getWidth(page) * reader.getHeight(page);
            int leave = 1;
            while (pixels / ((long) leave * leave) > MAX_CHECKED_PIXELS) {
                leave++;
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(leave, leave, 0, 0);
            reader.read(page, parameters);
        } finally {
            reader.removeIIOReadWarningListener(listener);
        }
        if (!gaps.isEmpty()) {
            throw new IOException(gaps.get(0));
        }
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
