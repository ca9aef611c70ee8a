package city.pishkhan.audit.internal;

import city.pishkhan.messages.Messages;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on this node's disk until the journal has them: one file each, whole or not at all. */
final class ActSpool {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final Messages MESSAGES = Messages.of(ActSpool.class);
    private static final Logger LOG = LoggerFactory.getLogger(ActSpool.class);
    private static final String WHOLE = ".json";

    private final Path folder;

    ActSpool(Path folder) {
        this.folder = folder;
    }

    /** Comes back when the act is on disk. */
    void add(Act act) {
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(act.id() + ".draft");
            try (FileChannel out = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(act));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file(act), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The oldest first. */
    List<Act> waiting(int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(WHOLE))
                    .sorted()
                    .map(ActSpool::read)
                    .flatMap(Optional::stream)
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that nobody can read is set aside: it must not keep the others. */
    private static Optional<Act> read(Path file) {
        try {
            return Optional.of(JSON.readValue(file.toFile(), Act.class));
        } catch (IOException e) {
            LOG.error("{}", MESSAGES.both("act-spool.damaged", file.getFileName()), e);
            try {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException again) {
                LOG.debug("It stays where it is", again);
            }
            return Optional.empty();
        }
    }

    void remove(Act act) {
        try {
            Files.deleteIfExists(file(act));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Act act) {
        return folder.resolve(act.id() + WHOLE);
    }
}
