package city.pishkhan.pdf;

import city.pishkhan.pdf.internal.SvgReader;
import city.pishkhan.pdf.internal.SvgReader.Picture;
import city.pishkhan.pdf.internal.SvgReader.Shape;
import com.lowagie.text.Image;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfTemplate;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A city's emblem, read from SVG. Only plain shapes are kept: no script, no reference to another file, no text. The sanitised SVG consists
 * of newly written path elements.
 */
public final class Emblem {
    /** maximum length of a file in characters */
    private static final int LONGEST = 300_000;

    private static final int CUBIC = 6;

    private final Picture picture;

    private Emblem(Picture picture) {
        this.picture = picture;
    }

    /**
     * @throws IllegalArgumentException if the file contains anything but plain shapes; the message names the first
     *     content that is not permitted
     */
    public static Emblem read(String svg) {
        Emblem emblem = parsed(svg);
        // parse the sanitised file too, because documents read it, and it may be too long or contain infinite numbers
        parsed(emblem.svg());
        return emblem;
    }

    private static Emblem parsed(String svg) {
        if (svg.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The file has " + svg.length() + " characters, more than " + LONGEST + ". Simplify the drawing.");
        }
        return new Emblem(SvgReader.read(svg));
    }

    /** Returns the sanitised SVG, which can be embedded in an HTML page. */
    public String svg() {
        StringBuilder out = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"")
                .append(number(picture.box().getX()))
                .append(' ')
                .append(number(picture.box().getY()))
                .append(' ')
                .append(number(picture.box().getWidth()))
                .append(' ')
                .append(number(picture.box().getHeight()))
                .append("\" aria-hidden=\"true\">");
        for (Shape shape : picture.shapes()) {
            out.append("<path d=\"").append(data(shape.path())).append("\" fill=\"");
            out.append(color(shape.fill())).append('"');
            if (shape.evenOdd()) {
                out.append(" fill-rule=\"evenodd\"");
            }
            if (shape.stroke() != null) {
                out.append(" stroke=\"")
                        .append(color(shape.stroke()))
                        .append("\" stroke-width=\"")
                        .append(number(shape.width()))
                        .append('"');
            }
            out.append("/>");
        }
        return out.append("</svg>").toString();
    }

    /** Draws the emblem as vector graphics. */
    Image image(PdfContentByte canvas, float height) {
        double scale = height / picture.box().getHeight();
        float width = (float) (picture.box().getWidth() * scale);
        PdfTemplate drawing = canvas.createTemplate(width, height);
        AffineTransform upright = new AffineTransform(
                scale,
                0,
                0,
                -scale,
                -picture.box().getX() * scale,
                height + picture.box().getY() * scale);
        for (Shape shape : picture.shapes()) {
            trace(drawing, shape.path().getPathIterator(upright));
            drawing.setLineWidth((float) (shape.width() * scale));
            if (shape.fill() != null) {
                drawing.setColorFill(shape.fill());
            }
            if (shape.stroke() != null) {
                drawing.setColorStroke(shape.stroke());
            }
            paint(drawing, shape);
        }
        return Image.getInstance(drawing);
    }

    private static void paint(PdfTemplate drawing, Shape shape) {
        if (shape.fill() == null) {
            if (shape.stroke() == null) {
                drawing.newPath();
            } else {
                drawing.stroke();
            }
        } else if (shape.stroke() == null) {
            if (shape.evenOdd()) {
                drawing.eoFill();
            } else {
                drawing.fill();
            }
        } else if (shape.evenOdd()) {
            drawing.eoFillStroke();
        } else {
            drawing.fillStroke();
        }
    }

    private static void trace(PdfTemplate drawing, PathIterator path) {
        float[] p = new float[CUBIC];
        float x = 0;
        float y = 0;
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> drawing.moveTo(p[0], p[1]);
                case PathIterator.SEG_LINETO -> drawing.lineTo(p[0], p[1]);
                case PathIterator.SEG_QUADTO -> {
                    drawing.curveTo(
                            x + (p[0] - x) * 2 / 3,
                            y + (p[1] - y) * 2 / 3,
                            p[2] + (p[0] - p[2]) * 2 / 3,
                            p[3] + (p[1] - p[3]) * 2 / 3,
                            p[2],
                            p[3]);
                    p[0] = p[2];
                    p[1] = p[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    drawing.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                    p[0] = p[4];
                    p[1] = p[5];
                }
                default -> drawing.closePath();
            }
            x = p[0];
            y = p[1];
        }
    }

    private static String data(Path2D path) {
        StringBuilder out = new StringBuilder();
        double[] p = new double[CUBIC];
        for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
            int kind = at.currentSegment(p);
            out.append("MLQCZ".charAt(kind));
            int count = new int[] {2, 2, 4, CUBIC, 0}[kind];
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "" : " ").append(number(p[i]));
            }
        }
        return out.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }

    private static String color(@Nullable Color color) {
        return color == null ? "none" : String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }
}
