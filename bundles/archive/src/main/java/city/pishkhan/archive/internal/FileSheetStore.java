package city.pishkhan.archive.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.spi.CheckedSheet;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.spi.SheetStoreFull;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sheets as files {@code aa/bb/<sha256>}: written as a draft, synced, renamed, the folder synced. A crash leaves at most drafts, which
 * nobody looks at and the next start removes.
 */
@Component(service = SheetStore.class, configurationPid = "city.pishkhan.archive.files", property = "store=files")
@Designate(ocd = FileSheetStore.Config.class)
public final class FileSheetStore implements SheetStore, SharedKeyProvider {
    static final String DRAFTS = "drafts";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Duration OLD = Duration.ofHours(1);

    @ObjectClassDefinition(name = "Pishkhan archive: files")
    public @interface Config {

        @AttributeDefinition(description = "folder of the sheets; empty = archive under the data folder")
        String folder() default "";

        @AttributeDefinition(
                description = "megabytes that stay free where the folder is: for a sheet beyond them there is no room")
        long reserve_megabytes() default 256;
    }

    private final Path folder;
    private final Path drafts;
    private final FileAttribute<?>[] ownerOnly;
    private final String id;
    private final long reserve;
    private final Set<Path> synced = ConcurrentHashMap.newKeySet();

    @Activate
    public FileSheetStore(BundleContext context, Config config) throws IOException {
        this(
                config.folder().isEmpty()
                        ? Path.of(context.getProperty("karaf.data"), "archive")
                        : Path.of(config.folder()),
                config.reserve_megabytes() << 20);
    }

    FileSheetStore(Path folder) throws IOException {
        this(folder, 0);
    }

    /** @param reserve bytes that stay free */
    FileSheetStore(Path folder, long reserve) throws IOException {
        this.reserve = reserve;
        this.folder = folder;
        this.drafts = Files.createDirectories(folder.resolve(DRAFTS));
        this.ownerOnly = Disk.ownerOnly(drafts);
        removeOldDrafts();
        this.id = SheetFolder.id(folder, drafts);
    }

    /** Two nodes on folders of their own would lose sight of each other's scans. */
    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(SharedKey.folder("sheets", id, folder + " (folder of city.pishkhan.archive.files.cfg)"));
    }

    /** Old ones only: another hub on the same folder may be writing. */
    private void removeOldDrafts() throws IOException {
        Instant limit = Instant.now().minus(OLD);
        try (Stream<Path> found = Files.list(drafts)) {
            for (Path draft : (Iterable<Path>) found::iterator) {
                if (old(draft, limit)) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    private static boolean old(Path draft, Instant limit) throws IOException {
        try {
            return Files.getLastModifiedTime(draft).toInstant().isBefore(limit);
        } catch (NoSuchFileException e) {
            // its writer has just finished
            return false;
        }
    }

    /** Of a folder that is not mounted nobody may conclude that its sheets are not. */
    private void mounted() {
        if (!Files.exists(folder.resolve(SheetFolder.MARKER))) {
            throw new PartnerUnavailable("The folder of sheets is not there: " + folder);
        }
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        mounted();
        long free = folder.toFile().getUsableSpace();
        if (free < reserve) {
            throw new SheetStoreFull(
                    "The folder of sheets has no room for one more: " + (free >> 20) + " MiB are free in " + folder);
        }
        Path draft = Files.createTempFile(drafts, "", "", ownerOnly);
        try {
            MessageDigest digest = SheetHashing.sha256();
            long size = Disk.draft(draft, out -> {
                OutputStream digesting = new DigestOutputStream(out, digest);
                return content.transferTo(digesting);
            });
            String sha256 = HexFormat.of().formatHex(digest.digest());
            Path target = path(sha256);
            prepare(target.getParent());
            Disk.publish(draft, target);
            return new Stored(sha256, size);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private void prepare(Path parent) throws IOException {
        if (!synced.contains(parent)) {
            Files.createDirectories(parent);
            Disk.sync(parent.getParent());
            Disk.sync(folder);
            synced.add(parent);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchFileException(sha256);
        }
        try {
            return new CheckedSheet(Files.newInputStream(path(sha256)), sha256);
        } catch (NoSuchFileException e) {
            mounted();
            throw e;
        }
    }

    @Override
    public InputStream open(String sha256, long from) throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchFileException(sha256);
        }
        FileChannel channel = FileChannel.open(path(sha256), StandardOpenOption.READ);
        try {
            return Channels.newInputStream(channel.position(from));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean holds(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return false;
        }
        boolean there = Files.isRegularFile(path(sha256));
        if (!there) {
            mounted();
        }
        return there;
    }

    @Override
    public Stream<String> all() throws IOException {
        return sheets().map(path -> path.getFileName().toString());
    }

    @Override
    public Stream<String> putBefore(Instant then) throws IOException {
        return sheets().filter(path -> older(path, then))
                .map(path -> path.getFileName().toString());
    }

    @Override
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        return SHA256.matcher(sha256).matches() && older(path(sha256), putBefore) && Files.deleteIfExists(path(sha256));
    }

    private static boolean older(Path path, Instant then) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(then);
        } catch (NoSuchFileException e) {
            return false; // gone since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folder by folder, and not the drafts, which come and go while somebody looks. */
    private Stream<Path> sheets() throws IOException {
        return Files.list(folder)
                .filter(first -> !first.equals(drafts))
                .flatMap(FileSheetStore::below)
                .flatMap(FileSheetStore::below)
                .filter(path -> sheet(path) && Files.isRegularFile(path));
    }

    private static Stream<Path> below(Path path) {
        try {
            return Files.isDirectory(path) ? Files.list(path) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean sheet(Path path) {
        String name = path.getFileName().toString();
        return SHA256.matcher(name).matches() && path.equals(path(name));
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }
}
