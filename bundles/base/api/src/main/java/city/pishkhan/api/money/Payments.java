package city.pishkhan.api.money;

import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bills, attempts and receipts (قبض، تلاش، رسید). A bill is paid only after the bank itself confirmed and settled the payment. */
public interface Payments {

    /** Code of the bill line for an office's fixed fee; no duty of the rules has this code. */
    String OFFICE_FEE = "office-fee";

    /**
     * One duty of a case.
     *
     * @param amount amount in rial
     */
    record Duty(String code, String titleEn, String titleFa, long amount) {}

    /**
     * The case and stage that bills are for.
     *
     * @param service     code of the case's service, e.g. {@code building-permit}
     * @param district    district of the city
     * @param office      code of the case's office, or {@code null}
     * @param stage       stage of the case's procedure
     * @param officeShare the office's share of a paid {@link #OFFICE_FEE} in percent, 0 to 100
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
     * A bill.
     *
     * @param state {@code open}, {@code pending} (an attempt may have charged the payer and is being resolved), {@code paid} or
     *              {@code cancelled}
     */
    record Bill(
            UUID id,
            UUID caseId,
            String billId,
            String paymentId,
            long amount,
            String state,
            List<Duty> duties,
            @Nullable Receipt receipt) {}

    /** The settled payment of a bill; {@code amount} is in rial. */
    record Receipt(String gateway, String terminal, String reference, long amount, Instant verified, Instant settled) {}

    /**
     * A payment attempt.
     *
     * @param state      created, started, returned, verifying, verified, settling, settled, failed, reversing,
     *                   reversed, unknown, double (settled, but the bill was cancelled or paid by another attempt: must
     *                   be refunded)
     * @param page       address to which the payer's browser POSTs {@code form}; {@code null} unless started
     * @param returnLost whether the payer's browser did not return, although the bank reports a payment. Only the
     *                   browser could bring the reference that identifies the sale
     */
    record Attempt(
            UUID id,
            UUID bill,
            String gateway,
            long order,
            String state,
            String code,
            @Nullable URI page,
            Map<String, String> form,
            boolean returnLost) {}

    /**
     * A payment slip that a payer presents at the counter.
     *
     * @param gateway   name of the card reader or branch; {@code null} if the office has only one
     * @param billId    bill ID as printed
     * @param paymentId payment ID as printed
     * @param reference reference of the payment at the bank
     */
    record Slip(@Nullable String gateway, String billId, String paymentId, String reference) {}

    /**
     * Creates the bills of a stage in the caller's transaction. Duties above the payment ID's limit are split into
     * several bills; a duty of 0 creates none. If the stage already has bills for equal duties, these bills are kept.
     * Otherwise its unpaid bills are cancelled, and the difference from the paid bills is billed.
     *
     * @return the stage's bills that are not cancelled; if all are paid, or there are none, nothing is left to pay
     */
    List<Bill> raise(Debtor debtor, List<Duty> duties);

    /** Bills of a case. */
    List<Bill> bills(UUID caseId);

    /** Returns {@code true} if money of the case must still be refunded to its payer. */
    boolean hasPendingRefund(UUID caseId);

    /**
     * Handles changed facts while a stage has open bills: unpaid bills are cancelled unless they are for {@code
     * duties}. The next {@link #raise} bills the new amount. Runs in the caller's transaction.
     *
     * @param duties the present duties; {@code null} if the changed duties are not known yet
     */
    void cancelOutdated(UUID caseId, String stage, @Nullable List<Duty> duties);

    /**
     * Handles the end of a case without a certificate: cancels unpaid bills and records the payer's refund. Repeated calls have
     * no effect. Runs in the caller's transaction.
     *
     * @param reason code, for the journal
     * @param refund percentage of the paid duties except {@link #OFFICE_FEE}, according to the rules of the case, 0 to 100
     */
    void endCase(UUID caseId, String reason, CaseEnd end, int refund);

    /**
     * Starts an attempt for one bill, or returns the bill's open attempt at the gateway if its session has enough time left.
     *
     * @param gateway  name of a gateway; {@code null} for the first gateway of the service, in order of preference, that opens a
     *                 session
     * @param listener called in the transactions that store the attempt
     * @throws Refusal NOT_FOUND, CONFLICT if the bill is paid, cancelled or being opened by another call, or the service uses
     *     other gateways, UNAVAILABLE
     */
    Attempt begin(Caller office, UUID caseId, UUID bill, @Nullable String gateway, AttemptListener listener);

    /** As {@link #begin(Caller, UUID, UUID, String, AttemptListener)}, without a listener. */
    default Attempt begin(Caller office, UUID caseId, UUID bill, String gateway) {
        return begin(office, caseId, bill, gateway, new AttemptListener() {});
    }

    /** Listener that writes in the same transactions as the start of an attempt. */
    interface AttemptListener {
        /** Called before an attempt is stored and the bank is contacted; once for each gateway that is tried. */
        default void created() {}

        /** Called after the bank has opened a session for the attempt. */
        default void started(Attempt attempt) {}
    }

    /**
     * Enters a payment slip from the counter and verifies it at the bank at once. Entering the same slip again for the same bill
     * returns the same attempt.
     *
     * @return the attempt, settled if the bank confirms it; otherwise the bank has not answered yet and is queried until it has
     * @throws Refusal INVALID for invalid check digits, a bill of another case, or a reference that the bank does not know;
     *     CONFLICT if the payment is for another bill, or is reversed because the amount differs or the bill is closed; NOT_FOUND
     *     for a reader that the office does not have
     */
    Attempt enterSlip(Caller office, UUID caseId, Slip slip);

    /** Attempts for a bill. */
    List<Attempt> attempts(UUID bill);

    /**
     * Accepts the bank's callback as a hint and queues the confirmation.
     *
     * @return the attempt as it is known now; the door decides where the payer's browser goes next
     * @throws Refusal NOT_FOUND if no stored attempt matches session and order
     */
    Attempt acceptCallback(String gateway, Map<String, String> form);

    /** Advances one attempt as far as the bank allows: verify → settle, or unknown → inquiry → reversal. Called by the queue's route. */
    void confirm(UUID attempt);
}
