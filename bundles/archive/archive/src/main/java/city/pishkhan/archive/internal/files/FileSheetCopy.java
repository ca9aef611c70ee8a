package city.pishkhan.archive.internal.files;

import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The second copy of sheets in a folder, with the layout of {@link FileSheetStore}. */
@Component(
        service = SheetStore.class,
        configurationPid = "city.pishkhan.archive.copy",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "store=copy")
@Designate(ocd = FileSheetCopy.Config.class)
public final class FileSheetCopy implements SheetStore {

    @ObjectClassDefinition(name = "Pishkhan archive: second copy")
    public @interface Config {

        @AttributeDefinition(description = "folder of the second copy, on another disk; shared by all nodes")
        String folder();

        @AttributeDefinition(description = "megabytes that must remain free on the disk of the folder")
        long reserve_megabytes() default 256;
    }

    private final FileSheetStore files;

    /** @throws IllegalArgumentException if no folder is configured */
    @Activate
    public FileSheetCopy(Config config) throws IOException {
        if (config.folder() == null || config.folder().isBlank()) {
            throw new IllegalArgumentException("city.pishkhan.archive.copy: folder is missing");
        }
        files = new FileSheetStore(Path.of(config.folder()), config.reserve_megabytes() << 20);
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        return files.put(content);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return files.open(sha256);
    }

    @Override
    public InputStream open(String sha256, long from) throws IOException {
        return files.open(sha256, from);
    }

    @Override
    public Stream<String> all() throws IOException {
        return files.all();
    }

    @Override
    public boolean contains(String sha256) {
        return files.contains(sha256);
    }

    @Override
    public Stream<String> storedBefore(Instant then) throws IOException {
        return files.storedBefore(then);
    }

    @Override
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        return files.remove(sha256, putBefore);
    }

    @Deactivate
    public void close() throws IOException {
        files.close();
    }
}
