package city.pishkhan.audit.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The last state seen, stored in a JSON file. Changes made while the hub is down are found by comparison at the next start. */
final class LastState<T> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final TypeReference<T> type;

    LastState(Path file, TypeReference<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * Returns the stored state. Empty if no state was stored yet or if the file is damaged; the caller then records the state as on
     * a first start.
     */
    Optional<T> load() {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), type)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void store(T state) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, JSON.writeValueAsBytes(state));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
