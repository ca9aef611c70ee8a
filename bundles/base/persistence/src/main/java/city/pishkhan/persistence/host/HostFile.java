package city.pishkhan.persistence.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code data/host.json}: the installation that a data folder belongs to.
 *
 * @param id id of its row in {@code host.node}; {@code null} if the installation was never admitted
 * @param machine digest of the machine that wrote the file
 * @param folder data folder in which the file was written
 * @param quarantine id of the row in {@code host.quarantine}; {@code null} without a quarantine
 * @param cause cause of the quarantine; {@code null} without a quarantine
 */
record HostFile(@Nullable UUID id, String machine, String folder, @Nullable UUID quarantine, @Nullable String cause) {
    private static final String NAME = "host.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<HostFile> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), HostFile.class))
                : Optional.empty();
    }

    /** Writes the file and returns when it is on disk. */
    void write(Path data) throws IOException {
        Path draft = data.resolve(NAME + ".draft");
        Files.write(draft, JSON.writeValueAsBytes(this));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(data, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
