package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.platform.bundleguard.DurableFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deployments on this node, stored as one line of JSON each. */
final class DeploymentHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentHistory.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;

    DeploymentHistory(Path file) {
        this.file = file;
    }

    /** Adds an entry and returns when it is on disk. */
    synchronized void add(Entry entry) {
        try {
            Files.createDirectories(file.getParent());
            boolean isNew = Files.notExists(file);
            ByteBuffer line = ByteBuffer.wrap(("\n" + line(entry)).getBytes(StandardCharsets.UTF_8));
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (line.hasRemaining()) {
                    out.write(line);
                }
                out.force(true);
            }
            if (isNew) {
                DurableFiles.forceFolder(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Formats an entry as in the file. */
    static String line(Entry entry) throws JsonProcessingException {
        return JSON.writeValueAsString(entry);
    }

    /** Adds an entry whose writing a crash may have prevented, unless the file already has the entry. */
    synchronized void addMissing(Entry entry) {
        if (!all().contains(entry)) {
            add(entry);
        }
    }

    /** All entries, oldest first; incomplete lines are skipped. */
    synchronized List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        if (Files.exists(file)) {
            try {
                // each entry begins a new line, even if a crash left an incomplete line before it
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        read(line).ifPresent(all::add);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static Optional<Entry> read(String line) {
        try {
            return Optional.of(JSON.readValue(line, Entry.class));
        } catch (JsonProcessingException e) {
            LOG.warn("A line of the history of deployments cannot be read: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Last successful deployment of a name; a rollback restores the version that this deployment replaced. */
    Optional<Entry> lastSwitch(String name) {
        return all().stream()
                .filter(entry -> entry.name().equals(name) && inForce(entry))
                .reduce((first, second) -> second);
    }

    /** Last deployments of their names after which neither the new nor the previous version runs. */
    List<Entry> stuck() {
        Map<String, Entry> last = new TreeMap<>();
        all().stream()
                .filter(entry -> entry.effect() != Effect.REFUSED)
                .forEach(entry -> last.put(entry.name(), entry));
        return last.values().stream()
                .filter(entry -> entry.effect() == Effect.STUCK)
                .toList();
    }

    /** The last successful deployment of each name, by name; removed ones are left out. */
    List<Entry> inForce() {
        Map<String, Entry> last = new TreeMap<>();
        all().stream().filter(DeploymentHistory::inForce).forEach(entry -> last.put(entry.name(), entry));
        return last.values().stream().filter(entry -> !entry.sha256().isEmpty()).toList();
    }

    /**
     * Returns the last successful deployment from this file. A refused version does not change which file a deployment
     * belongs to.
     */
    Optional<Entry> lastSwitchFrom(String source) {
        return all().stream()
                .filter(entry -> entry.source().equals(source) && inForce(entry))
                .reduce((first, second) -> second);
    }

    /** Returns the last deployment from this file, whatever its outcome. */
    Optional<Entry> lastFrom(String source) {
        return all().stream().filter(entry -> entry.source().equals(source)).reduce((first, second) -> second);
    }

    /**
     * Versions in the last successful deployments of a name and in the very last deployment.
     *
     * @param deployments number of successful deployments to consider
     */
    Set<String> versions(String name, int deployments) {
        List<Entry> entries =
                all().stream().filter(entry -> entry.name().equals(name)).toList();
        List<Entry> inForce =
                entries.stream().filter(DeploymentHistory::inForce).toList();
        return Stream.concat(
                        inForce.stream().skip(Math.max(0, inForce.size() - deployments)),
                        entries.stream().skip(Math.max(0, entries.size() - 1)))
                .flatMap(entry -> Stream.of(entry.sha256(), entry.before()))
                .filter(sha256 -> !sha256.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean inForce(Entry entry) {
        return entry.effect() == Effect.SWITCHED || entry.effect() == Effect.ROLLED_BACK;
    }
}
