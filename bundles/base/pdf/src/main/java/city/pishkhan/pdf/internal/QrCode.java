package city.pishkhan.pdf.internal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.lowagie.text.Image;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfTemplate;
import java.util.Map;

/** A QR code as vector graphics, which is sharp at any size and needs no image decoding. */
public final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /** @param side length of a side in points, including the quiet zone */
    public static Image image(PdfContentByte canvas, String text, float side) {
        BitMatrix squares = squares(text);
        PdfTemplate drawing = canvas.createTemplate(side, side);
        float square = side / squares.getWidth();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y)) {
                    drawing.rectangle(x * square, side - (y + 1) * square, square, square);
                }
            }
        }
        drawing.fill();
        return Image.getInstance(drawing);
    }

    private static BitMatrix squares(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    QUIET));
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text is too long for a QR code", e);
        }
    }
}
