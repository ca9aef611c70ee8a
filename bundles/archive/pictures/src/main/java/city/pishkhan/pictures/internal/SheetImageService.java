package city.pishkhan.pictures.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Creates and caches pictures of sheets. Pictures of identity papers are not cached, because a copy would remain after the person's
 * erasure.
 */
@Component(service = SheetImages.class, configurationPid = "city.pishkhan.archive.pictures")
@Designate(ocd = SheetImageService.Config.class)
public final class SheetImageService implements SheetImages {
    private static final int MOST_KNOWN = 10_000;
    /** limits for documents made of pictures: pages, total bytes of the pictures, and pixels of a page's longer side */
    private static final int MOST_PAGES = 50;

    private static final long MOST_BYTES = 8 << 20;
    private static final int PAGE_SIDE = 2_400;
    private static final int SMALL_PAGE_SIDE = 1_600;
    /** number of pages for which pictures are created in advance */
    private static final int PAGES_AHEAD = 3;
    /** size of previews in lists of papers, in pixels */
    private static final int PREVIEW_WIDTH = 160;

    private static final int PREVIEW_HEIGHT = 200;
    /** longer side of a page on a screen, in pixels */
    private static final int SCREEN = 1_100;

    private static final Pattern SIZES = Pattern.compile("[0-9]{1,9},[0-9]{1,9}( [0-9]{1,9},[0-9]{1,9})*+");
    private static final long MEGABYTE = 1 << 20;

    /** PID {@code city.pishkhan.archive.pictures}. */
    @ObjectClassDefinition(name = "Pishkhan archive: pictures")
    public @interface Config {

        @AttributeDefinition(description = "folder of cached pictures; empty = pictures under the data folder")
        String folder() default "";

        @AttributeDefinition(description = "maximum size of the cache in megabytes; 0 = no cache")
        int maxMb() default 512;

        @AttributeDefinition(description = "whether pictures have a watermark with the viewer and the time")
        boolean watermark() default true;
    }

    private final Papers papers;
    private final PictureMaker maker;
    private final PictureFolder folder;
    private final @Nullable Watermark watermark;
    private final Map<String, List<Page>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Page>> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    @Activate
    public SheetImageService(
            BundleContext context, @Reference Papers papers, @Reference PictureMaker maker, Config config)
            throws IOException {
        this(
                papers,
                maker,
                new PictureFolder(
                        config.folder().isEmpty()
                                ? Path.of(context.getProperty("karaf.data"), "pictures")
                                : Path.of(config.folder()),
                        config.maxMb() * MEGABYTE),
                config.watermark() ? new Watermark(maker, Clock.systemUTC()) : null);
    }

    /** @param watermark the watermark, or {@code null} for none */
    SheetImageService(Papers papers, PictureMaker maker, PictureFolder folder, @Nullable Watermark watermark) {
        this.papers = papers;
        this.maker = maker;
        this.folder = folder;
        this.watermark = watermark;
    }

    @Override
    public List<Page> pages(Sheet sheet) {
        synchronized (known) {
            List<Page> before = known.get(sheet.sha256());
            if (before != null) {
                return before;
            }
        }
        List<Page> pages = sizes(sheet);
        synchronized (known) {
            known.put(sheet.sha256(), pages);
        }
        return pages;
    }

