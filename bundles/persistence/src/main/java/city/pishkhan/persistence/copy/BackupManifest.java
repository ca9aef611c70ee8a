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
 * What a backup says of itself, {@code manifest.json}.
 *
 * @param format      of the file; {@link #FORMAT} is the one that is written
 * @param id          of this backup
 * @param made        when it began: the moment of its database
 * @param version     of the hub that wrote it
 * @param schemas     schema to how many migrations brought it to where it is
 * @param tables      in the order in which they are put back
 * @param rows        rows by table
 * @param sequences   last values
 * @param parts       files by part, e.g. {@code sheets}
 * @param named       by part, which rows name its files; these are in the store beside the backup
 * @param keys        what the key bundle beside it holds, by its names there; empty if there is none
 * @param environment variables that the configuration takes secrets from
 * @param erasures    how many the register of erasures had, all of them done here
 * @param hashes      SHA-256 of {@code hashes.txt}, which has that of every other entry
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
    public static final int FORMAT = 3;

    /**
     * Whose rows name files.
     *
     * @param table   e.g. {@code archive.content}
     * @param columns of type bytea: the first of them that is not null is the file's SHA-256
     */
    public record Naming(String table, List<String> columns) {}

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    public byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException if this is none */
    static BackupManifest read(byte[] json) throws IOException {
        return JSON.readValue(json, BackupManifest.class);
    }

    /** The hub that wrote it, whatever its format. */
    static String version(byte[] json) throws IOException {
        return JSON.readTree(json).path("version").asText("unknown");
    }

    /** Its format alone: another one may have other fields. */
    static int format(byte[] json) throws IOException {
        return JSON.readTree(json).path("format").asInt();
    }
}
