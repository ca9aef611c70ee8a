package city.pishkhan.platform.imaging.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A part of a page to be made into a picture. */
record PicturePart(
        int page,
        Rectangle part,
        int width,
        int height,
        int rotation,
        boolean gray,
        String format,
        List<Rectangle> covered) {

    static PicturePart read(DataInputStream in) throws IOException {
        return new PicturePart(
                in.readInt(),
                new Rectangle(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readUTF(),
                areas(in));
    }

    private static List<Rectangle> areas(DataInputStream in) throws IOException {
        List<Rectangle> areas = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            areas.add(new Rectangle(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
        }
        return areas;
    }

    byte[] render(SheetPages pages, PageCache kept) throws IOException {
        BufferedImage picture = turned(scaled(kept.part(pages, this, covered)));
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        if (!ImageIO.write(picture, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    /** Scales in steps of one half, so that fine lines remain visible. Transparent pixels become white. */
    private BufferedImage scaled(BufferedImage given) {
        BufferedImage from = given;
        while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
            from = drawn(from, from.getWidth() / 2, from.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        }
        return drawn(from, width, height, gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    }

    static BufferedImage drawn(BufferedImage from, int width, int height, int type) {
        if (from.getType() == type && from.getWidth() == width && from.getHeight() == height) {
            return from;
        }
        BufferedImage to = new BufferedImage(width, height, type);
        Graphics2D graphics = to.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }

    private BufferedImage turned(BufferedImage from) {
        if (rotation == 0) {
            return from;
        }
        boolean isSideways = rotation % 180 != 0;
        BufferedImage to = new BufferedImage(
                isSideways ? from.getHeight() : from.getWidth(),
                isSideways ? from.getWidth() : from.getHeight(),
                from.getType());
        Graphics2D graphics = to.createGraphics();
        graphics.translate(to.getWidth() / 2.0, to.getHeight() / 2.0);
        graphics.rotate(Math.toRadians(rotation));
        graphics.translate(-from.getWidth() / 2.0, -from.getHeight() / 2.0);
        graphics.drawImage(from, 0, 0, null);
        graphics.dispose();
        return to;
    }
}
