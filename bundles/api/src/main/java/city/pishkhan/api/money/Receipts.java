package city.pishkhan.api.money;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a payer gets for a paid bill (رسید پرداخت). */
public interface Receipts {
    /** What an office may take of a payer; said on every receipt. */
    Text NOTICE = Messages.of(Receipts.class).text("receipt.notice");

    /**
     * One receipt.
     *
     * @param service   code of the service, with its titles by the rules of the case
     * @param office    code of the office that handled the case when the bill was paid
     * @param amount    rial, as the bank took it
     * @param words     the amount in Persian words
     * @param lines     what it paid, the office's fee under {@link Payments#OFFICE_FEE}
     * @param rounding  rial that rounding to thousands added; negative where it took some
     * @param reference of the sale at the bank
     * @param card      masked, as the bank's page said it; {@code null} where it said none
     * @param paid      when the bank verified the sale
     * @param paidFa    the same in the Persian calendar, day and minute in Tehran
     */
    record Receipt(
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
            List<Duty> lines,
            long rounding,
            String gateway,
            String terminal,
            String reference,
            String card,
            Instant paid,
            String paidFa) {
        public Receipt {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The receipt of one bill.
     *
     * @param caseId  which the caller may see
     * @param ruleSet of the case, by whose words the service is called
     * @throws Refusal NOT_FOUND where the case has no such bill, CONFLICT {@code bill.not-paid}
     */
    Receipt of(UUID caseId, UUID bill, String ruleSet);

    /**
     * The same on a sheet of A4 in Persian, as PDF, signed by the hub (PAdES B-B). Its QR code holds, for who has the print only, {@code
     * pishkhan-receipt-1 <bill ID> <payment ID> <amount> <gateway> <terminal> <reference> <paid>} and {@link city.pishkhan.api.security.DocumentSigner#word} on that,
     * one blank between each.
     */
    byte[] pdf(Receipt receipt);
}
