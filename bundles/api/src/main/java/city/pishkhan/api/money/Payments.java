package city.pishkhan.api.money;

import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bills, attempts and receipts (قبض، تلاش، رسید). Paid is only what the bank itself confirmed and settled. */
public interface Payments {

    /** Code of the line by which an office's fixed fee is billed; rules have no duty of that name. */
    String OFFICE_FEE = "office-fee";

    /** One duty of a case. @param amount rial */
    record Duty(String code, String titleEn, String titleFa, long amount) {}

    /**
     * For what is billed.
     *
     * @param service  code of the case's service, e.g. {@code building-permit}
     * @param district of the city, 1 to 22
     * @param office   code of the office that handles the case, or {@code null}
     * @param stage    of the case's procedure
     * @param officeShare percent of {@link #OFFICE_FEE} that the office is owed once it is paid, 0 to 100
     */
    record Debtor(
            UUID caseId,
            String caseNumber,
            String service,
            int district,
            String office,
            String stage,
            int officeShare) {}

    /**
     * @param state {@code open}, {@code pending} (an attempt may have taken money, being chased), {@code paid} or {@code cancelled}
     */
    record Bill(
            UUID id,
            UUID caseId,
            String billId,
            String paymentId,
            long amount,
            String state,
            List<Duty> duties,
            Receipt receipt) {}

    record Receipt(String gateway, String terminal, String reference, long amount, Instant verified, Instant settled) {}

    /**
     * @param state created, started, returned, verifying, verified, settling, settled, failed, reversing, reversed, unknown, double (settled, but
     *              another attempt paid the bill or it was cancelled: to be refunded)
     * @param page  where the payer's browser POSTs {@code form}; {@code null} unless started
     * @param returnLost whether the bank says that it was paid, and nothing but the payer's browser can say by which sale: it did not come back
     */
    record Attempt(
            UUID id,
            UUID bill,
            String gateway,
            long order,
            String state,
            String code,
            URI page,
            Map<String, String> form,
            boolean returnLost) {}

    /**
     * What a payer brings to the counter.
     *
     * @param gateway   name of the card reader or branch; {@code null}: the office's only one
     * @param billId    as printed
     * @param paymentId as printed
     * @param reference of the payment at the bank
     */
    record Slip(String gateway, String billId, String paymentId, String reference) {}

    /**
     * Raises the bills of a stage in the caller's transaction; duties above the payment ID's limit are split into several. A duty of 0
     * raises nothing. Bills of the same stage raised before are kept if equal, else cancelled if unpaid and the difference is billed.
     *
     * @return the stage's bills that are not cancelled; all paid (or none) means nothing is to be paid
     */
    List<Bill> raise(Debtor debtor, List<Duty> duties);

    List<Bill> bills(UUID caseId);

    /** Whether money of the case is still to go back to its payer. */
    boolean owes(UUID caseId);

    /**
     * Facts changed while a stage's bills lie open: what is unpaid is cancelled, unless it is of these duties. What the stage owes then is
     * billed by the next {@link #raise}. In the caller's transaction.
     *
     * @param duties {@code null} if they are not known yet
     */
    void outdate(UUID caseId, String stage, List<Duty> duties);

    /**
     * A case came to nothing: cancels what is unpaid, and owes the payer a share of what was paid; once, however often it is called. In the
     * caller's transaction.
     *
     * @param reason code, for the journal
     * @param refund percent of the paid duties but for {@link #OFFICE_FEE}, as the rules of the case say, 0 to 100
     */
    void end(UUID caseId, String reason, CaseEnd end, int refund);

    /**
     * Starts an attempt for one bill, or returns the bill's open attempt at the gateway if its session has enough time left.
     *
     * @param gateway  {@code null}: whichever of those that the bill's service goes through opens one, the preferred one first
     * @param listener hears of it in the transactions that write it
     * @throws Refusal NOT_FOUND, CONFLICT if paid, cancelled, just being opened by another call, or the service goes through other gateways,
     *                 UNAVAILABLE
     */
    Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener);

    /** As {@link #begin(Caller, UUID, UUID, String, AttemptListener)}, for whom nobody waits. */
    default Attempt begin(Caller office, UUID caseId, UUID bill, String gateway) {
        return begin(office, caseId, bill, gateway, new AttemptListener() {});
    }

    /** Writes with the steps of an attempt's beginning. */
    interface AttemptListener {
        /** It is about to be on disk, and the bank has not heard of it. Comes once for each gateway that is tried. */
        default void created() {}

        /** The bank has opened a session for it. */
        default void started(Attempt attempt) {}
    }

    /**
     * Takes what a payer brings to the counter and asks the bank about it at once. The same slip entered again for the same bill is the
     * same attempt.
     *
     * @return the attempt: settled where the bank stands by it; else the bank has not said yet, and is asked until it has
     * @throws Refusal INVALID for digits that fail their checks, a bill that is not the case's, or a reference that the bank does not know;
     *                 CONFLICT if the payment stands for another bill, or goes back to the payer because the amount is another or the bill is
     *                 closed; NOT_FOUND for a reader that the office does not have
     */
    Attempt enter(Caller office, UUID caseId, Slip slip);

    List<Attempt> attempts(UUID bill);

    /**
     * Takes the bank's callback as a hint and queues the confirmation.
     *
     * @return where the payer's browser goes next is the door's affair; here only what is known now
     * @throws Refusal NOT_FOUND if nothing stored matches session and order
     */
    Attempt callback(String gateway, Map<String, String> form);

    /** Brings one attempt as far as the bank lets it: verify → settle, unknown → inquiry → reversal. Called by the queue's route. */
    void confirm(UUID attempt);
}
