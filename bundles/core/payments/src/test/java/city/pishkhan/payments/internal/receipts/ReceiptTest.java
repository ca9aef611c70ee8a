package city.pishkhan.payments.internal.receipts;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Text;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.stubs.Stubs;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static final Duty FEE = new Duty(Payments.OFFICE_FEE, "Fee of the office", "کارمزد دفتر", 600_000);

    /** A signer that marks documents instead of signing them. */
    private static final DocumentSigner SIGNER = new DocumentSigner() {
        @Override
        public byte[] signPdf(byte[] pdf, String reason) {
            assertEquals("رسید پرداخت", reason);
            byte[] signed = Arrays.copyOf(pdf, pdf.length + 1);
            signed[pdf.length] = '\n';
            return signed;
        }

        @Override
        public String signText(String text) {
            return "word-on:" + text.length();
        }
    };

    private static final Identity CITY =
            new Identity(new Text("Example", "شهرداری شهر نمونه"), new Text("", ""), "", "", null);

    private static PaymentsHarness harness;
    private static ReceiptService receipts;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
        receipts = new ReceiptService(
                harness.db.tx(),
                harness.db.schemas(),
                fake(Procedures.class, fake(RuleSet.class, null)),
                () -> CITY,
                SIGNER);
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    /**
     * Creates a fake of the rules in which every service code has the same procedure.
     *
     * @param ruleSet rule set that the fake returns; {@code null} to return that procedure
     */
    private static <T> T fake(Class<T> type, RuleSet ruleSet) {
        return Stubs.intercept(type, (proxy, method, args) -> {
            assertTrue(List.of("ruleSet", "procedure").contains(method.getName()), method.getName());
            return ruleSet != null
                    ? ruleSet
                    : Optional.of(new Procedure(
                            args[0].toString(), 1, "Building permit", "پروانه ساختمانی", "property", List.of()));
        });
    }

    private static Bill paid() {
        Bill bill = harness.raise(harness.someCase(), duty("density", 2_149_600), FEE)
                .get(0);
        harness.payments.confirm(harness.paid(bill).id());
        return bill;
    }

    private static Receipt of(Bill bill) {
        return receipts.find(bill.caseId(), bill.id(), "rules-1");
    }

    @Test
    void paidBillHasReceipt() {
        Bill bill = paid();
        Receipt r = of(bill);
        assertEquals(2_750_000, r.amount());
        assertEquals("دو میلیون و هفتصد و پنجاه هزار ریال", r.words());
        assertEquals(400, r.rounding());
        assertEquals(bill.billId(), r.billId());
        assertEquals(bill.paymentId(), r.paymentId());
        assertEquals("پروانه ساختمانی", r.serviceFa());
        assertEquals("1204", r.office());
        assertEquals("mellat", r.gateway());
        assertEquals(harness.reload(bill).receipt().reference(), r.reference());
        assertTrue(r.lines().contains(FEE), r.lines().toString());
        assertTrue(r.paidFa().matches("[۰-۹/]{10} [۰-۹:]{5}"), r.paidFa());
    }

    @Test
    void unpaidOrForeignBillHasNoReceipt() {
        Bill open = harness.bill();
        assertEquals(
                "bill.not-paid", assertThrows(Refusal.class, () -> of(open)).code());
        Bill paid = paid();
        for (UUID other : List.of(open.caseId(), UUID.randomUUID())) {
            assertEquals(
                    "bill.unknown",
                    assertThrows(Refusal.class, () -> receipts.find(other, paid.id(), "rules-1"))
                            .code());
        }
    }

    @Test
    void receiptShowsOnlyMaskedCard() {
        Bill bill = paid();
        for (String brought : List.of("6037701689095443", "603770******5443")) {
            harness.db
                    .tx()
                    .run(sql -> sql.execute(
                            "update payments.attempt set masked_pan = ? where bill = ?", brought, bill.id()));
            assertEquals("603770******5443", of(bill).card());
        }
    }

    @Test
    void receiptWithoutOfficeAndServiceShowsNoNull() throws Exception {
        Bill bill = paid();
        harness.db
                .tx()
                .run(sql ->
                        sql.execute("update payments.bill set office = null, service = null where id = ?", bill.id()));
        try (PDDocument read = Loader.loadPDF(receipts.pdf(of(bill)))) {
            String text = new PDFTextStripper().getText(read);
            assertFalse(text.contains("null"), text);
        }
    }

    /** A receipt shows the Persian word for a case opened at home, not the internal code {@code home}. */
    @Test
    void receiptOfHomeCaseNamesNoOffice() throws Exception {
        Bill bill = paid();
        harness.db.tx().run(sql -> sql.execute("update payments.bill set office = 'home' where id = ?", bill.id()));
        try (PDDocument read = Loader.loadPDF(receipts.pdf(of(bill)))) {
            String text = new PDFTextStripper().getText(read);
            assertTrue(text.contains("غیرحضوری") && !text.contains("home"), text);
        }
    }

    @Test
    void pdfShowsReceiptDataAndQrCode() throws Exception {
        Receipt r = of(paid());
        byte[] pdf = receipts.pdf(r);
        Files.write(Path.of("target/receipt.pdf"), pdf);
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertEquals(1, read.getNumberOfPages());
            String text = new PDFTextStripper().getText(read);
            for (String said : List.of(
                    r.caseNumber(),
                    r.billId(),
                    r.paymentId(),
                    r.reference(),
                    "شهرداری شهر نمونه",
                    "به‌پرداخت ملت",
                    "۲٬۷۵۰٬۰۰۰ ریال",
                    "4711")) {
                assertTrue(
                        text.contains(said) || text.contains(PersianText.persianDigits(said)),
                        said + " is not in " + text);
            }
            assertFalse(text.contains("null"), text);
            assertFalse(
                    text.replaceAll("[!-~]*[a-zA-Z][!-~]*", "").matches("(?s).*[0-9].*"),
                    "only codes have Latin digits: " + text);
            assertEquals(pdf.length - 1, ReceiptPdf.render(r, CITY, SIGNER).length, "it is signed as it is");
            String said = "pishkhan-receipt-1 " + r.billId() + " " + r.paymentId() + " 2750000 mellat 4711 "
                    + r.reference() + " " + r.paid().truncatedTo(ChronoUnit.SECONDS);
            BufferedImage image = new PDFRenderer(read).renderImageWithDPI(0, 150);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            assertEquals(
                    said + " word-on:" + said.length(),
                    new QRCodeReader()
                            .decode(new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                            .getText());
        }
    }
}
