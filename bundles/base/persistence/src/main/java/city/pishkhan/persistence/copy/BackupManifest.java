package city.pishkhan.persistence.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The manifest of a backup, {@code manifest.json}.
 *
 * @param format format version of the file; {@link #FORMAT} is written
 * @param id id of this backup
 * @param made start of the backup, which is also the time of its database snapshot
 * @param version version of the hub that wrote the backup
 * @param schemas number of applied migrations by schema
 * @param tables tables in the order of their restore
 * @param rows number of rows by table
 * @param sequences last values by sequence
 * @param parts number of files by part, e.g. {@code sheets}
 * @param named by part, the table and columns that name its files; these files are in the store
 * @param keys names of the entries of the key bundle; empty if there is no key bundle
 * @param environment environment variables from which the configuration reads secrets
 * @param erasures number of entries of the erasure register, all of them applied in this backup
 * @param hashes SHA-256 of {@code hashes.txt}, which contains the hash of every other entry
 */
public record BackupManifest(
        int format,
        UUID id,
        Instant made,
        String version,
        Map<String, Long> schemas,
        List<String> tables,
        Map<String, Long> rows,
        Map<String, Long> sequences,
        Map<String, Long> parts,
        Map<String, Naming> named,
        List<String> keys,
        List<String> environment,
        long erasures,
        String hashes) {
    /** Format version that this hub writes and reads. */
    public static final int FORMAT = 3;

    /**
     * The table and columns that name the files of a part.
     *
     * @param table e.g. {@code archive.content}
     * @param columns columns of type bytea; the first that is not null is the file's SHA-256
     */
    public record Naming(String table, List<String> columns) {}

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    /** Returns this manifest as JSON. */
    public byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Parses a manifest.
     *
     * @throws IOException if the bytes are not a valid manifest
     */
    static BackupManifest read(byte[] json) throws IOException {
        return JSON.readValue(json, BackupManifest.class);
    }

    /** Reads the version of the hub that wrote the manifest, in any format. */
    static String version(byte[] json) throws IOException {
        return JSON.readTree(json).path("version").asText("unknown");
    }

    /** Reads only the format version, because other formats may have other fields. */
    static int format(byte[] json) throws IOException {
        return JSON.readTree(json).path("format").asInt();
    }
}
