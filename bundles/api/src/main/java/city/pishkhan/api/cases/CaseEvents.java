package city.pishkhan.api.cases;

import java.util.UUID;

/**
 * What other rooms tell the engine. Implemented by the engine, called inside the teller's transaction; the engine locks the case row
 * itself, so a teller that locks rows of its own does so AFTER calling, or locks the case first by {@link #lock}.
 */
public interface CaseEvents {

    /** Locks the case row until the transaction ends. */
    void lock(UUID caseId);

    /** Code of the office that handles the case; locks it as {@link #lock} does. */
    String office(UUID caseId);

    /** All bills that the case owes may be paid now; the engine asks {@link city.pishkhan.api.money.Payments} itself and moves on if so. */
    void paymentChanged(UUID caseId);

    /**
     * A bill that was paid is not: its sale was another payer's, or the bank took the money back. What was issued for it is held until the
     * bill is paid again.
     *
     * @param why stable code, for the journal
     * @return whether the case still owes it; not if it was refused or withdrawn meanwhile
     */
    boolean paymentTakenBack(UUID caseId, String why);

    /** What was taken back is paid again. */
    void paymentRestored(UUID caseId);
}
