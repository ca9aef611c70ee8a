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
 * A bank that verifies by reference alone, and payers who submit each other's references. The bank's file names the order, and that
 * order is paid.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaleOwnershipTest {
    private static final Format FILE = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 0, List.of("order", "reference", "amount", "day"));

    private PaymentsHarness town;
    private SettlementService settlements;
    private long bank;
    private long unexplained;

    @BeforeAll
    void start() {
        town = new PaymentsHarness(Nature.ONE_STEP);
        settlements =
                new SettlementService(town.db.tx(), town.db.schemas(), town.journal, town.db.outbox(), town.watch);
    }

    @AfterAll
    void stop() {
        town.close();
    }

    @BeforeEach
    void count() {
        town.engine.over = false;
        settlements
                .differences(true, null, 100)
                .items()
                .forEach(d -> settlements.explain(PaymentsHarness.TREASURY, d.id(), "of another test"));
        bank = sum("bank:mellat:4711");
        unexplained = sum("unexplained:mellat");
    }

    private long sum(String account) {
        return town.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    /** A browser returns with a reference, which is then confirmed. */
    private void brings(Attempt a, String reference) {
        town.payments.callback("mellat", PaymentsHarness.form(a, reference));
        town.payments.confirm(a.id());
    }

    /** Imports a file of the bank and processes all resulting wake-ups. */
    private void file(String... lines) {
        town.db.sent().clear();
        settlements.take(FILE, "f.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        while (!town.db.sent().isEmpty()) {
            List<Sent> sent = List.copyOf(town.db.sent());
            town.db.sent().removeAll(sent);
            sent.forEach(wakeUp -> town.payments.confirm(wakeUp.id()));
        }
    }

    private String line(long order, Attempt sold) {
        return "%d,7%d,%d,%s"
                .formatted(
                        order,
                        sold.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(town.watch.instant(), PersianDate.TEHRAN));
    }

    private void assertPaid(Bill bill, Attempt by) {
        assertEquals("paid", town.look(bill).state());
        assertEquals("settled", town.state(by));
        assertEquals(1, town.receipts(bill));
        assertEquals("7" + by.order(), town.look(bill).receipt().reference());
    }

    private void assertOtherOrder(int count) {
        List<Difference> open = settlements.differences(true, null, 10).items();
        assertEquals(
                List.of("other-order"),
                open.stream().map(Difference::kind).distinct().toList());
        assertEquals(count, open.size());
    }

    @Test
    void whatAThiefPaidWithAnothersSaleIsTakenBackAndThePayerHasPaid() {
        Bill honest = town.bill();
        Bill stolen = town.bill();
        Attempt payer = town.begin(honest);
        Attempt thief = town.begin(stolen);
        String reference = town.bank.sale(payer.order());
        brings(thief, reference);
        assertEquals("paid", town.look(stolen).state(), "the bank verified it, and says no order");
        brings(payer, reference);
        assertEquals("unknown", town.state(payer));
        assertEquals("pending", town.look(honest).state(), "who has paid is not asked to pay again");
        assertEquals("pending", town.look(stolen).state(), "nobody relies on it any more");
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertEquals("failed", town.state(thief));
        assertEquals("open", town.look(stolen).state());
        assertEquals(0, town.receipts(stolen));
        assertTrue(town.engine.takenBack.contains(stolen.caseId()), "its certificate is held");
        assertFalse(town.engine.takenBack.contains(honest.caseId()));
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"), "the bank settled one sale");
        assertEquals(unexplained, sum("unexplained:mellat"));
        assertTrue(town.events(stolen).contains("payment.other-order"));
        assertEquals(List.of(), town.journal.check(stolen.caseId()));
    }

    @Test
    void aPayerWhoNeverCameBackHasPaidByTheFile() {
        Bill honest = town.bill();
        Bill stolen = town.bill();
        Attempt payer = town.begin(honest);
        Attempt thief = town.begin(stolen);
        brings(thief, town.bank.sale(payer.order()));
        town.watch.forward(ConfirmationTest.LAPSE);
        town.payments.confirm(payer.id());
        assertEquals("failed", town.state(payer), "nobody came back, so it was given up");
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertEquals("open", town.look(stolen).state());
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
    }

    @Test
    void twoWhoSwapTheirReferencesHaveEachPaidTheirOwnBill() {
        Bill one = town.bill();
        Bill two = town.bill();
        Attempt first = town.begin(one);
        Attempt second = town.begin(two);
        String firsts = town.bank.sale(first.order());
        String seconds = town.bank.sale(second.order());
        brings(first, seconds);
        brings(second, firsts);
        file(line(first.order(), first), line(second.order(), second));
        assertPaid(one, first);
        assertPaid(two, second);
        assertOtherOrder(2);
        assertEquals(bank + 2 * PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        assertEquals(unexplained, sum("unexplained:mellat"));
    }

    @Test
    void whoMerelyClaimsWhatAnotherPaidGetsNothingByTheFile() {
        Bill honest = town.bill();
        Bill claimed = town.bill();
        Attempt payer = town.begin(honest);
        Attempt thief = town.begin(claimed);
        String reference = town.bank.sale(payer.order());
        brings(payer, reference);
        brings(thief, reference);
        assertEquals("pending", town.look(honest).state());
        town.engine.changed.clear();
        file(line(payer.order(), payer));
        assertPaid(honest, payer);
        assertTrue(town.engine.changed.contains(honest.caseId()), "what waited for the bank's word goes on");
        assertEquals(List.of(), settlements.differences(true, null, 10).items());
        town.payments.confirm(thief.id());
        assertEquals("failed", town.state(thief));
        assertEquals("open", town.look(claimed).state());
    }

    @Test
    void moneyOfAnOrderThatIsNotOursPaysNothingAndIsUnexplained() {
        Bill stolen = town.bill();
        Attempt thief = town.begin(stolen);
        brings(thief, town.bank.sale(thief.order()));
        file(line(77, thief));
        assertEquals("open", town.look(stolen).state());
        assertOtherOrder(1);
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        assertEquals(unexplained - PaymentsHarness.DUTY, sum("unexplained:mellat"));
    }

    @Test
    void aBillThatWasTakenBackIsPaidAgainByWhoeverOwesIt() {
        Bill stolen = town.bill();
        Bill honest = town.bill();
        Attempt payer = town.begin(honest);
        Attempt thief = town.begin(stolen);
        brings(thief, town.bank.sale(payer.order()));
        file(line(payer.order(), payer));
        Attempt again = town.begin(stolen);
        brings(again, town.bank.sale(again.order()));
        assertPaid(stolen, again);
        assertTrue(town.engine.restored.contains(stolen.caseId()));
        // the other attempt may still be paid by its own sale, which is then one payment too many
        town.watch.forward(Duration.ofMinutes(1));
        town.payments.callback("mellat", PaymentsHarness.form(thief, town.bank.sale(thief.order())));
        town.payments.confirm(thief.id());
        assertEquals("unknown", town.state(thief));
    }

    @Test
    void aBillOfACaseThatIsOverIsOwedNoMore() {
        Bill stolen = town.bill();
        Attempt payer = town.begin(town.bill());
        Attempt thief = town.begin(stolen);
        brings(thief, town.bank.sale(payer.order()));
        town.engine.over = true;
        file(line(payer.order(), payer));
        assertEquals("cancelled", town.look(stolen).state());
    }

    @Test
    void whatWentBackToWhoeverBroughtTheSaleIsADifferenceForPeople() {
        Bill stolen = town.bill();
        Attempt payer = town.begin(town.bill());
        Attempt thief = town.begin(stolen);
        brings(thief, town.bank.sale(payer.order()));
        town.engine.over = true;
        town.db.tx().run(sql -> town.payments.end(stolen.caseId(), "case.withdrawn", CaseEnd.WITHDRAWN, 100));
        town.order(town.refunds.list("due", null, 1).items().get(0));
        file(line(payer.order(), payer));
        assertOtherOrder(1);
        assertEquals("settled", town.state(thief), "the treasury has sent its money back");
        assertEquals(1, town.receipts(stolen));
        assertEquals(bank + PaymentsHarness.DUTY, sum("bank:mellat:4711"));
        town.payments.confirm(thief.id());
        assertOtherOrder(1);
    }
}
