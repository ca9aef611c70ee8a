package city.pishkhan.payments.internal.fees;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Fees.Fee;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedgerTest;
import city.pishkhan.payments.internal.ledger.LedgerReportService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The office's share of the fixed fee, and its entries in the ledger. */
class OfficeShareTest {
    private static final Duty FEE = duty(Payments.OFFICE_FEE, 600_000);

    private PaymentsHarness harness;
    private FeeService fees;

    @BeforeEach
    void start() {
        harness = new PaymentsHarness();
        fees = new FeeService(harness.db.tx(), harness.db.schemas(), harness.journal, new AccessTable());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private List<Fee> owed(UUID caseId) {
        return fees.list(PaymentsHarness.TREASURY, null, null, 200).items().stream()
                .filter(fee -> fee.caseId().equals(caseId))
                .toList();
    }

    private Bill bill() {
        return harness.raise(harness.someCase(), duty("density", 5_000_000), FEE)
                .get(0);
    }

    @Test
    void officeShareIsOwedFromReceipt() {
        Bill bill = bill();
        Attempt a = harness.paid(bill);
        assertEquals(List.of(), owed(bill.caseId()));
        harness.payments.confirm(a.id());
        harness.payments.confirm(a.id());
        Fee fee = owed(bill.caseId()).get(0);
        assertEquals(1, owed(bill.caseId()).size());
        assertEquals(420_000, fee.amount());
        assertEquals("1204", fee.office());
        assertEquals(Payments.OFFICE_FEE, fee.code());
        assertEquals(
                Map.of("income:office-fee", 420_000L, "offices:1204", -420_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.FEE, fee.id()));
        assertEquals(
                -600_000L,
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.RECEIPT, a.id())
                        .get("income:office-fee"));
        assertTrue(harness.events(bill).contains("fee.owed"));
    }

    @Test
    void doublePaymentOwesFeeOnce() {
        Bill bill = bill();
        Attempt one = harness.begin(bill);
        Attempt two = harness.beginSecond(bill);
        harness.payAndReturn(one);
        harness.payAndReturn(two);
        harness.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(one.id());
            return outcome;
        });
        harness.payments.confirm(two.id());
        assertEquals("double", harness.state(two));
        assertEquals(
                List.of(420_000L), owed(bill.caseId()).stream().map(Fee::amount).toList());
    }

    @Test
    void officeHandlingCaseAtPaymentGetsFee() {
        Bill bill = bill();
        Attempt a = harness.paid(bill);
        harness.engine.office = "1301";
        harness.payments.confirm(a.id());
        assertEquals(
                List.of("1301"), owed(bill.caseId()).stream().map(Fee::office).toList());
        for (String by : LedgerReports.BY) {
            assertSums(by);
        }
        assertEquals(
                List.of("1301"),
                report("office").stream().map(LedgerReports.Line::key).toList());
    }

    @Test
    void failedConfirmationLeavesNoFee() {
        Bill bill = bill();
        Attempt a = harness.paid(bill);
        harness.engine.failures = 1;
        assertThrows(IllegalStateException.class, () -> harness.payments.confirm(a.id()));
        assertEquals(List.of(), owed(bill.caseId()));
        harness.payments.confirm(a.id());
        assertEquals(1, owed(bill.caseId()).size());
    }

    @Test
    void feeDeductedFromOverpaymentIsOwed() {
        UUID id = harness.someCase();
        List<Bill> bills = harness.raise(id, duty("density", 150_000_000_000L), FEE);
        harness.payments.confirm(harness.paid(bills.get(0)).id());
        assertEquals(List.of(), owed(id), "the fee is on the second bill");
        harness.raise(id, duty("density", 50_000_000_000L), FEE);
        assertEquals(
                List.of(99_999_999_000L - 50_000_000_000L - 600_000),
                harness.refunds.list(null, null, 10).items().stream()
                        .map(r -> r.amount())
                        .toList());
        assertEquals(List.of(420_000L), owed(id).stream().map(Fee::amount).toList());
        harness.raise(id, duty("density", 40_000_000_000L), FEE);
        assertEquals(1, owed(id).size(), "once");
        assertSums("service");
    }

    @Test
    void orderedInspectionIsExpenseOfMunicipality() {
        Creditor creditor = new Creditor(harness.someCase(), "22-1405-0000123-2", "violation-report", "1204", 22);
        fees.recordFees(creditor, List.of(duty("inspection", 6_000_000)));
        UUID first = owed(creditor.caseId()).get(0).id();
        assertEquals(
                Map.of("expense:inspection", 6_000_000L, "offices:1204", -6_000_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.FEE, first));
        fees.recordFees(creditor, List.of(duty("inspection", 5_000_000)));
        assertEquals(
                List.of(-1_000_000L, 6_000_000L),
                owed(creditor.caseId()).stream().map(Fee::amount).toList());
        LedgerReports.Line line = report("office").get(0);
        assertEquals(new LedgerReports.Line("1204", 0, 0, 0, 0, 0, 5_000_000, 5_000_000), line);
        assertSums("gateway");
    }

    @Test
    void reportSumsMatchForEveryGrouping() {
        Bill bill = bill();
        harness.payments.confirm(harness.paid(bill).id());
        fees.recordFees(
                new Creditor(harness.someCase(), "22-1405-0000123-2", "violation-report", "1301", 4),
                List.of(duty("inspection", 6_000_000)));
        LedgerReports.BY.forEach(this::assertSums);
        assertEquals(
                new LedgerReports.Line("building-permit", 1, 5_600_000, 5_180_000, 0, 0, 420_000, 0),
                report("service").get(0));
    }

    private List<LedgerReports.Line> report(String by) {
        LocalDate today = LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN);
        return new LedgerReportService(harness.db.tx(), harness.db.schemas())
                .report(by, today.minusDays(1), today.plusDays(1));
    }

    private void assertSums(String by) {
        List<LedgerReports.Line> lines = report(by);
        assertTrue(!lines.isEmpty(), by);
        long off = 0;
        for (LedgerReports.Line l : lines) {
            long of = l.bank() + l.expenses() - l.income() - l.refunds() - l.unexplained() - l.offices();
            assertTrue(of == 0 || by.equals("account"), by + " " + l);
            off += of;
        }
        assertEquals(0, off, by);
    }
}
