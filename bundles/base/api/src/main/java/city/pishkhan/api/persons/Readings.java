package city.pishkhan.api.persons;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Log of accesses to the personal data of cases: one entry for a principal, a case (or one of its sheets) and a period. The log
 * is stored outside the journal. Every hour the journal records a digest of the new entries, which its seals then cover.
 */
public interface Readings {

    /**
     * An access.
     *
     * @param operation first operation in the period, e.g. {@code office.case.read}
     * @param sheet     address of the sheet that was shown, or {@code null} for the case itself
     */
    record Reading(String principal, String operation, Instant at, String sheet) {}

    /** Number of archive queries by an office's staff for its cases on one day (Tehran). */
    record ArchiveQueryCount(LocalDate day, String office, int count) {}

    /** Archive queries of all days from {@code since}, unordered. */
    List<ArchiveQueryCount> archiveQueries(LocalDate since);

    /** Accesses to a case, oldest first. */
    List<Reading> ofCase(UUID caseId);

    /**
     * Compares the log with the digests in the journal.
     *
     * @return the errors found; empty if the log is intact
     */
    List<String> check();
}
