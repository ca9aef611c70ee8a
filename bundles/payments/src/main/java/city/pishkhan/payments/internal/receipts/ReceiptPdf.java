package city.pishkhan.payments.internal.receipts;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.pdf.Sheet;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A receipt on a sheet of A4. */
final class ReceiptPdf {
    static final String TITLE = "رسید پرداخت";
    private static final float[] PAIR = {1, 3};
    private static final int LETTERS = 10;
    private static final int SMALL = 12;

    private ReceiptPdf() {}

    /** What its QR code holds: the receipt in short, and the signer's word on it. */
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
        Sheet sheet = new Sheet(TITLE + " " + r.caseNumber(), r.paid())
                .size(LETTERS)
                .titled("شهرداری", TITLE, code(r, signer))
                .table(
                        PAIR,
                        List.of(),
                        List.of(
                                List.of("شماره پرونده", r.caseNumber()),
                                List.of("خدمت", String.valueOf(r.serviceFa())),
                                List.of("دفتر", String.valueOf(r.office())),
                                List.of("شناسه قبض", r.billId()),
                                List.of("شناسه پرداخت", r.paymentId()),
                                List.of("مبلغ", money(r.amount())),
                                List.of("مبلغ به حروف", r.words())))
                .heading("بابت", SMALL)
                .table(new float[] {3, 1}, List.of("شرح", "مبلغ"), lines(r))
                .heading("تأیید بانک", SMALL)
                .table(PAIR, List.of(), bank(r));
        if (fee(r)) {
            sheet.paragraph(Receipts.NOTICE_FA);
        }
        return sheet.paragraph(
                        "این فایل امضای الکترونیکی شهرداری را در خود دارد. تصویر بالا همین رسید را با امضا در خود دارد تا چاپ آن هم آزمودنی باشد.")
                .bytes();
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
            rows.add(List.of(fee(line) ? title + " (ثابت)" : title, money(line.amount())));
        }
        if (r.rounding() != 0) {
            rows.add(List.of("گرد کردن به هزار ریال", money(r.rounding())));
        }
        rows.add(List.of("جمع", money(r.amount())));
        return rows;
    }

    private static List<List<String>> bank(Receipt r) {
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("درگاه", r.gateway()),
                List.of("پایانه", r.terminal()),
                List.of("شماره پیگیری", r.reference())));
        if (r.card() != null) {
            rows.add(List.of("شماره کارت", r.card()));
        }
        rows.add(List.of("زمان", r.paidFa()));
        return rows;
    }

    /** A duty that became smaller after it was paid has a negative line. */
    private static String money(long amount) {
        return (amount < 0 ? "منهای " : "") + Rial.of(Math.abs(amount)).persian();
    }
}