    /** Returns the cached page sizes, so that sheets with cached pictures need not be opened after a restart. */
    private List<Page> sizes(Sheet sheet) {
        Supplier<byte[]> read = () -> maker.pages(source(sheet)).stream()
                .map(page -> page.width() + "," + page.height())
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.US_ASCII);
        String sizes = new String(cached(sheet, "pages", false, read), StandardCharsets.US_ASCII);
        if (!SIZES.matcher(sizes).matches()) {
            sizes = new String(cached(sheet, "pages", true, read), StandardCharsets.US_ASCII);
        }
        return Arrays.stream(sizes.split(" "))
                .map(size -> size.split(","))
                .map(size -> new Page(Integer.parseInt(size[0]), Integer.parseInt(size[1])))
                .toList();
    }

    @Override
    public byte[] picture(Sheet sheet, Part part, AppliedRedactions shown, Caller viewer) {
        // access to the sheet is checked, because cached pictures remain after a quarantine or a disposal
        papers.requireOpen(sheet.sha256());
        byte[] picture = plain(sheet, part, shown, false);
        if (watermark == null) {
            return picture;
        }
        try {
            return createOrRefuse(() -> watermark.apply(picture, part.format(), viewer));
        } catch (UncheckedIOException e) {
            // the cached file was damaged by a crash
            byte[] refresh = plain(sheet, part, shown, true);
            return createOrRefuse(() -> watermark.apply(refresh, part.format(), viewer));
        }
    }

    /**
     * Returns a picture without a watermark. Pictures with an outdated version of the covered areas are never found.
     *
     * @param refresh {@code true} to create the picture even if it is cached
     */
    private byte[] plain(Sheet sheet, Part part, AppliedRedactions shown, boolean refresh) {
        List<PictureMaker.Area> covered = covered(shown, part.page());
        return cached(
                sheet,
                part + " " + shown.version() + ' ' + covered,
                refresh,
                () -> maker.picture(
                        source(sheet),
                        new PictureMaker.Part(
                                part.page(),
                                part.x(),
                                part.y(),
                                part.width(),
                                part.height(),
                                part.toWidth(),
                                part.toHeight(),
                                part.rotation(),
                                part.gray(),
                                part.format()),
                        covered));
    }

    private static List<PictureMaker.Area> covered(AppliedRedactions shown, int page) {
        return shown.areas().stream()
                .filter(cover -> cover.page() == page + 1)
                .map(SheetImages.RedactedArea::area)
                .map(area -> new PictureMaker.Area(area.x(), area.y(), area.width(), area.height()))
                .toList();
    }

    private byte[] cached(Sheet sheet, String what, boolean refresh, Supplier<byte[]> picture) {
        if (sheet.personal()) {
            return createOrRefuse(picture);
        }
        String name = Sha256.hex(sheet.sha256() + ' ' + what);
        return (refresh ? Optional.<byte[]>empty() : folder.find(name)).orElseGet(() -> {
            byte[] bytes = createOrRefuse(picture);
            folder.store(name, bytes);
            return bytes;
        });
    }

    @Override
    public byte[] document(Sheet sheet, AppliedRedactions shown) {
        papers.requireOpen(sheet.sha256());
        List<Page> pages = pages(sheet);
        if (pages.size() > MOST_PAGES) {
            throw tooMuch(shown);
        }
        return cached(
                sheet,
                "document " + shown,
                false,
                () -> maker.document(pictures(sheet, pages, shown, PAGE_SIDE)
                        .or(() -> pictures(sheet, pages, shown, SMALL_PAGE_SIDE))
                        .orElseThrow(() -> tooMuch(shown))));
    }

    private static Refusal tooMuch(AppliedRedactions shown) {
        return Refusal.invalid(shown.areas().isEmpty() ? "sheet.too-much/pages" : "sheet.too-much/redacted", null);
    }

    /** @return the pictures; empty if they exceed the size limit, because all of them are held in memory */
    private Optional<List<byte[]>> pictures(Sheet sheet, List<Page> pages, AppliedRedactions shown, int side) {
        List<byte[]> pictures = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < pages.size(); i++) {
            byte[] picture = plain(sheet, whole(i, pages.get(i), side), shown, false);
            bytes += picture.length;
            if (bytes > MOST_BYTES) {
                return Optional.empty();
            }
            pictures.add(picture);
        }
        return Optional.of(pictures);
    }

    /** Scales a whole page to fit into a square. */
    private static Part whole(int index, Page page, int side) {
        double scale = Math.min(1, (double) side / Math.max(page.width(), page.height()));
        return part(index, page, 0, 0, page.width(), page.height(), scale);
    }

    /** Creates a part of a page whose scaled size is rounded up, as viewers do. */
    private static Part part(int index, Page page, int x, int y, int width, int height, double scale) {
        int w = Math.min(width, page.width() - x);
        int h = Math.min(height, page.height() - y);
        return new Part(index, x, y, w, h, (int) Math.ceil(w * scale), (int) Math.ceil(h * scale), 0, false, "jpg");
    }

    @Override
    public void prerender(Sheet sheet) {
        if (sheet.personal()) {
            return;
        }
        List<Page> pages = pages(sheet);
        for (int i = 0; i < Math.min(PAGES_AHEAD, pages.size()); i++) {
            for (Part part : firstParts(i, pages.get(i))) {
                plain(sheet, part, AppliedRedactions.NONE, false);
            }
        }
    }

    /** Returns the preview for lists, then the tiles that fill a screen, the coarsest first. */
    private static List<Part> firstParts(int index, Page page) {
        List<Part> parts = new ArrayList<>();
        double preview =
                Math.min(1, Math.min((double) PREVIEW_WIDTH / page.width(), (double) PREVIEW_HEIGHT / page.height()));
        parts.add(new Part(
                index,
                0,
                0,
                page.width(),
                page.height(),
                (int) Math.max(1, Math.round(page.width() * preview)),
                (int) Math.max(1, Math.round(page.height() * preview)),
                0,
                false,
                "jpg"));
        int longer = Math.max(page.width(), page.height());
        for (int factor = SheetImages.maxReduction(longer); factor >= 1 && longer / factor <= SCREEN; factor /= 2) {
            int side = SheetImages.TILE * factor;
            for (int y = 0; y < page.height(); y += side) {
                for (int x = 0; x < page.width(); x += side) {
                    parts.add(part(index, page, x, y, side, side, 1.0 / factor));
                }
            }
        }
        return parts;
    }

    private PictureMaker.Source source(Sheet sheet) {
        return new PictureMaker.Source(sheet.sha256(), sheet.mediaType(), () -> papers.open(sheet.sha256()));
    }

    private static <T> T createOrRefuse(Supplier<T> picture) {
        try {
            return picture.get();
        } catch (PictureFailure e) {
            throw switch (e.reason()) {
                case UNREADABLE -> Refusal.invalid("sheet.no-picture", null);
                case TOO_MUCH -> Refusal.invalid("sheet.too-much", null);
                case BUSY -> Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
            };
        }
    }
}
