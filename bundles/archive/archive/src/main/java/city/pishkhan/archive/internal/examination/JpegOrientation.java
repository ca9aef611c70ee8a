package city.pishkhan.archive.internal.examination;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads from a JPEG's Exif segment how the camera was held. Nothing else of the segment is read. */
public final class JpegOrientation {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APP1 = 0xffe1;
    private static final int SOS = 0xffda;
    private static final int ENTRY_SIZE = 12;
    private static final int MOST_ENTRIES = 200;
    private static final int ORIENTATION = 0x0112;
    private static final int QUARTER = 90;

    private JpegOrientation() {}

    /**
     * Returns the clockwise rotation in degrees that sets a picture upright. Mirrored pictures stay mirrored.
     *
     * @param jpeg a file that {@link SheetCheck} accepts as JPEG
     * @return 0, 90, 180 or 270; 0 if the orientation is missing or unreadable
     */
    public static int rotation(ByteBuffer jpeg) {
        try {
            return orientation(exif(jpeg.duplicate().order(ByteOrder.BIG_ENDIAN)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // a damaged segment has no orientation
            return 0;
        }
    }

    /** @return the TIFF structure of the first Exif segment, or {@code null} if there is none */
    private static @Nullable ByteBuffer exif(ByteBuffer jpeg) {
        int at = 2;
        while (true) {
            int marker = jpeg.getShort(at) & 0xffff;
            if (marker == 0xffff) {
                at++;
                continue;
            }
            if (marker == SOS || marker < 0xff02) {
                return null;
            }
            int length = jpeg.getShort(at + 2) & 0xffff;
            if (length < 2) {
                return null;
            }
            ByteBuffer segment = jpeg.slice(at + 4, length - 2);
            if (marker == APP1 && Bytes.startsWith(segment, EXIF)) {
                return segment.slice(EXIF.length, segment.limit() - EXIF.length);
            }
            at += 2 + length;
        }
    }

    private static int orientation(@Nullable ByteBuffer tiff) {
        if (tiff == null) {
            return 0;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Math.min(tiff.getShort(directory) & 0xffff, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_SIZE;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                return switch (tiff.getShort(entry + 8)) {
                    case 3, 4 -> 2 * QUARTER;
                    case 5, 6 -> QUARTER;
                    case 7, 8 -> 3 * QUARTER;
                    default -> 0;
                };
            }
        }
        return 0;
    }
}
