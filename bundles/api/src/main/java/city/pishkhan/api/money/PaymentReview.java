package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.UUID;

/** Payments as operators see them, and their way out where the hub alone must not believe what it was told. */
public interface PaymentReview {

    /**
     * One trip through a gateway.
     *
     * @param order   our order number at the bank
     * @param amount  rial, what was asked for
     * @param state   as in {@link Payments.Attempt}
     * @param code    the bank's last code or {@code null}
     * @param held    why the hub keeps its hands off: {@code verified-by-others}, {@code amount-differs}, {@code bill-closed}, {@code
     *                lapses}, {@code reference-contested} (two payers brought one sale, and the bank does not say whose it is); else {@code null}
     * @param looksAt when the hub asks the bank by itself again, or {@code null} if it does not any more
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
            Instant created,
            Instant looksAt) {}

    /** Newest first. @param unknown only those whose outcome is unknown; @param limit 1 to 200, others are brought into that range */
    Page<Row> list(boolean unknown, String cursor, int limit);

    /**
     * Asks the bank what became of an attempt whose outcome is unknown, and books by its answer: what the bank stands by is settled (or goes
     * back, where the bill needs it no more), what it gave back is reversed, what it does not know has failed. The journal keeps a salted
     * commitment to the reason.
     *
     * @param reason why a person asks, 1 to 500 characters
     * @return the attempt as it stands now
     * @throws Refusal FORBIDDEN unless an operator; NOT_FOUND; INVALID for the reason; CONFLICT if the outcome is known, or the bank's answer
     *                 allows no booking; UNAVAILABLE if the bank cannot say. After each of them nothing has changed
     */
    Row resolve(Caller operator, UUID attempt, String reason);

    /** A sale as its bank names it. */
    record BankSale(String gateway, String terminal, String reference) {}

    /**
     * The payment that a sale made.
     *
     * @throws Refusal NOT_FOUND, or CONFLICT {@code payment.not-settled} where its money is not the city's, {@code payment.refunded} where the
     *                 treasury has sent it back
     */
    Row settled(BankSale sale);

    /**
     * The bank took the money back afterwards: the receipt is none any more, its bill is to be paid again, and what was issued for it is held.
     * In the caller's transaction. Only by four eyes: {@code payment-take-back} of {@link city.pishkhan.api.governance.Approvals}.
     *
     * @throws Refusal as {@link #settled}
     */
    Row takeBack(Caller approver, BankSale sale);
}
