package city.pishkhan.platform.imaging.worker;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Computes outlines of texts without desktop fonts, which a server may not have. */
final class LetterOutlines {
    private LetterOutlines() {}

    /** Outline and advance of a text, in units of the font size, y downwards. */
    record Outline(double advance, GeneralPath path) {}

    /** Reads a font and texts and returns their outlines. */
    static List<Outline> read(DataInputStream in) throws IOException {
        byte[] font = new byte[in.readInt()];
        in.readFully(font);
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        List<Outline> outlines = new ArrayList<>();
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            for (String text : texts) {
                outlines.add(outline(parsed, text));
            }
        }
        return outlines;
    }

    private static Outline outline(TrueTypeFont font, String text) throws IOException {
        CmapLookup letters = font.getUnicodeCmapLookup();
        double size = font.getUnitsPerEm();
        GeneralPath path = new GeneralPath();
        double at = 0;
        for (int letter : text.codePoints().toArray()) {
            int glyph = letters.getGlyphId(letter);
            if (glyph == 0) {
                continue;
            }
            GlyphData shape = font.getGlyph().getGlyph(glyph);
            if (shape != null) {
                AffineTransform placed = new AffineTransform(1 / size, 0, 0, -1 / size, at / size, 0);
                path.append(placed.createTransformedShape(shape.getPath()), false);
            }
            at += font.getAdvanceWidth(glyph);
        }
        return new Outline(at / size, path);
    }

    static void write(List<Outline> outlines, DataOutputStream out) throws IOException {
        for (Outline outline : outlines) {
            out.writeDouble(outline.advance);
            double[] points = new double[6];
            for (PathIterator i = outline.path.getPathIterator(null); !i.isDone(); i.next()) {
                int kind = i.currentSegment(points);
                out.writeByte(kind);
                for (int n = 0; n < points(kind); n++) {
                    out.writeDouble(points[n]);
                }
            }
            out.writeByte(PictureLoop.END);
        }
    }

    private static int points(int kind) {
        return switch (kind) {
            case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CUBICTO -> 6;
            default -> 0;
        };
    }
}
