package city.pishkhan.api.persons;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Who has seen the personal data of which case: one reading for a principal, a case (or a sheet of it) and a while. The log stands beside the journal; every
 * hour the journal, and so its seals, take a digest of what came to it.
 */
public interface Readings {

    /**
     * @param operation by which the data was seen first in that while, e.g. {@code office.case.read}
     * @param sheet     address of the sheet that was shown, or {@code null} if it was the case
     */
    record Reading(String principal, String operation, Instant at, String sheet) {}

    /** How often people of an office asked on a day (Tehran) what the archive has for a case of theirs. */
    record ArchiveLooks(LocalDate day, String office, int count) {}

    /** Of the days since that one, in no order. */
    List<ArchiveLooks> archiveLooks(LocalDate since);

    /** Readings of a case, oldest first. */
    List<Reading> ofCase(UUID caseId);

    /** Holds the log against the digests in the journal. @return what is wrong; empty when all fits */
    List<String> check();
}
