package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.TIFF;

import city.pishkhan.api.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks the directories of a TIFF file (TIFF 6.0): sizes, references inside the file, and no unreferenced data at its end. */
final class TiffCheck {
    static final byte[] LITTLE = {'I', 'I', 42, 0};
    static final byte[] BIG = {'M', 'M', 0, 42};

    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final int SHORT = 3;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIPS = 273;
    private static final int STRIP_SIZES = 279;
    private static final int TILES = 324;
    private static final int TILE_SIZES = 325;
    private static final int JPEG_START = 513;
    private static final int JPEG_SIZE = 514;
    /** tags that reference directories of previews, Exif and GPS data */
    private static final Set<Integer> DIRECTORIES = Set.of(330, 34_665, 34_853, 40_965);

    /** Maximum number of values read from all directories, because directories may overlap or share data. */
    private static final long MOST_VALUES = 2_000_000;

    private final ByteBuffer sheet;
    private final SheetLimits sheetLimits;
    private final Set<Long> seen = new HashSet<>();
    private long end = 8;
    private long values;
    /** number of the current page, from 1 */
    private int current;

    private record Field(int type, long count, int at) {}

    TiffCheck(ByteBuffer sheet, SheetLimits sheetLimits) {
        this.sheet = sheet.duplicate().order(sheet.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.sheetLimits = sheetLimits;
    }

    /**
     * Checks the directories of all pages.
     *
     * @return number of pages
     */
    int run() {
        int pages = 0;
        long next = unsigned(4);
        while (next != 0) {
            sheetLimits.pages(++pages);
            current = pages;
            next = directory(next, true);
        }
        if (pages == 0) {
            throw SheetRefusal.damaged(TIFF, "it has no pages");
        }
        if (!Bytes.isPaddingOnly(sheet, (int) end)) {
            throw SheetRefusal.trailing(TIFF);
        }
        return pages;
    }

    /** @return offset of the next directory, or 0 for none */
    private long directory(long start, boolean page) {
        // limits previews too, because a directory may reference thousands of them
        sheetLimits.pages(seen.size() / 4);
        if (!seen.add(start)) {
            throw damaged("its directories form a loop");
        }
        int at = requireRange(start, 2);
        int fields = sheet.getShort(at) & 0xffff;
        requireRange(start, 2 + 12L * fields + 4);
        countValues(fields);
        Map<Integer, Field> found = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            field(at + 2 + 12 * i, found);
        }
        image(found, page);
        for (int tag : DIRECTORIES) {
            for (long below : values(found.get(tag))) {
                directory(below, false);
            }
        }
        return unsigned(at + 2 + 12 * fields);
    }

    private void field(int at, Map<Integer, Field> found) {
        int type = sheet.getShort(at + 2) & 0xffff;
        if (type == 0 || type >= TYPE_SIZES.length) {
            return;
        }
        long count = unsigned(at + 4);
        long size = count * TYPE_SIZES[type];
        int value = size <= 4 ? at + 8 : requireRange(unsigned(at + 8), size);
        found.put(sheet.getShort(at) & 0xffff, new Field(type, count, value));
    }

    private void image(Map<Integer, Field> found, boolean page) {
        long width = firstValue(found.get(WIDTH));
        long height = firstValue(found.get(HEIGHT));
        boolean data = coverParts(found.get(STRIPS), found.get(STRIP_SIZES))
                | coverParts(found.get(TILES), found.get(TILE_SIZES));
        coverParts(found.get(JPEG_START), found.get(JPEG_SIZE));
        sheetLimits.pixels(width, height, current);
        if (page && (width <= 0 || height <= 0 || !data)) {
            throw damaged("it has no image");
        }
    }

    private boolean coverParts(Field starts, Field sizes) {
        long[] start = values(starts);
        long[] size = values(sizes);
        if (start.length != size.length) {
            throw damaged("parts of it are missing");
        }
        for (int i = 0; i < start.length; i++) {
            requireRange(start[i], size[i]);
        }
        return start.length > 0;
    }

    private long firstValue(Field field) {
        long[] all = values(field);
        return all.length == 0 ? 0 : all[0];
    }

    private long[] values(Field field) {
        if (field == null) {
            return new long[0];
        }
        countValues(field.count());
        if (TYPE_SIZES[field.type()] != 2 && TYPE_SIZES[field.type()] != 4) {
            throw damaged("a field has impossible values");
        }
        long[] found = new long[(int) field.count()];
        for (int i = 0; i < found.length; i++) {
            found[i] =
                    field.type() == SHORT ? sheet.getShort(field.at() + 2 * i) & 0xffff : unsigned(field.at() + 4 * i);
        }
        return found;
    }

    private void countValues(long count) {
        values += count;
        if (values > MOST_VALUES) {
            throw damaged("it has too many values");
        }
    }

    private int requireRange(long start, long size) {
        if (start + size > sheet.limit()) {
            throw damaged("it points beyond the end of the file");
        }
        end = Math.max(end, start + size);
        return (int) start;
    }

    private Refusal damaged(String why) {
        return SheetRefusal.damaged(TIFF, current, why);
    }

    private long unsigned(int at) {
        return sheet.getInt(at) & 0xffffffffL;
    }
}
