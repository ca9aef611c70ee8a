package city.pishkhan.payments.internal.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.File;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedgerTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests a bank file that is imported before the hub records a payment that it lists. The money is first booked as
 * unexplained, then moved to the payment, so that it is booked once.
 */
class LateSaleMatchingTest {
    private static final Format FORMAT = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 0, List.of("order", "reference", "amount", "day"));
    private static final String BANK = "bank:mellat:4711";
    private static final String UNEXPLAINED = "unexplained:mellat";

    private PaymentsHarness harness;
    private SettlementService settlements;

    @BeforeEach
    void start() {
        harness = new PaymentsHarness();
        settlements = new SettlementService(
                harness.db.tx(), harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private Difference importLine(Object order, Attempt a, long amount) {
        String line = "%s,7%d,%d,%s"
                .formatted(order, a.order(), amount, LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN));
        settlements.importFile(FORMAT, "f.csv", line.getBytes(StandardCharsets.UTF_8));
        return open().get(0);
    }

    private List<Difference> open() {
        return settlements.differences(true, null, 10).items();
    }

    private void payAndConfirm(Attempt a) {
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, harness.bank.sale(a.order())));
        harness.payments.confirm(a.id());
    }

    private long sum(String account) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void terminalBelongsToItsGatewayInAnyFile() {
        Attempt a = harness.paid(harness.bill());
        harness.payments.confirm(a.id());
        var format = new Format(
                "branches", null, StandardCharsets.UTF_8, ',', 0, List.of("terminal", "reference", "amount", "day"));
        String line = "4711,7%d,%d,%s"
                .formatted(
                        a.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN));
        settlements.importFile(format, "f.csv", line.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), open());
        assertEquals(PaymentsHarness.DUTY, sum(BANK));
    }

    @Test
    void slipEnteredAfterFileMatchesFileLine() {
        Attempt a = harness.begin(harness.bill());
        assertEquals("unknown-sale", importLine("", a, PaymentsHarness.DUTY).kind());
        assertEquals(-PaymentsHarness.DUTY, sum(UNEXPLAINED));
        payAndConfirm(a);
        assertEquals("settled", harness.state(a));
        assertEquals(List.of(), open());
        assertEquals(PaymentsHarness.DUTY, sum(BANK), "the bank settled it once");
        assertEquals(0, sum(UNEXPLAINED));
        File file = settlements.files(null, 1).items().get(0);
        assertEquals(List.of(1, 0), List.of(file.matched(), file.different()));
        assertEquals(
                "hub", settlements.differences(false, null, 1).items().get(0).explainedBy());
    }

    @Test
    void failedThenPaidAttemptMatchesFileLine() {
        Attempt a = harness.begin(harness.bill());
        // the payer's first return reports no payment
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, null));
        harness.payments.confirm(a.id());
        assertEquals("failed", harness.state(a));
        Difference found = importLine(a.order(), a, PaymentsHarness.DUTY);
        assertEquals("bank-only", found.kind());
        payAndConfirm(a);
        assertEquals("settled", harness.state(a));
        assertEquals(List.of(), open());
        assertEquals(PaymentsHarness.DUTY, sum(BANK));
        assertEquals(
                Map.of(BANK, -PaymentsHarness.DUTY, UNEXPLAINED, PaymentsHarness.DUTY),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.CORRECTION, found.id()));
    }

    @Test
    void doublePaymentMatchesFileLine() {
        Bill bill = harness.bill();
        Attempt twice = harness.begin(bill);
        Attempt first = harness.beginSecond(bill);
        harness.payAndReturn(first);
        importLine("", twice, PaymentsHarness.DUTY);
        harness.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(first.id());
            return outcome;
        });
        payAndConfirm(twice);
        assertEquals("double", harness.state(twice));
        assertEquals(List.of(), open());
        assertEquals(2 * PaymentsHarness.DUTY, sum(BANK));
        assertEquals(-PaymentsHarness.DUTY, sum(DoubleEntryLedger.REFUNDS));
        assertEquals(0, sum(UNEXPLAINED));
    }

    @Test
    void amountDifferenceStaysOpen() {
        Attempt a = harness.begin(harness.bill());
        importLine("", a, PaymentsHarness.DUTY + 5_000);
        payAndConfirm(a);
        Difference rest = open().get(0);
        assertEquals("amount", rest.kind());
        assertEquals(PaymentsHarness.DUTY, rest.ours());
        assertEquals(PaymentsHarness.DUTY + 5_000, rest.banks());
        assertEquals(a.order(), rest.order());
        assertEquals(-5_000, sum(UNEXPLAINED));
        assertEquals(PaymentsHarness.DUTY + 5_000, sum(BANK));
        assertEquals(1, open().size(), "once");
    }

    @Test
    void correctedDifferenceKeepsExplanation() {
        Attempt a = harness.begin(harness.bill());
        Difference found = importLine("", a, PaymentsHarness.DUTY);
        settlements.explain(PaymentsHarness.TREASURY, found.id(), "a slip that nobody brought");
        payAndConfirm(a);
        assertEquals(0, sum(UNEXPLAINED));
        assertEquals(
                "a slip that nobody brought",
                settlements.differences(false, null, 1).items().get(0).explanation());
    }

    @Test
    void saleOfOtherTerminalDoesNotMatch() {
        Attempt a = harness.begin(harness.bill());
        harness.requestAndApprove("merchant-account", new FakeGateway("reader", () -> false) {
            @Override
            public String terminal() {
                return "4712";
            }
        });
        importLine("", a, PaymentsHarness.DUTY);
        Format other = new Format("reader", "4712", StandardCharsets.UTF_8, ',', 0, FORMAT.columns());
        settlements.importFile(
                other,
                "g.csv",
                (",7" + a.order() + "," + PaymentsHarness.DUTY + ",2026-11-25").getBytes(StandardCharsets.UTF_8));
        payAndConfirm(a);
        assertEquals(List.of("4712"), open().stream().map(Difference::terminal).toList());
    }
}
