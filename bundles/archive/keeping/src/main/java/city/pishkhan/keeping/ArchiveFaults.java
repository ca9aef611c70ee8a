package city.pishkhan.keeping;

import java.time.Instant;
import java.util.List;

/** Reports the integrity of the stored sheets: the progress of the verification, and the damaged or missing sheets. */
public interface ArchiveFaults {

    /**
     * A sheet that is or was damaged or missing.
     *
     * @param sha256 lower-case hex; for identity papers the hash of the encrypted content, which is its name in the store
     * @param copy {@code true} if the fault is in the second copy
     * @param kind {@code damaged}, {@code missing} or {@code unreadable}
     * @param repaired time of the repair, or {@code null}
     */
    record Fault(String sha256, boolean copy, String kind, Instant found, Instant repaired) {}

    /**
     * Progress of the verification of all sheets.
     *
     * @param begun start of the current cycle
     * @param sheets number of sheets verified in the current cycle
     * @param bytes number of bytes verified in the current cycle
     * @param estimated total number of sheets, estimated from the database's statistics
     * @param sheetsPerSecond target verification rate
     * @param lastBegun start of the last complete cycle; {@code null} before the first
     * @param lastEnded end of the last complete cycle; {@code null} before the first
     * @param lastSheets number of sheets verified in the last complete cycle
     */
    record Progress(
            Instant begun,
            long sheets,
            long bytes,
            long estimated,
            double sheetsPerSecond,
            Instant lastBegun,
            Instant lastEnded,
            long lastSheets) {}

    /** Returns up to {@code limit} faults: unrepaired ones first, each group newest first. */
    List<Fault> list(int limit);

    /** Returns the progress of the verification. */
    Progress progress();
}
