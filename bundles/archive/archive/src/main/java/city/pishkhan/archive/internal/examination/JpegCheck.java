package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.JPEG;

import java.nio.ByteBuffer;

/** Checks the structure of a JPEG file (ITU-T T.81) from the first segment through its scans to the end marker. */
final class JpegCheck {
    static final byte[] SIGNATURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final int TEM = 0x01;
    private static final int SOF_FIRST = 0xc0;
    private static final int SOF_LAST = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int RST_FIRST = 0xd0;
    private static final int RST_LAST = 0xd7;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;

    private final ByteBuffer sheet;
    private final SheetLimits sheetLimits;
    private boolean frame;
    private boolean scan;

    JpegCheck(ByteBuffer sheet, SheetLimits sheetLimits) {
        this.sheet = sheet;
        this.sheetLimits = sheetLimits;
    }

    void run() {
        int at = 2;
        while (true) {
            if (byteAt(at) != 0xff) {
                throw SheetRefusal.damaged(JPEG, "a segment is missing");
            }
            int marker = byteAt(at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker == EOI) {
                checkEnd(at + 2);
                return;
            } else if (marker == TEM || isRestartMarker(marker)) {
                at += 2;
            } else {
                at = segment(marker, at + 2);
            }
        }
    }

    private int segment(int marker, int at) {
        int length = sheet.getShort(at) & 0xffff;
        if (marker < SOF_FIRST || marker == RST_LAST + 1 || length < 2) {
            throw SheetRefusal.damaged(JPEG, "a segment has no length");
        }
        if (marker <= SOF_LAST && marker != DHT && marker != JPG && marker != DAC) {
            checkFrame(at + 2);
        }
        int next = at + length;
        if (marker != SOS) {
            return next;
        }
        if (!frame) {
            throw SheetRefusal.damaged(JPEG, "image data come before the size");
        }
        scan = true;
        return afterScan(next);
    }

    private void checkFrame(int at) {
        int height = sheet.getShort(at + 1) & 0xffff;
        int width = sheet.getShort(at + 3) & 0xffff;
        if (frame || height == 0 || width == 0) {
            throw SheetRefusal.damaged(JPEG, "it has no size, or several");
        }
        frame = true;
        sheetLimits.pixels(width, height);
    }

    /** Finds the end of a scan. In scan data, FF followed by 00 is data, and reset markers do not end the scan. */
    private int afterScan(int from) {
        int at = from;
        while (byteAt(at) != 0xff || byteAt(at + 1) == 0 || isRestartMarker(byteAt(at + 1))) {
            at++;
        }
        return at;
    }

    private void checkEnd(int at) {
        if (!scan) {
            throw SheetRefusal.damaged(JPEG, "it has no image");
        }
        if (!Bytes.isPaddingOnly(sheet, at)) {
            throw SheetRefusal.trailing(JPEG);
        }
    }

    private static boolean isRestartMarker(int marker) {
        return marker >= RST_FIRST && marker <= RST_LAST;
    }

    private int byteAt(int position) {
        return sheet.get(position) & 0xff;
    }
}
