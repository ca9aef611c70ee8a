package city.pishkhan.platform.imaging.worker;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the last used page, completely decoded, because a viewer requests many parts of a page. A page that is too large to
 * cache is read part by part.
 */
final class PageCache {
    private static final long MOST_BYTES = 56 << 20;
    /**
     * Maximum number of pixels of a cached page. Scaling it needs a temporary picture with one byte for each of these
     * pixels.
     */
    private static final long MOST_PIXELS = 24_000_000;
    /**
     * Factor by which a small picture is rendered too wide and too high before it is scaled down, so that fine lines
     * remain visible.
     */
    private static final int OVERSAMPLING = 4;

    private @Nullable SheetPages of;
    private int number;
    private List<Rectangle> covered = List.of();
    private @Nullable BufferedImage page;

    /**
     * Returns a part of a page with its covered areas.
     *
     * @param areas areas to cover, in pixels of the page
     * @return the part, at least in the wanted size if the page is large enough
     */
    BufferedImage part(SheetPages pages, PicturePart wanted, List<Rectangle> areas) throws IOException {
        Rectangle part = wanted.part();
        if (!isCacheable(pages, wanted.page())) {
            BufferedImage given = pages.part(wanted.page(), part, wanted.width(), wanted.height());
            return cover(given, areas, part);
        }
        if (page == null || of != pages || number != wanted.page() || !covered.equals(areas)) {
            int width = pages.width(wanted.page());
            int height = pages.height(wanted.page());
            Rectangle whole = new Rectangle(width, height);
            if (pages.isFasterWhenSmall() && part.equals(whole) && OVERSAMPLING * wanted.width() <= width) {
                // a small picture of a whole page is rendered directly, so that it does not wait until the page is
                // decoded in full size
                return cover(
                        pages.part(wanted.page(), whole, OVERSAMPLING * wanted.width(), OVERSAMPLING * wanted.height()),
                        areas,
                        whole);
            }
            clear();
            page = cover(pages.part(wanted.page(), whole, width, height), areas, whole);
            of = pages;
            number = wanted.page();
            covered = areas;
        }
        Rectangle visible = part.intersection(new Rectangle(page.getWidth(), page.getHeight()));
        return page.getSubimage(visible.x, visible.y, visible.width, visible.height);
    }

    private static boolean isCacheable(SheetPages pages, int page) throws IOException {
        return pages.bytes(page) <= MOST_BYTES && (long) pages.width(page) * pages.height(page) <= MOST_PIXELS;
    }

    /** Drops the cached page to free its memory. */
    void clear() {
        of = null;
        page = null;
    }

    /** Covers areas before scaling and rounds outwards, so that no covered pixel is mixed into a visible one. */
    private static BufferedImage cover(BufferedImage given, List<Rectangle> areas, Rectangle shows) {
        if (areas.stream().noneMatch(shows::intersects)) {
            return given;
        }
        BufferedImage image = plain(given);
        double across = (double) image.getWidth() / shows.width;
        double down = (double) image.getHeight() / shows.height;
        // a renderer that has scaled the page mixes adjacent pixels, so one more pixel is covered at each edge
        int edge = across == 1 && down == 1 ? 0 : 1;
        Graphics2D graphics = image.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setColor(Color.BLACK);
        for (Rectangle area : areas) {
            int left = (int) Math.floor((area.x - shows.x) * across) - edge;
            int top = (int) Math.floor((area.y - shows.y) * down) - edge;
            int right = (int) Math.ceil((area.x + area.width - shows.x) * across) + edge;
            int bottom = (int) Math.ceil((area.y + area.height - shows.y) * down) + edge;
            graphics.fillRect(left, top, right - left, bottom - top);
        }
        graphics.dispose();
        return image;
    }

    /**
     * Converts unusual pixel formats, in which black may not exist. Pictures with one bit per pixel keep that format,
     * because a large plan would not fit in memory otherwise.
     */
    private static BufferedImage plain(BufferedImage given) {
        return switch (given.getType()) {
            case BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_ARGB,
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_4BYTE_ABGR,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_BYTE_BINARY -> given;
            default -> PicturePart.drawn(given, given.getWidth(), given.getHeight(), BufferedImage.TYPE_INT_RGB);
        };
    }
}
