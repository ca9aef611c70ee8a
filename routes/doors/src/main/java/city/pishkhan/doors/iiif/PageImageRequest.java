package city.pishkhan.doors.iiif;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Page;
import city.pishkhan.api.archive.SheetImages.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of IIIF Image API 3.0 parameters: region, size, rotation, quality and format. Errors are answered 400, as the API requires. */
public final class PageImageRequest {
    /** maximum length of an image's longer side, in pixels */
    public static final int MOST = 4_096;

    private static final int WHOLE = 100;
    private static final String NUMBER = "([0-9]{1,9})";
    private static final String DECIMAL = "([0-9]{1,9}(?:\\.[0-9]{1,9})?)";
    private static final Pattern PIXELS = Pattern.compile(NUMBER + ',' + NUMBER + ',' + NUMBER + ',' + NUMBER);
    private static final Pattern PERCENT =
            Pattern.compile("pct:" + DECIMAL + ',' + DECIMAL + ',' + DECIMAL + ',' + DECIMAL);
    private static final Pattern SIZE = Pattern.compile("(!?)([0-9]{0,9}),([0-9]{0,9})");
    private static final Pattern SIZE_PERCENT = Pattern.compile("pct:" + DECIMAL);
    private static final Pattern FILE = Pattern.compile("(default|color|gray)\\.(jpg|png)");

    private PageImageRequest() {}

    private record Area(int x, int y, int width, int height) {}

    private record Size(int width, int height) {}

    /**
     * Parses a request for an image.
     * @param index index of the page, from 0
     * @param file  quality and format, e.g. {@code default.jpg}
     * @throws Refusal MALFORMED if a parameter is invalid
     */
    public static Part parse(Page page, int index, String region, String size, String rotation, String file) {
        Area area = area(page, region);
        Size wanted = size(area, size);
        if (!rotation.matches("0|90|180|270")) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "image.rotation", "rotation");
        }
        Matcher named = FILE.matcher(file);
        if (!named.matches()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "image.file", "quality");
        }
        return new Part(
                index,
                area.x,
                area.y,
                area.width,
                area.height,
                wanted.width,
                wanted.height,
                Integer.parseInt(rotation),
                named.group(1).equals("gray"),
                named.group(2));
    }

    /**
     * Parses a region to be covered.
     *
     * @throws Refusal MALFORMED if the region is invalid
     */
    public static SheetImages.Area parseCovered(Page page, String region) {
        Matcher percent = PERCENT.matcher(region);
        if (!percent.matches()) {
            Area area = area(page, region);
            return new SheetImages.Area(area.x, area.y, area.width, area.height);
        }
        // rounded outwards, so that the whole given region is covered
        double[] parts = new double[4];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Double.parseDouble(percent.group(i + 1)) / WHOLE * (i % 2 == 0 ? page.width() : page.height());
        }
        int x = (int) Math.floor(parts[0]);
        int y = (int) Math.floor(parts[1]);
        Area area =
                clip(page, x, y, (int) Math.ceil(parts[0] + parts[2]) - x, (int) Math.ceil(parts[1] + parts[3]) - y);
        return new SheetImages.Area(area.x, area.y, area.width, area.height);
    }

    private static Area area(Page page, String region) {
        if (region.equals("full")) {
            return new Area(0, 0, page.width(), page.height());
        }
        if (region.equals("square")) {
            int side = Math.min(page.width(), page.height());
            return new Area((page.width() - side) / 2, (page.height() - side) / 2, side, side);
        }
        Matcher pixels = PIXELS.matcher(region);
        if (pixels.matches()) {
            return clip(page, number(pixels, 1), number(pixels, 2), number(pixels, 3), number(pixels, 4));
        }
        Matcher percent = PERCENT.matcher(region);
        if (percent.matches()) {
            return clip(
                    page,
                    share(percent, 1, page.width()),
                    share(percent, 2, page.height()),
                    share(percent, 3, page.width()),
                    share(percent, 4, page.height()));
        }
        throw Refusal.of(Refusal.Kind.MALFORMED, "image.region", "region", page.width(), page.height());
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int share(Matcher matcher, int group, int of) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(Double.parseDouble(matcher.group(group)) / WHOLE * of));
    }

    /** Clips an area to the page. */
    private static Area clip(Page page, int x, int y, int width, int height) {
        if (width < 1 || height < 1 || x >= page.width() || y >= page.height()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "image.region", "region", page.width(), page.height());
        }
        return new Area(x, y, Math.min(width, page.width() - x), Math.min(height, page.height() - y));
    }

    private static Size size(Area area, String size) {
        if (size.equals("max")) {
            double factor = Math.min(1, (double) MOST / Math.max(area.width, area.height));
            return scale(area, factor);
        }
        Matcher percent = SIZE_PERCENT.matcher(size);
        if (percent.matches()) {
            return requireNotEnlarged(
                    area, scale(area, requirePositive(area, Double.parseDouble(percent.group(1)) / WHOLE)));
        }
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw tooLarge(area);
        }
        boolean within = !sides.group(1).isEmpty();
        String width = sides.group(2);
        String height = sides.group(3);
        if (width.isEmpty() && height.isEmpty() || within && (width.isEmpty() || height.isEmpty())) {
            throw tooLarge(area);
        }
        if (within) {
            double factor = Math.min(
                    (double) Integer.parseInt(width) / area.width, (double) Integer.parseInt(height) / area.height);
            return requireNotEnlarged(area, scale(area, requirePositive(area, Math.min(1, factor))));
        }
        if (height.isEmpty()) {
            return requireNotEnlarged(area, sizeForWidth(area, Integer.parseInt(width)));
        }
        if (width.isEmpty()) {
            int to = Integer.parseInt(height);
            return requireNotEnlarged(
                    area, new Size((int) Math.max(1, Math.round((double) area.width * to / area.height)), to));
        }
        return requireNotEnlarged(area, new Size(Integer.parseInt(width), Integer.parseInt(height)));
    }

    private static Size sizeForWidth(Area area, int width) {
        return new Size(width, (int) Math.max(1, Math.round((double) area.height * width / area.width)));
    }

    /** @throws Refusal MALFORMED if the scale factor is 0; the image size would otherwise be rounded up to one pixel */
    private static double requirePositive(Area area, double factor) {
        if (factor <= 0) {
            throw tooLarge(area);
        }
        return factor;
    }

    private static Size scale(Area area, double factor) {
        return new Size((int) Math.max(1, Math.round(area.width * factor)), (int)
                Math.max(1, Math.round(area.height * factor)));
    }

    /** Rejects sizes larger than the area itself, because upscaling adds no information. */
    private static Size requireNotEnlarged(Area area, Size size) {
        if (size.width < 1
                || size.height < 1
                || size.width > Math.min(MOST, area.width)
                || size.height > Math.min(MOST, area.height)) {
            throw tooLarge(area);
        }
        return size;
    }

    private static Refusal tooLarge(Area area) {
        return Refusal.of(
                Refusal.Kind.MALFORMED, "image.size", "size", Math.min(MOST, area.width), Math.min(MOST, area.height));
    }
}
