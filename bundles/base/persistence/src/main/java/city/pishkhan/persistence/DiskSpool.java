package city.pishkhan.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores records on this node's disk until the database has accepted them. Each record is a file that is either complete or
 * absent. File names sort by record id, so ids that grow with time keep the order.
 *
 * @param <T> type of the records; Jackson must be able to write and read it
 */
public class DiskSpool<T> {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);
    private static final String WHOLE = ".json";

    private final Path folder;
    private final Class<T> type;
    private final Function<T, UUID> id;
    private final Function<Path, String> damaged;

    /**
     * Creates a spool.
     *
     * @param folder folder for these records only; created at first use
     * @param id returns the id of a record
     * @param damaged returns the log message for a file that cannot be read
     */
    public DiskSpool(Path folder, Class<T> type, Function<T, UUID> id, Function<Path, String> damaged) {
        this.folder = folder;
        this.type = type;
        this.id = id;
        this.damaged = damaged;
    }

    /**
     * Writes a record and returns when it is on disk.
     *
     * @throws UncheckedIOException if the disk is full or cannot be written
     */
    public void add(T one) {
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(id.apply(one) + ".draft");
            try (FileChannel out = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(one));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file(one), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns up to {@code limit} records, oldest first. */
    public List<T> waiting(int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(WHOLE))
                    .sorted()
                    .map(this::readOrSetAside)
                    .flatMap(Optional::stream)
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a record. A damaged file is renamed, so that it does not block the records after it. */
    private Optional<T> readOrSetAside(Path file) {
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            LOG.error("{}", damaged.apply(file.getFileName()), e);
            try {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException again) {
                LOG.debug("It remains where it is", again);
            }
            return Optional.empty();
        }
    }

    /** Deletes a record that the database has accepted. */
    public void remove(T one) {
        try {
            Files.deleteIfExists(file(one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(T one) {
        return folder.resolve(id.apply(one) + WHOLE);
    }
}
