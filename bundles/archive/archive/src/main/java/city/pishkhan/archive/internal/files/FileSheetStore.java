package city.pishkhan.archive.internal.files;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.health.WorkCounter;
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
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
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
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Stores sheets as files {@code aa/bb/<sha256>}. A sheet is written to a file of {@link SheetDrafts}, synced and
 * renamed. If a crash undoes the renaming, the next start renames the draft again. The folder must be on a file system
 * that renames atomically.
 */
@Component(
        service = {SheetStore.class, WorkCounter.class},
        configurationPid = "city.pishkhan.archive.files",
        property = "store=files")
@Designate(ocd = FileSheetStore.Config.class)
public final class FileSheetStore implements SheetStore, SharedKeyProvider, WorkCounter {
    /** Name of the folder for drafts, that is, files for sheets that are still being written. */
    public static final String DRAFTS = "arriving";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @ObjectClassDefinition(name = "Pishkhan archive: files")
    public @interface Config {

        @AttributeDefinition(description = "folder of the sheets; empty = archive under the data folder")
        String folder() default "";

        @AttributeDefinition(
                description =
                        "megabytes that must remain free on the disk of the folder; sheets that do not fit are rejected")
        long reserve_megabytes() default 256;
    }

    private final Path folder;
    private final Path root;
    private final SheetDrafts drafts;
    private final String id;
    private final long reserve;
    private final Set<Path> createdFolders = ConcurrentHashMap.newKeySet();

    @Activate
    public FileSheetStore(BundleContext context, Config config) throws IOException {
        this(
                config.folder().isEmpty()
                        ? Path.of(context.getProperty("karaf.data"), "archive")
                        : Path.of(config.folder()),
                config.reserve_megabytes() << 20);
    }

    /** Creates a store that may fill the disk completely. */
    public FileSheetStore(Path folder) throws IOException {
        this(folder, 0);
    }

    /** @param reserve number of bytes that must remain free on the disk */
    FileSheetStore(Path folder, long reserve) throws IOException {
        this.reserve = reserve;
        this.folder = folder;
        this.root = Files.createDirectories(folder.resolve(DRAFTS));
        this.id = SheetFolder.id(folder, root);
        this.drafts = new SheetDrafts(root);
        drafts.recover(this::recoverDraft);
    }

    /** Publishes the folder's id, because nodes with different folders could not read each other's scans. */
    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(SharedKey.folder("sheets", id, folder + " (folder of city.pishkhan.archive.files.cfg)"));
    }

    /**
     * Stores a draft of a crashed node under the hash of its content. An incompletely written draft gets a hash that no caller requests.
     */
    private void recoverDraft(Path draft) throws IOException {
        MessageDigest digest = SheetHashing.sha256();
        try (InputStream written = new DigestInputStream(Files.newInputStream(draft), digest)) {
            written.transferTo(OutputStream.nullOutputStream());
        }
        Path target = path(HexFormat.of().formatHex(digest.digest()));
        Files.createDirectories(target.getParent());
        Disk.publish(draft, target);
        Disk.sync(target.getParent().getParent());
        Disk.sync(folder);
    }

    @Override
    public String workName() {
        return "file-syncs";
    }

    @Override
    public long workDone() {
        return Disk.syncs();
    }

    @Deactivate
    public void close() throws IOException {
        drafts.close();
    }

    /** Throws if the folder is not mounted, because a missing mount does not prove that its sheets are missing. */
    private void requireMounted() {
        if (!Files.exists(folder.resolve(SheetFolder.MARKER))) {
            throw new PartnerUnavailable("The folder of sheets does not exist: " + folder);
        }
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        requireMounted();
        long free = folder.toFile().getUsableSpace();
        if (free < reserve) {
            throw new SheetStoreFull("The folder of sheets has no space for another sheet: " + (free >> 20)
                    + " MiB are free in " + folder);
        }
        Path draft = drafts.acquire();
        try {
            MessageDigest digest = SheetHashing.sha256();
            long size = Disk.writeDraft(draft, out -> {
                OutputStream digesting = new DigestOutputStream(out, digest);
                return content.transferTo(digesting);
            });
            String sha256 = HexFormat.of().formatHex(digest.digest());
            Disk.rename(draft, prepareFolder(path(sha256)));
            return new Stored(sha256, size);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private Path prepareFolder(Path target) throws IOException {
        Path parent = target.getParent();
        if (!createdFolders.contains(parent)) {
            Files.createDirectories(parent);
            createdFolders.add(parent);
        }
        return target;
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchFileException(sha256);
        }
        try {
            return new CheckedSheet(Files.newInputStream(path(sha256)), sha256);
        } catch (NoSuchFileException e) {
            requireMounted();
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
    public boolean contains(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return false;
        }
        boolean exists = Files.isRegularFile(path(sha256));
        if (!exists) {
            requireMounted();
        }
        return exists;
    }

    @Override
    public Stream<String> all() throws IOException {
        return sheets().map(path -> path.getFileName().toString());
    }

    @Override
    public Stream<String> storedBefore(Instant then) throws IOException {
        return sheets().filter(path -> isOlder(path, then))
                .map(path -> path.getFileName().toString());
    }

    @Override
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        return SHA256.matcher(sha256).matches()
                && isOlder(path(sha256), putBefore)
                && Files.deleteIfExists(path(sha256));
    }

    private static boolean isOlder(Path path, Instant then) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(then);
        } catch (NoSuchFileException e) {
            return false; // the file was deleted after it was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists the sheets folder by folder, without the drafts, which change during the listing. */
    private Stream<Path> sheets() throws IOException {
        return Files.list(folder)
                .filter(first -> !first.equals(root))
                .flatMap(FileSheetStore::entries)
                .flatMap(FileSheetStore::entries)
                .filter(path -> isSheet(path) && Files.isRegularFile(path));
    }

    private static Stream<Path> entries(Path path) {
        try {
            return Files.isDirectory(path) ? Files.list(path) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSheet(Path path) {
        String name = path.getFileName().toString();
        return SHA256.matcher(name).matches() && path.equals(path(name));
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }
}
