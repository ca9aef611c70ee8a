package city.pishkhan.archive;

import java.time.Duration;
import java.util.UUID;

/**
 * How far an import has come.
 *
 * @param id         of the import, the same after it was interrupted
 * @param source     the island
 * @param merged     rows that are there by it
 * @param duplicates rows that were there
 * @param conflicts  rows that say otherwise than what is there
 * @param rejects    rows that break a rule
 * @param fileBytes  bytes of sheets that were read and hashed
 * @param position   bytes of the manifest that are done
 * @param size       bytes of the manifest
 * @param resumedAt  of them when this call began; 0 for a new import
 * @param took       since this call began
 */
public record ArchiveImportReport(
        UUID id,
        String source,
        long merged,
        long duplicates,
        long conflicts,
        long rejects,
        long fileBytes,
        long position,
        long size,
        long resumedAt,
        Duration took) {

    /** Rows that were read. */
    public long rows() {
        return merged + duplicates + conflicts + rejects;
    }

    /** At the pace of this call; zero before anything is done. */
    public Duration left() {
        long done = position - resumedAt;
        return done <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) ((double) took.toMillis() * (size - position) / done));
    }
}
