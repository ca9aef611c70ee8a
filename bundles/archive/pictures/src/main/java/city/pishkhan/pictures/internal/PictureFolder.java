package city.pishkhan.pictures.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of pictures as files with a maximum total size. The least recently used pictures are deleted first. Files are not synced, and
 * unreadable ones are created again.
 */
final class PictureFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PictureFolder.class);
    private static final String DRAFT = ".draft";

    private final Path folder;
    private final long maxBytes;
    private final Map<String, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);
    private long total;

    /** @param maxBytes maximum total size in bytes; 0 disables the cache */
    PictureFolder(Path folder, long maxBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.maxBytes = maxBytes;
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        for (Path file : files()) {
            if (file.toString().endsWith(DRAFT)) {
                Files.deleteIfExists(file);
            } else {
                total += Files.size(file);
                sizes.put(file.getFileName().toString(), Files.size(file));
            }
        }
        evict();
    }

    /** Returns the files, oldest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            record Dated(Path file, FileTime at) {}
            return all.map(file -> new Dated(file, modified(file)))
                    .sorted(Comparator.comparing(Dated::at))
                    .map(Dated::file)
                    .toList();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** @param name file name of letters and digits */
    Optional<byte[]> find(String name) {
        synchronized (sizes) {
            if (sizes.get(name) == null) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("A cached picture cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }

    void store(String name, byte[] picture) {
        if (picture.length > maxBytes) {
            return;
        }
        try {
            Path draft = Files.createTempFile(folder, name, DRAFT);
            Files.write(draft, picture);
            synchronized (sizes) {
                Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                Long before = sizes.put(name, (long) picture.length);
                total += picture.length - (before == null ? 0 : before);
            }
            evict();
        } catch (IOException e) {
            LOG.warn("A picture cannot be cached: {}", e.toString());
        }
    }

    private void evict() throws IOException {
        synchronized (sizes) {
            while (total > maxBytes) {
                String eldest = sizes.keySet().iterator().next();
                total -= Objects.requireNonNull(sizes.remove(eldest));
                Files.deleteIfExists(folder.resolve(eldest));
            }
        }
    }
}
