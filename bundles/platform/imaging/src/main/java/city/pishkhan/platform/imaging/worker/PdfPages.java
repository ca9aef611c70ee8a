package city.pishkhan.platform.imaging.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The pages of a PDF, 200 pixels to the inch. */
final class PdfPages implements SheetPages {
    private static final float PIXELS_PER_POINT = 200f / 72;

    private final PDDocument document;
    private final PDFRenderer renderer;

    PdfPages(byte[] bytes) throws IOException {
        document = Loader.loadPDF(bytes);
        renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
    }

    @Override
    public int count() {
        return document.getNumberOfPages();
    }

    private boolean lies(int page) {
        return document.getPage(page).getRotation() % 180 != 0;
    }

    private int pixels(int page, boolean across) {
        PDPage of = document.getPage(page);
        PDRectangle box = of.getCropBox();
        return Math.max(1, Math.round((across ? box.getWidth() : box.getHeight()) * PIXELS_PER_POINT));
    }

    @Override
    public int width(int page) {
        return pixels(page, !lies(page));
    }

    @Override
    public int height(int page) {
        return pixels(page, lies(page));
    }

    @Override
    public BufferedImage part(int page, Rectangle part, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            // with which PDFBox clears the page before it draws
            graphics.setBackground(Color.WHITE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
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

    @Override
    public void close() throws IOException {
        document.close();
    }
}
