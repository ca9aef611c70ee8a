package city.pishkhan.api.money;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payment receipts for payers (رسید پرداخت). */
public interface Receipts {
    /** Notice, printed on every receipt, about the amounts that an office may charge a payer. */
    Text NOTICE = Messages.of(Receipts.class).text("receipt.notice");

    /**
     * One receipt.
     *
     * @param service   code of the service, with its titles by the rules of the case
     * @param office    code of the office that handled the case when the bill was paid
     * @param amount    amount in rial that the bank charged
     * @param words     the amount in Persian words
     * @param lines     paid duties, the office's fee under {@link Payments#OFFICE_FEE}
     * @param rounding  rial added by rounding to thousands; negative if subtracted
     * @param reference reference of the sale at the bank
     * @param card      masked card number from the bank's page; {@code null} if there is none
     * @param paid      time of the bank's verification
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
            @Nullable String card,
            Instant paid,
            String paidFa) {
        public Receipt {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The receipt of one bill.
     *
     * @param caseId  a case that the caller may see
     * @param ruleSet rule set of the case, with the titles of the service
     * @throws Refusal NOT_FOUND if the case has no such bill, CONFLICT {@code bill.not-paid}
     */
    Receipt find(UUID caseId, UUID bill, String ruleSet);

    /**
     * The receipt as a PDF: A4, Persian, signed by the hub (PAdES B-B). For verification of a printed copy, its QR code contains
     * {@code pishkhan-receipt-1 <bill ID> <payment ID> <amount> <gateway> <terminal> <reference> <paid>} and the signature of
     * this text by {@link city.pishkhan.api.security.DocumentSigner#signText}, separated by single spaces.
     */
    byte[] pdf(Receipt receipt);
}
