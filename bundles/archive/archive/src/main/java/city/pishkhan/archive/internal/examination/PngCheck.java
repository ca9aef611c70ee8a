package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PNG;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Checks the chunks of a PNG file (ISO/IEC 15948): sizes, checksums, IHDR first, IDAT between, IEND last. */
public final class PngCheck {
    public static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int IHDR_SIZE = 13;
    /**
     * maximum size in bytes of ancillary chunks; texts and profiles in them are compressed and could be large when
     * unpacked
     */
    private static final long LARGEST_EXTRA = 1 << 20;

    private final ByteBuffer sheet;
    private final SheetLimits sheetLimits;

    PngCheck(ByteBuffer sheet, SheetLimits sheetLimits) {
        this.sheet = sheet;
        this.sheetLimits = sheetLimits;
    }

    void run() {
        boolean data = false;
        int at = SIGNATURE.length;
        for (int n = 0; ; n++) {
            long size = sheet.getInt(at) & 0xffffffffL;
            String type = type(at + 4);
            if (size > sheet.limit() - at - 12L) {
                throw SheetRefusal.damaged(PNG, "chunk " + n + " extends beyond the end of the file");
            }
            if (n == 0 != type.equals("IHDR")) {
                throw SheetRefusal.damaged(PNG, "its first chunk is not the header");
            }
            checkSum(at + 4, (int) size + 4, n);
            switch (type) {
                case "IHDR" -> checkHeader(at + 8, size);
                case "IDAT" -> data = true;
                case "IEND" -> {
                    checkEnd(data, at + 12);
                    return;
                }
                case "PLTE" -> {}
                default -> checkExtra(type, size);
            }
            at += 12 + (int) size;
        }
    }

    private String type(int at) {
        byte[] name = new byte[4];
        sheet.get(at, name);
        String type = new String(name, StandardCharsets.ISO_8859_1);
        if (!type.matches("[A-Za-z]{4}")) {
            throw SheetRefusal.damaged(PNG, "a chunk has no name");
        }
        return type;
    }

    private void checkSum(int at, int size, int n) {
        CRC32 crc = new CRC32();
        crc.update(sheet.slice(at, size));
        if ((int) crc.getValue() != sheet.getInt(at + size)) {
            throw SheetRefusal.damaged(PNG, "the checksum of chunk " + n + " is wrong");
        }
    }

    private void checkHeader(int at, long size) {
        long width = sheet.getInt(at) & 0xffffffffL;
        long height = sheet.getInt(at + 4) & 0xffffffffL;
        if (size != IHDR_SIZE || width == 0 || height == 0) {
            throw SheetRefusal.damaged(PNG, "it has no size");
        }
        sheetLimits.pixels(width, height);
    }

    private static void checkExtra(String type, long size) {
        boolean critical = Character.isUpperCase(type.charAt(0));
        if (critical || size > LARGEST_EXTRA) {
            throw SheetRefusal.damaged(PNG, "chunk " + type + " is unknown or too large");
        }
    }

    private void checkEnd(boolean data, int at) {
        if (!data) {
            throw SheetRefusal.damaged(PNG, "it has no image");
        }
        if (!Bytes.isPaddingOnly(sheet, at)) {
            throw SheetRefusal.trailing(PNG);
        }
    }
}
