package city.pishkhan.contracts.office.payments;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Bills of a case.
 *
 * @param items   all bills of the case, oldest first, including cancelled ones
 * @param refunds refunds by outcome of the case; absent if the applicant pays nothing
 */
public record Bills(List<Bill> items, @Nullable RefundTerms refunds) {

    /**
     * A part of the duties, paid in one payment; a duty above 99,999,999,000 rial is split into several bills.
     *
     * @param id        id of the bill
     * @param billId    bill ID (شناسه قبض), 6 to 13 digits
     * @param paymentId payment ID (شناسه پرداخت), 6 to 13 digits; it contains the amount in thousands of rial
     * @param amount    amount in rial, a multiple of 1,000
     * @param state     {@code open}, {@code pending} (an attempt may have taken money), {@code paid} or {@code cancelled}
     * @param duties    duties contained in the amount; because of rounding, their sum may differ from the amount by
     *                  less than 1,000 rial
     * @param receipt   the bank's confirmation; absent unless paid
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
     * @param code    code of the duty in the rules, e.g. {@code density}
     * @param titleEn its name in English
     * @param titleFa its name in Persian
     * @param amount  amount in rial; negative if a duty decreased after its payment
     */
    public record Duty(String code, String titleEn, String titleFa, long amount) {}

    /**
     * The bank's confirmation of a payment.
     *
     * @param gateway   name of the bank's gateway
     * @param terminal  number of the municipality's terminal at the bank
     * @param reference reference of the sale at the bank; each reference pays one bill only
     * @param amount    amount in rial
     * @param verified  time at which the bank verified the sale; UTC, ISO 8601
     * @param settled   time at which the bank settled it; UTC, ISO 8601
     */
    public record Receipt(
            String gateway,
            String terminal,
            String reference,
            long amount,
            Instant verified,
            @Nullable Instant settled) {}
}
