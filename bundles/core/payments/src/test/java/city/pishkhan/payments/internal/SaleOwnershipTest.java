package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.payments.internal.settlement.SettlementService;
import city.pishkhan.persistence.TestStore.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A bank that verifies by reference alone, and payers who submit each other's references. The bank's file names the
 * order number of the sale, and the attempt with that number is paid.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaleOwnershipTest {
    private static final Format FILE = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 0, List.of("order", "reference", "amount", "day"));

    private PaymentsHarness harness;
    private SettlementService settlements;
    private long bank;
    private long unexplained;

    @BeforeAll
    void start() {
        harness = new PaymentsHarness(Nature.ONE_STEP);
        settlements = new SettlementService(
                harness.db.tx(), harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
    }

    @AfterAll
    void stop() {
        harness.close();
    }

    @BeforeEach
    void count() {
        harness.engine.over = false;
        settlements
                .differences(true, null, 100)
                .items()
                .forEach(d -> settlements.explain(PaymentsHarness.TREASURY, d.id(), "of another test"));
        bank = sum("bank:mellat:4711");
        unexplained = sum("unexplained:mellat");
    }

    private long sum(String account) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    /** A browser returns with a reference, which is then confirmed. */
    private void returnWithReference(Attempt a, String reference) {
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(a, reference));
        harness.payments.confirm(a.id());
    }

    /** Imports a file of the bank and processes all resulting wake-ups. */
    private void file(String... lines) {
        harness.db.sent().clear();
        settlements.importFile(FILE, "f.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        while (!harness.db.sent().isEmpty()) {
            List<Sent> sent = List.copyOf(harness.db.sent());
            harness.db.sent().removeAll(sent);
            sent.forEach(wakeUp -> harness.payments.confirm(wakeUp.id()));
        }
    }

    private String line(long order, Attempt sold) {
        return "%d,7%d,%d,%s"
                .formatted(
                        order,
                        sold.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN));
    }

    private void assertPaid(Bill bill, Attempt by) {
        assertEquals("paid", harness.reload(bill).state());
        assertEquals("settled", harness.state(by));
        assertEquals(1, harness.receipts(bill));
        assertEquals("7" + by.order(), harness.reload(bill).receipt().reference());
    }

    private void assertOtherOrder(int count) {
        List<Difference> open = settlements.differences(true, null, 10).items();
        assertEquals(
                List.of("other-order"),
                open.stream().map(Difference::kind).distinct().toList());
        assertEquals(count, open.size());
    }

    @Test
    void stolenSaleMovesToPayerAfterSettlementFile() {
        Bill honest = harness.bill();
        Bill stolen = harness.bill();
        Attempt payer = harness.begin(honest);
        Attempt thief = harness.begin(stolen);
        String reference = harness.bank.sale(payer.order());
        returnWithReference(thief, reference);
        assertEquals("paid", harness.reload(stolen).state(), "the bank verified it, and says no order");
        returnWithReference(payer, reference);
        assertEquals("unknown", harness.state(payer));
        assertEquals("pending", harness.reload(honest).state(), "who has paid is not asked to pay again");
        assertEquals("pending", harness.reload(stolen).state(), "nobody relies on it any more");
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertEquals("failed", harness.state(thief));
        assertEquals("open", harness.reload(stolen).state());
        assertEquals(0, harness.receipts(stolen));
        assertTrue(harness.engine.takenBack.contains(stolen.caseId()), "its certificate is held");
        assertFalse(harness.engine.takenBack.contains(honest.caseId()));
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"), "the bank settled one sale");
        assertEquals(unexplained, sum("unexplained:mellat"));
        assertTrue(harness.events(stolen).contains("payment.other-order"));
        assertEquals(List.of(), harness.journal.check(stolen.caseId()));
    }

    @Test
    void settlementFilePaysBillWithoutCallback() {
        Bill honest = harness.bill();
        Bill stolen = harness.bill();
        Attempt payer = harness.begin(honest);
        Attempt thief = harness.begin(stolen);
        returnWithReference(thief, harness.bank.sale(payer.order()));
        harness.watch.advance(AttemptConfirmationTest.LAPSE);
        harness.payments.confirm(payer.id());
        assertEquals("failed", harness.state(payer), "nobody came back, so it was given up");
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertEquals("open", harness.reload(stolen).state());
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
    }

    @Test
    void swappedReferencesPayOwnBillsAfterFile() {
        Bill one = harness.bill();
        Bill two = harness.bill();
        Attempt first = harness.begin(one);
        Attempt second = harness.begin(two);
        String firsts = harness.bank.sale(first.order());
        String seconds = harness.bank.sale(second.order());
        returnWithReference(first, seconds);
        returnWithReference(second, firsts);
        file(line(first.order(), first), line(second.order(), second));
        assertPaid(one, first);
        assertPaid(two, second);
        assertOtherOrder(2);
        assertEquals(bank + 2 * PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        assertEquals(unexplained, sum("unexplained:mellat"));
    }

    @Test
    void claimedReferenceIsRejectedBySettlementFile() {
        Bill honest = harness.bill();
        Bill claimed = harness.bill();
        Attempt payer = harness.begin(honest);
        Attempt thief = harness.begin(claimed);
        String reference = harness.bank.sale(payer.order());
        returnWithReference(payer, reference);
        returnWithReference(thief, reference);
        assertEquals("pending", harness.reload(honest).state());
        harness.engine.changed.clear();
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertTrue(harness.engine.changed.contains(honest.caseId()), "what waited for the bank's word goes on");
        assertEquals(List.of(), settlements.differences(true, null, 10).items());
        harness.payments.confirm(thief.id());
        assertEquals("failed", harness.state(thief));
        assertEquals("open", harness.reload(claimed).state());
    }

    @Test
    void saleOfUnknownOrderPaysNothingAndIsUnexplained() {
        Bill stolen = harness.bill();
        Attempt thief = harness.begin(stolen);
        returnWithReference(thief, harness.bank.sale(thief.order()));
        file(line(77, thief));
        assertEquals("open", harness.reload(stolen).state());
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        assertEquals(unexplained - PaymentsHarness.DUTY, sum("unexplained:mellat"));
    }

    @Test
    void reopenedBillCanBePaidAgain() {
        Bill stolen = harness.bill();
        Bill honest = harness.bill();
        Attempt payer = harness.begin(honest);
        Attempt thief = harness.begin(stolen);
        returnWithReference(thief, harness.bank.sale(payer.order()));
        file(line(payer.order(), payer));
        Attempt again = harness.begin(stolen);
        returnWithReference(again, harness.bank.sale(again.order()));
        assertPaid(stolen, again);
        assertTrue(harness.engine.restored.contains(stolen.caseId()));
        // the payer of the first attempt returns with the sale of this attempt's order; the bill is already paid, so
        // the hub puts the attempt on hold and does not verify the sale
        harness.watch.advance(Duration.ofMinutes(1));
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(thief, harness.bank.sale(thief.order())));
        harness.payments.confirm(thief.id());
        assertEquals("unknown", harness.state(thief));
    }

    @Test
    void reopenedBillOfEndedCaseIsCancelled() {
        Bill stolen = harness.bill();
        Attempt payer = harness.begin(harness.bill());
        Attempt thief = harness.begin(stolen);
        returnWithReference(thief, harness.bank.sale(payer.order()));
        harness.engine.over = true;
        file(line(payer.order(), payer));
        assertEquals("cancelled", harness.reload(stolen).state());
    }

    @Test
    void refundedForeignSaleBecomesDifference() {
        Bill stolen = harness.bill();
        Attempt payer = harness.begin(harness.bill());
        Attempt thief = harness.begin(stolen);
        returnWithReference(thief, harness.bank.sale(payer.order()));
        harness.engine.over = true;
        harness.db.tx().run(sql -> harness.payments.endCase(stolen.caseId(), "case.withdrawn", CaseEnd.WITHDRAWN, 100));
        harness.order(harness.refunds.list("due", null, 1).items().get(0));
        file(line(payer.order(), payer));
        assertOtherOrder(1);
        assertEquals("settled", harness.state(thief), "the treasury has sent its money back");
        assertEquals(1, harness.receipts(stolen));
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        harness.payments.confirm(thief.id());
        assertOtherOrder(1);
    }
}
