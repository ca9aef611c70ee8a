package city.pishkhan.api.cases;

import java.time.Duration;
import java.util.UUID;

/** Notifies waiting requests when a case changes, on whichever node. Does not check access: the caller has already read the case. */
public interface CaseChanges {

    /**
     * A version of a case that a client knows.
     *
     * @param version version as in the case's ETag
     */
    record KnownVersion(UUID caseId, long version) {}

    /**
     * Runs an action once: as soon as the case has another version, when {@code timeout} has passed, or when the hub
     * can no longer check. The action runs on a thread of this service and must not block it.
     */
    void runOnChange(KnownVersion known, Duration timeout, Runnable action);
}
