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
import java.util.Optional;
import java.util.UUID;

/**
 * What a restore has left for the hub to do at its next start, in {@code data/restore/order.json}: a phase is over when the next one is
 * written down, and each bears being done again.
 *
 * @param id          of this restore
 * @param backup      absolute path of the backup, which stays there until all is done
 * @param manifest    SHA-256 of its manifest: another file in its place is noticed
 * @param erasures    absolute path of the register of erasures; empty without one
 * @param erasureKey  reference to the key of that register
 * @param withoutKeys whether its operator wanted it without keys
 * @param begun       when the files were laid down
 * @param phase       what is to be done next
 * @param witnessed   last seal of the city's outside witness; {@code null} if none was named
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
        Witnessed witnessed) {

    /**
     * A seal of the journal as a witness has it.
     *
     * @param signature by the journal's key
     */
    public record Witnessed(long number, String signature) {}

    /** What is done in this order. */
    public enum Phase {
        /** keys and configuration, without a hub */
        FILES,
        /** rows, and the keys of whom the register names; before anything else of the hub is there */
        DATABASE,
        /** sheets and other parts */
        PARTS,
        /** what rooms have of whom the register names */
        ERASURES
    }

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private static Path file(Path data) {
        return data.resolve("restore").resolve("order.json");
    }

    /** Where an operator looks. */
    public static Path place(Path data) {
        return file(data);
    }

    /** @param data the hub's data folder @return empty if nothing is to be done */
    public static Optional<RestoreOrder> find(Path data) throws IOException {
        return Files.exists(file(data))
                ? Optional.of(JSON.readValue(Files.readAllBytes(file(data)), RestoreOrder.class))
                : Optional.empty();
    }

    public RestoreOrder at(Phase next) {
        return new RestoreOrder(id, backup, manifest, erasures, erasureKey, withoutKeys, begun, next, witnessed);
    }

    /** On the disk when it returns. */
    public void write(Path data) throws IOException {
        Path target = file(data);
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling("order.draft");
        Files.write(draft, JSON.writeValueAsBytes(this));
        force(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.getParent());
    }

    /** Nothing is left to be done. */
    public static void done(Path data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
