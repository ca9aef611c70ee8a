package city.pishkhan.api.governance;

import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Checks on the complaint behind a sanction. {@link Discipline} implements them, and {@link Committee} calls them. All
 * methods run in the caller's transaction.
 */
public interface SanctionGrounds {

    /**
     * The party that a complaint accuses.
     *
     * @throws Refusal NOT_FOUND
     */
    Discipline.Party accused(UUID complaint);

    /**
     * Links a drafted sanction to its complaint.
     *
     * @throws Refusal NOT_FOUND; INVALID {@code complaint.other-party}; CONFLICT {@code complaint.not-heard}, {@code
     *     complaint.state} or {@code complaint.urgent-once}
     */
    void linkDraft(Caller drafter, UUID decision, Committee.Terms terms);

    /**
     * Repeats the checks of {@link #linkDraft} before the sanction is adopted.
     *
     * @throws Refusal as {@link #linkDraft}
     */
    void checkAdoption(UUID decision, Committee.Terms terms);

    /** Records in the complaint whether the signed decision adopted or rejected the sanction. */
    void recordOutcome(Committee.Decision decision);
}
