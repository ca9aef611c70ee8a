package city.pishkhan.platform.imaging.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Creates a PDF with JPEGs as its pages; the same pictures give the same bytes. */
final class PictureDocument {
    /** Points (the unit of PDF) per pixel of a page at 200 pixels per inch. */
    private static final float POINTS = 72f / 200;

    private PictureDocument() {}

    static List<byte[]> read(DataInputStream in) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] picture = new byte[in.readInt()];
            in.readFully(picture);
            pictures.add(picture);
        }
        return pictures;
    }

    static byte[] create(List<byte[]> pictures) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(0L);
            for (byte[] picture : pictures) {
                PDImageXObject image = JPEGFactory.createFromByteArray(document, picture);
                PDPage page = new PDPage(new PDRectangle(image.getWidth() * POINTS, image.getHeight() * POINTS));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            image,
                            0,
                            0,
                            page.getMediaBox().getWidth(),
                            page.getMediaBox().getHeight());
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
            document.save(out);
            return out.toByteArray();
        }
    }
}
