package city.pishkhan.payments.internal.receipts;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.Sheet;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Layout of a receipt on a sheet of A4. */
final class ReceiptPdf {
    private static final Messages MESSAGES = Messages.of(ReceiptPdf.class);
    static final String TITLE = MESSAGES.persian("receipt.title");
    private static final float[] PAIR = {1, 3};
    private static final int LETTERS = 10;
    private static final int SMALL = 12;

    private ReceiptPdf() {}

    /** Returns the content of the QR code: a short form of the receipt, and the signer's signature of it. */
    static String code(Receipt r, DocumentSigner signer) {
        String said = String.join(
                " ",
                "pishkhan-receipt-1",
                r.billId(),
                r.paymentId(),
                Long.toString(r.amount()),
                r.gateway(),
                r.terminal(),
                r.reference(),
                r.paid().truncatedTo(ChronoUnit.SECONDS).toString());
        return said + " " + signer.word(said);
    }

    static byte[] of(Receipt r, DocumentSigner signer) {
        Sheet sheet = new Sheet(MESSAGES.persian("receipt.title/case", r.caseNumber()), r.paid())
                .size(LETTERS)
                .titled(MESSAGES.persian("receipt.city"), TITLE, code(r, signer))
                .table(
                        PAIR,
                        List.of(),
                        List.of(
                                List.of(MESSAGES.persian("receipt.case-number"), r.caseNumber()),
                                List.of(MESSAGES.persian("receipt.service"), Objects.toString(r.serviceFa(), "-")),
                                List.of(MESSAGES.persian("receipt.office"), Objects.toString(r.office(), "-")),
                                List.of(MESSAGES.persian("receipt.bill-id"), r.billId()),
                                List.of(MESSAGES.persian("receipt.payment-id"), r.paymentId()),
                                List.of(MESSAGES.persian("receipt.amount"), money(r.amount())),
                                List.of(MESSAGES.persian("receipt.amount-in-words"), r.words())))
                .heading(MESSAGES.persian("receipt.for"), SMALL)
                .table(
                        new float[] {3, 1},
                        List.of(MESSAGES.persian("receipt.description"), MESSAGES.persian("receipt.amount")),
                        lines(r))
                .heading(MESSAGES.persian("receipt.bank"), SMALL)
                .table(PAIR, List.of(), bank(r));
        if (fee(r)) {
            sheet.paragraph(Receipts.NOTICE.persian());
        }
        return sheet.paragraph(MESSAGES.persian("receipt.signature")).bytes();
    }

    private static boolean fee(Receipt r) {
        return r.lines().stream().anyMatch(ReceiptPdf::fee);
    }

    private static boolean fee(Duty line) {
        return line.code().equals(Payments.OFFICE_FEE);
    }

    private static List<List<String>> lines(Receipt r) {
        List<List<String>> rows = new ArrayList<>();
        for (Duty line : r.lines()) {
            String title = PersianText.persianDigits(line.titleFa());
            rows.add(List.of(fee(line) ? MESSAGES.persian("receipt.fixed", title) : title, money(line.amount())));
        }
        if (r.rounding() != 0) {
            rows.add(List.of(MESSAGES.persian("receipt.rounding"), money(r.rounding())));
        }
        rows.add(List.of(MESSAGES.persian("receipt.total"), money(r.amount())));
        return rows;
    }

    private static List<List<String>> bank(Receipt r) {
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of(MESSAGES.persian("receipt.gateway"), r.gateway()),
                List.of(MESSAGES.persian("receipt.terminal"), r.terminal()),
                List.of(MESSAGES.persian("receipt.reference"), r.reference())));
        if (r.card() != null) {
            rows.add(List.of(MESSAGES.persian("receipt.card"), r.card()));
        }
        rows.add(List.of(MESSAGES.persian("receipt.time"), r.paidFa()));
        return rows;
    }

    /** Formats an amount. A duty that became smaller after it was paid has a negative line. */
    private static String money(long amount) {
        String rial = Rial.of(Math.abs(amount)).persian();
        return amount < 0 ? MESSAGES.persian("receipt.negative", rial) : rial;
    }
}
