package city.pishkhan.api.cases;

import java.time.Duration;
import java.util.UUID;

/** Tells those who wait when a case moves on, whichever node moved it. It authorises nobody: its caller has seen the case. */
public interface CaseChanges {

    /** What somebody knows of a case, and waits to be no longer true. @param version as the case's ETag names it */
    record Known(UUID caseId, long version) {}

    /**
     * Does something once, on a thread of its own that it must not hold: as soon as the case has another version, or when the time is over, or
     * when the hub can look no longer.
     */
    void await(Known known, Duration atMost, Runnable then);
}
