package city.pishkhan.api;

import java.time.Instant;
import java.util.UUID;

/**
 * Erasure of persons: what the hub knows of them becomes unreadable for ever, and the journal's proofs stay as they are. It takes two
 * people of the institute, one who asks and another who confirms.
 */
public interface Erasures {

    /**
     * @param person      opaque id, which the journal goes on to name
     * @param ground      {@code asked} (by the person), {@code law} or {@code retention} (the time for keeping it is over)
     * @param confirmedBy {@code null} until it is done
     */
    record Erasure(
            UUID id,
            UUID person,
            String ground,
            String requestedBy,
            Instant requested,
            String confirmedBy,
            Instant confirmed) {}

    /**
     * The first half; nothing is erased yet. One that waits already is answered again.
     *
     * @param nationalId national or legal-person ID
     * @throws Refusal NOT_FOUND if no case knows the person; CONFLICT {@code erasure.open-case}, {@code erasure.unsettled} as
     *                 {@link #confirm}; INVALID
     */
    Erasure request(Caller institute, String nationalId, String ground);

    /**
     * The second half, by somebody else: erases, at once and for good.
     *
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code erasure.same-person} for who asked for it; CONFLICT {@code erasure.open-case} while a
     *                 case of the person is open, {@code erasure.unsettled} while money of one is neither settled nor given back
     */
    Erasure confirm(Caller institute, UUID id);

    /** @throws Refusal NOT_FOUND */
    Erasure find(Caller caller, UUID id);
}
