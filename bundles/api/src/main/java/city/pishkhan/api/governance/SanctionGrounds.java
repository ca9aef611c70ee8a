package city.pishkhan.api.governance;

import city.pishkhan.api.security.Caller;
import java.util.UUID;

/** What must stand behind a sanction: {@link Discipline} keeps it, {@link Committee} asks for it. All in the caller's transaction. */
public interface SanctionGrounds {

    /** Against whom a matter is. @throws Refusal NOT_FOUND */
    Discipline.Party accused(UUID matter);

    /**
     * A sanction is drafted and belongs to its matter from now on.
     *
     * @throws Refusal NOT_FOUND; INVALID {@code complaint.other-party}; CONFLICT {@code complaint.not-heard}, {@code complaint.state} or
     *                 {@code complaint.urgent-once}
     */
    void drafted(Caller drafter, UUID decision, Committee.Terms terms);

    /** Looks again, for what is about to be adopted. @throws Refusal as {@link #drafted} */
    void adopting(UUID decision, Committee.Terms terms);

    /** What became of it. */
    void signed(Committee.Decision decision);
}
