package city.pishkhan.payments.internal.receipts;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.pdf.Emblem;
import city.pishkhan.pdf.Letterhead;
import city.pishkhan.pdf.PersianPdf;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Layout of a receipt on a sheet of A4. */
final class ReceiptPdf {
    private static final Messages MESSAGES = Messages.of(ReceiptPdf.class);
    static final String TITLE = MESSAGES.persian("receipt.title");
    private static final float[] PAIR = {1, 3};
    private static final int LETTERS = 11;

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
        return said + " " + signer.signText(said);
    }

    /**
     * Returns the office's code, the Persian text for a case that its applicant opened at home, or {@code -} if the
     * office is unknown.
     */
    private static String office(String code) {
        return Offices.HOME.equals(code) ? MESSAGES.persian("receipt.home") : Objects.toString(code, "-");
    }

    static byte[] render(Receipt r, Identity city, DocumentSigner signer) {
        PersianPdf sheet = new PersianPdf(MESSAGES.persian("receipt.title/case", r.caseNumber()), r.paid())
                .size(LETTERS)
                .letterhead(new Letterhead(
                        city.name().persian(),
                        "",
                        city.emblem() == null ? null : Emblem.read(city.emblem()),
                        TITLE,
                        List.of(
                                List.of(MESSAGES.persian("receipt.case-number"), r.caseNumber()),
                                List.of(MESSAGES.persian("receipt.time"), r.paidFa()),
                                List.of(MESSAGES.persian("receipt.reference"), r.reference())),
                        MESSAGES.persian("receipt.title/case", r.caseNumber())))
                .figures(List.of(List.of(r.words(), money(r.amount()))))
                .pairs(
                        PAIR,
                        List.of(
                                List.of(MESSAGES.persian("receipt.service"), Objects.toString(r.serviceFa(), "-")),
                                List.of(MESSAGES.persian("receipt.office"), office(r.office())),
                                List.of(MESSAGES.persian("receipt.bill-id"), r.billId()),
                                List.of(MESSAGES.persian("receipt.payment-id"), r.paymentId())))
                .section(MESSAGES.persian("receipt.for"))
                .table(
                        new float[] {3, 1},
                        List.of(MESSAGES.persian("receipt.description"), MESSAGES.persian("receipt.amount")),
                        lines(r))
                .section(MESSAGES.persian("receipt.bank"))
                .pairs(PAIR, bank(r));
        if (hasOfficeFee(r)) {
            sheet.paragraph(Receipts.NOTICE.persian());
        }
        return sheet.closing(
                        code(r, signer),
                        MESSAGES.persian("receipt.signature"),
                        List.of(),
                        List.of(city.name().persian(), MESSAGES.persian("receipt.signed")))
                .bytes();
    }

    private static boolean hasOfficeFee(Receipt r) {
        return r.lines().stream().anyMatch(ReceiptPdf::hasOfficeFee);
    }

    private static boolean hasOfficeFee(Duty line) {
        return line.code().equals(Payments.OFFICE_FEE);
    }

    private static List<List<String>> lines(Receipt r) {
        List<List<String>> rows = new ArrayList<>();
        for (Duty line : r.lines()) {
            String title = PersianText.persianDigits(line.titleFa());
            rows.add(List.of(
                    hasOfficeFee(line) ? MESSAGES.persian("receipt.fixed", title) : title, money(line.amount())));
        }
        if (r.rounding() != 0) {
            rows.add(List.of(MESSAGES.persian("receipt.rounding"), money(r.rounding())));
        }
        rows.add(List.of(MESSAGES.persian("receipt.total"), money(r.amount())));
        return rows;
    }

    private static List<List<String>> bank(Receipt r) {
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of(
                        MESSAGES.persian("receipt.gateway"),
                        CodeNames.find("gateway", r.gateway())
                                .map(Text::persian)
                                .orElse(r.gateway())),
                List.of(MESSAGES.persian("receipt.terminal"), r.terminal()),
                List.of(MESSAGES.persian("receipt.reference"), r.reference())));
        if (r.card() != null) {
            rows.add(List.of(MESSAGES.persian("receipt.card"), r.card()));
        }
        return rows;
    }

    /** Formats an amount in Persian. The line of a duty that was reduced after its payment is negative. */
    private static String money(long amount) {
        String rial = Rial.of(Math.abs(amount)).persian();
        return amount < 0 ? MESSAGES.persian("receipt.negative", rial) : rial;
    }
}
