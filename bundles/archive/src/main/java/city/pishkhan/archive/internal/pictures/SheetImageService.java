package city.pishkhan.archive.internal.pictures;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.cases.SheetImages;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Pictures of what the archive holds. Those of identity papers are made anew each time: a copy would outlive its person's erasure. */
@Component(service = SheetImages.class, configurationPid = "city.pishkhan.archive.pictures")
@Designate(ocd = SheetImageService.Config.class)
public final class SheetImageService implements SheetImages {
    private static final int MOST_KNOWN = 10_000;
    private static final long MEGABYTE = 1 << 20;

    /** PID {@code city.pishkhan.archive.pictures}. */
    @ObjectClassDefinition(name = "Pishkhan archive: pictures")
    public @interface Config {

        @AttributeDefinition(
                description = "folder of pictures that are laid aside; empty = pictures under the data folder")
        String folder() default "";

        @AttributeDefinition(description = "megabytes of them, 0 for none")
        int mostMb() default 512;
    }

    private final Papers papers;
    private final PictureMaker maker;
    private final PictureFolder folder;
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
                        config.mostMb() * MEGABYTE));
    }

    SheetImageService(Papers papers, PictureMaker maker, PictureFolder folder) {
        this.papers = papers;
        this.maker = maker;
        this.folder = folder;
    }

    @Override
    public List<Page> pages(Sheet sheet) {
        synchronized (known) {
            List<Page> before = known.get(sheet.sha256());
            if (before != null) {
                return before;
            }
        }
        List<Page> pages = made(() -> maker.pages(source(sheet))).stream()
                .map(page -> new Page(page.width(), page.height()))
                .toList();
        synchronized (known) {
            known.put(sheet.sha256(), pages);
        }
        return pages;
    }

    @Override
    public byte[] picture(Sheet sheet, Part part) {
        if (sheet.personal()) {
            return made(sheet, part);
        }
        String name = Sha256.hex(sheet.sha256() + ' ' + part);
        return folder.find(name).orElseGet(() -> {
            byte[] picture = made(sheet, part);
            folder.keep(name, picture);
            return picture;
        });
    }

    private byte[] made(Sheet sheet, Part part) {
        return made(() -> maker.picture(
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
                        part.format())));
    }

    private PictureMaker.Source source(Sheet sheet) {
        return new PictureMaker.Source(sheet.sha256(), sheet.mediaType(), () -> papers.open(sheet.sha256()));
    }

    private static <T> T made(Supplier<T> picture) {
        try {
            return picture.get();
        } catch (PictureFailure e) {
            throw switch (e.why()) {
                case UNREADABLE -> Refusal.invalid("sheet.no-picture", null);
                case TOO_MUCH -> Refusal.invalid("sheet.too-much", null);
                case BUSY -> Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
            };
        }
    }
}
