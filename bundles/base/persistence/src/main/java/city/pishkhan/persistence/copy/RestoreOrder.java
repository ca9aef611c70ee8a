package city.pishkhan.persistence.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The remaining work of a restore at the next start, stored in {@code data/restore/order.json}. A phase ends when the next
 * phase is stored; each phase can be repeated.
 *
 * @param id id of this restore
 * @param backup absolute path of the backup, which must remain until the restore ends
 * @param manifest SHA-256 of the backup's manifest, to detect a replaced file
 * @param erasures absolute path of the register of erasures; empty without one
 * @param erasureKey reference to the key of that register
 * @param withoutKeys {@code true} if the operator chose to restore without keys
 * @param begun time at which the files were copied
 * @param phase the next phase
 * @param witnessed last seal of the city's external witness; {@code null} if none was given
 */
public record RestoreOrder(
        UUID id,
        String backup,
        String manifest,
        String erasures,
        String erasureKey,
        boolean withoutKeys,
        Instant begun,
        Phase phase,
        @Nullable WitnessedSeal witnessed) {

    /**
     * A seal of the journal as recorded by a witness.
     *
     * @param signature signature with the journal's key
     */
    public record WitnessedSeal(long number, String signature) {}

    /** Phases of a restore, in their order. */
    public enum Phase {
        /** Copying keys and configuration, before the hub starts. */
        FILES,
        /** Loading the rows and destroying the keys of erased persons, before any other code of the hub runs. */
        DATABASE,
        /** Restoring sheets and other parts. */
        PARTS,
        /** Erasing again the data of persons who were erased after the backup was made. */
        ERASURES
    }

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private static Path file(Path data) {
        return data.resolve("restore").resolve("order.json");
    }

    /** Returns the path of the order file, for messages to the operator. */
    public static Path path(Path data) {
        return file(data);
    }

    /**
     * Reads the order.
     *
     * @param data the hub's data folder
     * @return the order, or empty if there is none
     */
    public static Optional<RestoreOrder> find(Path data) throws IOException {
        return Files.exists(file(data))
                ? Optional.of(JSON.readValue(Files.readAllBytes(file(data)), RestoreOrder.class))
                : Optional.empty();
    }

    /** Returns a copy of this order with another phase. */
    public RestoreOrder withPhase(Phase next) {
        return new RestoreOrder(id, backup, manifest, erasures, erasureKey, withoutKeys, begun, next, witnessed);
    }

    /** Writes the order and returns when it is on disk. */
    public void write(Path data) throws IOException {
        Path target = file(data);
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling("order.draft");
        Files.write(draft, JSON.writeValueAsBytes(this));
        force(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        force(Objects.requireNonNull(target.getParent()));
    }

    /** Deletes the order when the restore is complete. */
    public static void delete(Path data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
