package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payment attempts for operators, and manual resolution of those that the hub must not resolve by itself. */
public interface PaymentReview {

    /**
     * One payment attempt.
     *
     * @param order   the hub's order number at the bank
     * @param amount  requested amount in rial
     * @param state   as in {@link Payments.Attempt}
     * @param code    the bank's last code, or {@code null}
     * @param held    reason why the hub does not act: {@code verified-by-others}, {@code amount-differs}, {@code
     *                bill-closed}, {@code lapses} (paid but never verified; the bank returns the money by itself),
     *                {@code reference-contested} (two payers presented the same sale, and the bank does not report its
     *                order); else {@code null}
     * @param nextCheck time of the next automatic query to the bank, or {@code null} if there is none
     */
    record Row(
            UUID attempt,
            String caseNumber,
            String gateway,
            long order,
            long amount,
            String state,
            String code,
            String held,
            @Nullable Instant created,
            @Nullable Instant nextCheck) {}

    /**
     * Attempts, newest first.
     *
     * @param unknown {@code true} to list only attempts whose outcome is unknown
     * @param limit   clamped to 1 to 200
     */
    Page<Row> list(boolean unknown, @Nullable String cursor, int limit);

    /**
     * Queries the bank about an attempt with unknown outcome, and books the result. A sale that the bank confirms is
     * settled, or reversed if its bill needs no payment any more. A returned sale is recorded as reversed, and an
     * unknown one as failed. The journal records a salted commitment to the reason.
     *
     * @param reason the operator's reason, 1 to 500 characters
     * @return the attempt afterwards
     * @throws Refusal FORBIDDEN unless an operator; NOT_FOUND; INVALID for the reason; CONFLICT if the outcome is
     *     known, or the bank's answer allows no booking; UNAVAILABLE if the bank does not know the outcome yet. After a
     *     refusal, nothing has changed
     */
    Row resolve(Caller operator, UUID attempt, String reason);

    /** A sale as its bank identifies it. */
    record BankSale(String gateway, String terminal, String reference) {}

    /**
     * The settled payment of a sale.
     *
     * @throws Refusal NOT_FOUND, or CONFLICT {@code payment.not-settled} if it is not settled, {@code payment.refunded} if the
     *     treasury has refunded it
     */
    Row findSettled(BankSale sale);

    /**
     * Records that the bank took the money back after settlement. The receipt becomes void, its bill must be paid again, and the
     * certificate is held. Runs in the caller's transaction. Requires two persons: {@code payment-take-back} of {@link
     * city.pishkhan.api.governance.Approvals}.
     *
     * @throws Refusal as {@link #findSettled}
     */
    Row recordTakeBack(Caller approver, BankSale sale);
}
