package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a payer gets for a paid bill.
 *
 * @param bill       the bill
 * @param caseId     its case
 * @param caseNumber by which people call it
 * @param service    code of the service
 * @param serviceEn  its title in English
 * @param serviceFa  its title in Persian
 * @param office     code of the office that handled the case when the bill was paid
 * @param billId     شناسه قبض
 * @param paymentId  شناسه پرداخت
 * @param amount     rial, as the bank took it
 * @param words      the amount in Persian words
 * @param lines      what it paid
 * @param rounding   rial that rounding to thousands added; negative where it took some
 * @param gateway    the bank's
 * @param terminal   of the municipality at the bank
 * @param reference  of the sale at the bank
 * @param card       masked; absent where the bank's page said none
 * @param paid       when the bank verified the sale; UTC, ISO 8601
 * @param paidFa     the same in the Persian calendar, day and minute in Tehran
 * @param noticeEn   what the office may take; absent where the bill has no fee of the office
 * @param noticeFa   the same in Persian
 */
public record BillReceipt(
        UUID bill,
        UUID caseId,
        String caseNumber,
        String service,
        String serviceEn,
        String serviceFa,
        String office,
        String billId,
        String paymentId,
        long amount,
        String words,
        List<Line> lines,
        long rounding,
        String gateway,
        String terminal,
        String reference,
        @Nullable String card,
        Instant paid,
        String paidFa,
        @Nullable String noticeEn,
        @Nullable String noticeFa) {

    /**
     * One line.
     *
     * @param code     of the duty
     * @param titleEn  for people
     * @param titleFa  for people
     * @param amount   rial; negative where a duty became smaller after it was paid
     * @param fixedFee whether it is the office's fixed fee
     */
    public record Line(String code, String titleEn, String titleFa, long amount, boolean fixedFee) {}
}
