package city.pishkhan.archive;

import java.time.Instant;
import java.util.List;

/** Whether the sheets are what they were: how far they have been read again, and which are damaged or gone. */
public interface ArchiveFaults {

    /**
     * A sheet that is not whole, or was not.
     *
     * @param sha256   lower-case hex; of an identity paper that of its encrypted bytes, by which they lie in the store
     * @param copy     in the second copy, not where it is stored
     * @param what     {@code damaged}, {@code missing} or {@code unreadable}
     * @param repaired {@code null} until then
     */
    record Fault(String sha256, boolean copy, String what, Instant found, Instant repaired) {}

    /**
     * How far the sheets have been read.
     *
     * @param begun           when the present round began
     * @param sheets          that were read in it, as {@code bytes}
     * @param estimated       how many there are, as the database's statistics have it
     * @param sheetsPerSecond at which they are read
     * @param lastBegun       of the last round that is complete, as {@code lastEnded}; {@code null} before the first
     * @param lastSheets      that were read in that one
     * @param clear           identity papers of an earlier version that are not encrypted yet, counted up to a thousand
     */
    record Progress(
            Instant begun,
            long sheets,
            long bytes,
            long estimated,
            double sheetsPerSecond,
            Instant lastBegun,
            Instant lastEnded,
            long lastSheets,
            long clear) {}

    /** Open ones first, the newest of each first, at most {@code limit}. */
    List<Fault> list(int limit);

    Progress progress();
}
