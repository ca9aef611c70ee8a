package city.pishkhan.archive.internal.examination;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Detects a sheet's type by its content, and rejects files that are damaged, too large or of two types at once. Does not decode pixels. */
public final class SheetCheck {
    /** PDF readers accept a header that begins within this number of bytes */
    private static final int PDF_HEADER_WITHIN = 1024;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP_END = {'P', 'K', 5, 6};
    private static final int ZIP_END_SIZE = 22;
    private static final int ZIP_LONGEST_COMMENT = 65_535;

    private final SheetLimits sheetLimits;

    public SheetCheck(SheetLimits sheetLimits) {
        this.sheetLimits = sheetLimits;
    }

    /**
     * Result of a check.
     *
     * @param pages number of pages; for a PDF the number of page objects, which may include unused ones
     * @param objectStreams number of object streams of a PDF
     */
    public record Checked(SheetType type, int pages, int objectStreams) {}

    /**
     * Detects the type of a sheet by its content.
     *
     * @throws city.pishkhan.api.Refusal UNSUPPORTED if the file is not a valid sheet of a supported type; TOO_LARGE if
     *     the file exceeds a limit
     */
    public SheetType check(ByteBuffer sheet) {
        return inspect(sheet).type();
    }

    /** Checks a sheet like {@link #check} and counts its pages. */
    public Checked inspect(ByteBuffer sheet) {
        SheetType type = type(sheet);
        refuseZip(sheet);
        if (type != SheetType.PDF && Bytes.find(sheet, PDF, 0, PDF_HEADER_WITHIN) >= 0) {
            throw SheetRefusal.twoTypes();
        }
        try {
            return type == SheetType.PDF
                    ? new PdfCheck(sheet, sheetLimits).run()
                    : new Checked(type, pages(type, sheet), 0);
        } catch (IndexOutOfBoundsException e) {
            throw SheetRefusal.damaged(type, "it ends too early");
        }
    }

    private int pages(SheetType type, ByteBuffer sheet) {
        switch (type) {
            case TIFF:
                return new TiffCheck(sheet, sheetLimits).run();
            case PNG:
                new PngCheck(sheet, sheetLimits).run();
                return 1;
            default:
                new JpegCheck(sheet, sheetLimits).run();
                return 1;
        }
    }

    private static SheetType type(ByteBuffer sheet) {
        if (Bytes.startsWith(sheet, PDF)) {
            return SheetType.PDF;
        }
        if (Bytes.startsWith(sheet, PngCheck.SIGNATURE)) {
            return SheetType.PNG;
        }
        if (Bytes.startsWith(sheet, JpegCheck.SIGNATURE)) {
            return SheetType.JPEG;
        }
        if (Bytes.startsWith(sheet, TiffCheck.LITTLE) || Bytes.startsWith(sheet, TiffCheck.BIG)) {
            return SheetType.TIFF;
        }
        throw SheetRefusal.type();
    }

    /**
     * Rejects a file that is also a ZIP archive. ZIP files are read from the end, so the end record may be inside a comment of another
     * format.
     */
    private static void refuseZip(ByteBuffer sheet) {
        int size = sheet.limit();
        ByteBuffer little = sheet.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int from = Math.max(0, size - ZIP_END_SIZE - ZIP_LONGEST_COMMENT);
        for (int at = Bytes.find(sheet, ZIP_END, from, size); at >= 0; at = Bytes.find(sheet, ZIP_END, at + 1, size)) {
            if (at + ZIP_END_SIZE <= size && at + ZIP_END_SIZE + (little.getShort(at + 20) & 0xffff) == size) {
                throw SheetRefusal.twoTypes();
            }
        }
    }
}
