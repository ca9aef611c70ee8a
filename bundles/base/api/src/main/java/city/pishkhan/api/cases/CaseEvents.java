package city.pishkhan.api.cases;

import java.util.UUID;

/**
 * Events that other bundles report to the case engine. The engine implements this interface, and each call runs in the reporting
 * bundle's transaction. The engine locks the case row itself. To avoid deadlocks, a caller locks its own rows after the call, or
 * locks the case first with {@link #lock}.
 */
public interface CaseEvents {

    /** Locks the case row until the transaction ends. */
    void lock(UUID caseId);

    /** Locks the case as {@link #lock} does, and returns the code of its office. */
    String lockAndFindOffice(UUID caseId);

    /**
     * Reports that bills were paid. The engine queries {@link city.pishkhan.api.money.Payments} and continues if all bills of the
     * case are paid.
     */
    void paymentChanged(UUID caseId);

    /**
     * Reports that a paid bill is unpaid again: the sale that paid it turned out to be another payer's, or the bank
     * took the money back. The case's certificate is held until the bill is paid again.
     *
     * @param why stable code, for the journal
     * @return whether the case still owes the bill; {@code false} if the case was refused or withdrawn
     */
    boolean paymentReversed(UUID caseId, String why);

    /** Reports that the bill of a reversed payment has been paid after all. The engine releases the case's held certificate. */
    void paymentRestored(UUID caseId);
}
