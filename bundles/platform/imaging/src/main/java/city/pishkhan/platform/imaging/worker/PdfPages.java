package city.pishkhan.platform.imaging.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.MissingOperandException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.EmptyGraphicsStackException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.MissingResourceException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** The pages of a PDF, at 200 pixels per inch. */
final class PdfPages implements SheetPages {
    private static final float PIXELS_PER_POINT = 200f / 72;
    private static final float PROVED_PER_POINT = 0.5f;
    private static final float MOST_PROVED = 4_000_000;

    private final PDDocument document;
    private final PDFRenderer renderer;

    PdfPages(byte[] bytes) throws IOException {
        document = Loader.loadPDF(bytes);
        renderer = new WholeRenderer(document);
        renderer.setSubsamplingAllowed(true);
        // PDFBox's default is bicubic, which takes 50% longer for a scan without a visible difference
        RenderingHints hints = new RenderingHints(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        hints.put(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        renderer.setRenderingHints(hints);
    }

    @Override
    public int count() {
        return document.getNumberOfPages();
    }

    private boolean isSideways(int page) {
        return document.getPage(page).getRotation() % 180 != 0;
    }

    private int pixels(int page, boolean across) {
        PDPage of = document.getPage(page);
        PDRectangle box = of.getCropBox();
        return Math.max(1, Math.round((across ? box.getWidth() : box.getHeight()) * PIXELS_PER_POINT));
    }

    @Override
    public int width(int page) {
        return pixels(page, !isSideways(page));
    }

    @Override
    public int height(int page) {
        return pixels(page, isSideways(page));
    }

    @Override
    public long bytes(int page) {
        return (long) Integer.BYTES * width(page) * height(page);
    }

    @Override
    public BufferedImage part(int page, Rectangle part, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            // must be the color with which PDFBox clears the page before drawing
            graphics.setBackground(Color.WHITE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            double across = (double) width / part.width;
            double down = (double) height / part.height;
            graphics.scale(across, down);
            graphics.translate(-part.x, -part.y);
            renderer.renderPageToGraphics(page, graphics, PIXELS_PER_POINT);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    /** Returns {@code true}, because PDFBox decodes only as many pixels of a picture as it draws. */
    @Override
    public boolean isFasterWhenSmall() {
        return true;
    }

    @Override
    public void decode(int page) throws IOException {
        PDRectangle box = document.getPage(page).getCropBox();
        float points = box.getWidth() * box.getHeight();
        float scale = Math.min(PROVED_PER_POINT, (float) Math.sqrt(MOST_PROVED / Math.max(1, points)));
        new StrictRenderer(document).renderImage(page, scale);
    }

    /** Fails for a page with a scan in an unsupported format (JBIG2, JPEG 2000), which PDFBox would leave white. */
    private static final class WholeRenderer extends PDFRenderer {
        WholeRenderer(PDDocument document) {
            super(document);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void operatorException(Operator operator, List<COSBase> operands, IOException why)
                        throws IOException {
                    if (why instanceof MissingImageReaderException) {
                        throw why;
                    }
                    super.operatorException(operator, operands, why);
                }
            };
        }
    }

    /** Fails for content that cannot be drawn, which PDFBox would skip. */
    private static final class StrictRenderer extends PDFRenderer {
        StrictRenderer(PDDocument document) {
            super(document);
            setSubsamplingAllowed(true);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void operatorException(Operator operator, List<COSBase> operands, IOException why)
                        throws IOException {
                    // errors that every viewer tolerates; JBIG2 and JPEG 2000 cannot be checked here
                    boolean forgiven = why instanceof MissingOperandException
                            || why instanceof MissingResourceException
                            || why instanceof EmptyGraphicsStackException
                            || why instanceof MissingImageReaderException;
                    if (!forgiven) {
                        throw why;
                    }
                }
            };
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
