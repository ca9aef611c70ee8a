package city.pishkhan.api;

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
     * @param held    why the hub keeps its hands off: {@code verified-by-others}, {@code amount-differs}, {@code bill-closed} or
     *                {@code lapses}; else {@code null}
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
}
