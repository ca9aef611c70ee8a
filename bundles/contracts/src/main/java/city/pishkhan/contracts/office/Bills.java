package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a case owes.
 *
 * @param items   every bill of the case, oldest first, cancelled ones included
 * @param refunds what goes back if the case comes to nothing; absent where the applicant pays nothing
 */
public record Bills(List<Bill> items, @Nullable RefundTerms refunds) {

    /**
     * A part of the duties that is paid at once; a duty above 99,999,999,000 rial is split into several bills.
     *
     * @param id        of the bill
     * @param billId    bill ID (شناسه قبض), 6 to 13 digits
     * @param paymentId payment ID (شناسه پرداخت), 6 to 13 digits; holds the amount in thousands of rial
     * @param amount    rial, a multiple of 1,000
     * @param state     {@code open}, {@code pending} (an attempt may have taken money), {@code paid} or {@code cancelled}
     * @param duties    what the amount is made of; rounding may leave a difference below 1,000 rial
     * @param receipt   the bank's word; absent unless paid
     */
    public record Bill(
            UUID id,
            String billId,
            String paymentId,
            long amount,
            @OneOf({"open", "pending", "paid", "cancelled"}) String state,
            List<Duty> duties,
            @Nullable Receipt receipt) {}

    /**
     * One duty.
     *
     * @param code    of the rules, e.g. {@code density}
     * @param titleEn its name in English
     * @param titleFa its name in Persian
     * @param amount  rial; negative where a duty became smaller after it was paid
     */
    public record Duty(String code, String titleEn, String titleFa, long amount) {}

    /**
     * The bank's word that it was paid.
     *
     * @param gateway   name of the bank's gateway
     * @param terminal  number of the municipality's terminal at the bank
     * @param reference the sale's reference at the bank; it pays one bill only
     * @param amount    rial
     * @param verified  when the bank verified the sale; UTC, ISO 8601
     * @param settled   when the bank settled it; UTC, ISO 8601
     */
    public record Receipt(
            String gateway,
            String terminal,
            String reference,
            long amount,
            Instant verified,
            @Nullable Instant settled) {}
}
