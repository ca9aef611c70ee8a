package city.pishkhan.keeping;

import java.time.Duration;
import java.util.UUID;

/**
 * Progress of an import.
 *
 * @param id id of the import, unchanged when it is resumed
 * @param source source of the manifest
 * @param merged number of imported rows
 * @param duplicates number of rows that existed already
 * @param conflicts number of rows that contradict existing data
 * @param rejects number of rows that violate a rule
 * @param fileBytes bytes of sheets that were read and hashed
 * @param position processed bytes of the manifest
 * @param size size of the manifest in bytes
 * @param resumedAt value of {@code position} when this call began; 0 for a new import
 * @param took time since this call began
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

    /** Returns the number of processed rows. */
    public long rows() {
        return merged + duplicates + conflicts + rejects;
    }

    /** Returns the estimated remaining time at the pace of this call, or zero if this call has processed nothing yet. */
    public Duration remainingTime() {
        long done = position - resumedAt;
        return done <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) ((double) took.toMillis() * (size - position) / done));
    }
}
