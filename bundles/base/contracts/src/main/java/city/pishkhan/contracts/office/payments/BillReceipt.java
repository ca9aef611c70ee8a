package city.pishkhan.contracts.office.payments;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Receipt of a paid bill.
 *
 * @param bill       id of the bill
 * @param caseId     id of the case
 * @param caseNumber case number for people
 * @param service    code of the service
 * @param serviceEn  title of the service in English
 * @param serviceFa  title of the service in Persian
 * @param office     code of the office that handled the case at the time of the payment
 * @param billId     شناسه قبض
 * @param paymentId  شناسه پرداخت
 * @param amount     amount in rial, as received by the bank
 * @param words      the amount in Persian words
 * @param lines      paid items
 * @param rounding   rial added by rounding to thousands; negative if rounding decreased the amount
 * @param gateway    name of the bank's gateway
 * @param terminal   number of the municipality's terminal at the bank
 * @param reference  reference of the sale at the bank
 * @param card       masked card number; absent if the bank did not report it
 * @param paid       time at which the bank verified the sale; UTC, ISO 8601
 * @param paidFa     the same time in the Persian calendar, day and minute in Tehran
 * @param noticeEn   fee that the office may charge; absent if the bill has no office fee
 * @param noticeFa   the same text in Persian
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
     * One item of a receipt.
     *
     * @param code     code of the duty
     * @param titleEn  title in English
     * @param titleFa  title in Persian
     * @param amount   amount in rial; negative if a duty decreased after its payment
     * @param fixedFee {@code true} for the office's fixed fee
     */
    public record Line(String code, String titleEn, String titleFa, long amount, boolean fixedFee) {}
}
