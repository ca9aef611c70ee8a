package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Refunds.Refund;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.identifiers.PersianDate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Banks that take back what has paid: by their files, and by letters that the treasury enters; nothing moves without four eyes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeBackTest {
    private static final Format FILE = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 0, List.of("order", "reference", "amount", "day", "kind"));
    private static final Duty FEE = new Duty(Payments.OFFICE_FEE, "Fee of the office", "کارمزد دفتر", 600_000);

    private PaymentsHarness town;
    private Map<String, Long> before;

    @BeforeAll
    void start() {
        town = new PaymentsHarness();
    }

    @AfterAll
    void stop() {
        town.close();
    }

    @BeforeEach
    void count() {
        town.engine.over = false;
        open().forEach(d -> town.settlements.explain(PaymentsHarness.TREASURY, d.id(), "of another test"));
        before = sums();
    }

    private Map<String, Long> sums() {
        return town.db.tx().required(sql -> {
            Map<String, Long> sums = new HashMap<>();
            sql.createQuery("select account, sum(amount) from payments.posting group by 1 having sum(amount) <> 0")
                    .map((row, context) -> sums.put(row.getString(1), row.getLong(2)))
                    .list();
            return sums;
        });
    }

    private List<Difference> open() {
        return town.settlements.differences(true, null, 100).items();
    }

    private Attempt settled(Bill bill) {
        Attempt a = town.paid(bill);
        town.payments.confirm(a.id());
        assertEquals("settled", town.state(a));
        return a;
    }

    private static Map<String, String> sale(Attempt a) {
        return Map.of("gateway", "mellat", "terminal", "4711", "reference", "7" + a.order());
    }

    private String line(Attempt a, String kind) {
        return "%d,7%d,%d,%s,%s"
                .formatted(
                        a.order(),
                        a.order(),
                        PaymentsHarness.DUTY,
                        LocalDate.ofInstant(town.watch.instant(), PersianDate.TEHRAN),
                        kind);
    }

    private void file(String... lines) {
        town.settlements.take(FILE, "f.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheFileSaysWasTakenBackIsADifferenceUntilTwoOfTheTreasuryAgree() {
        Bill bill = town.bill();
        Attempt a = settled(bill);
        file(line(a, "sale"));
        assertEquals(List.of(), open());
        file(line(a, "reversal"));
        assertEquals(
                List.of("taken-back"), open().stream().map(Difference::kind).toList());
        assertEquals(before.get("bank:mellat:4711"), sums().get("bank:mellat:4711"), "the bank has it no more");
        assertEquals("paid", town.look(bill).state(), "a file alone reopens nothing");
        town.twoOfTheTreasury("payment-take-back", sale(a));
        assertEquals("open", town.look(bill).state());
        assertEquals("reversed", town.state(a));
        assertEquals(0, town.receipts(bill));
        assertTrue(town.engine.takenBack.contains(bill.caseId()));
        assertEquals(List.of(), open());
        assertEquals(before, sums(), "to the rial");
        assertTrue(town.events(bill).contains("payment.taken-back"));
        assertEquals(List.of(), town.journal.check(bill.caseId()));
        assertEquals("started", town.begin(bill).state(), "it is to be paid again");
    }

    @Test
    void aLetterOfTheBankDoesTheSameAndItsFileThatComesLaterBooksNothingTwice() {
        Bill bill = town.raise(town.someCase(), duty("density", PaymentsHarness.DUTY - 600_000), FEE)
                .get(0);
        Attempt a = settled(bill);
        file(line(a, ""));
        town.twoOfTheTreasury("payment-take-back", sale(a));
        assertEquals(before, sums(), "the office's share of the fee too");
        file(line(a, "برگشت"));
        assertEquals(List.of(), open());
        assertEquals(before, sums());
        Attempt again = settled(bill);
        assertEquals("paid", town.look(bill).state());
        assertTrue(town.engine.restored.contains(bill.caseId()));
        assertEquals(
                1,
                town.payments.bills(bill.caseId()).stream()
                        .filter(b ->
                                b.receipt() != null && b.receipt().reference().equals("7" + again.order()))
                        .count());
    }

    @Test
    void moneyThatWasOwedToThePayerAndWentBackIsOwedNoMore() {
        Bill bill = town.bill();
        Attempt twice = town.begin(bill);
        Attempt first = town.begin(bill);
        town.returns(twice);
        town.returns(first);
        town.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            town.payments.confirm(first.id());
            return outcome;
        });
        town.payments.confirm(twice.id());
        assertEquals("double", town.state(twice));
        town.twoOfTheTreasury("payment-take-back", sale(twice));
        assertEquals("reversed", town.state(twice));
        assertEquals("paid", town.look(bill).state(), "the other payment stands");
        Refund refund = town.refunds.list(null, null, 1).items().get(0);
        assertEquals("cancelled", refund.state());
    }

    @Test
    void ofACaseThatIsOverTheBillIsOwedNoMore() {
        Bill bill = town.bill();
        Attempt a = settled(bill);
        town.engine.over = true;
        town.twoOfTheTreasury("payment-take-back", sale(a));
        assertEquals("cancelled", town.look(bill).state());
        assertEquals(before, sums());
    }

    @Test
    void oneOfTheTreasuryIsNotEnoughAndWhatTheCityHasNotIsNotTakenBack() {
        Bill bill = town.bill();
        Attempt a = settled(bill);
        var asked =
                town.approvals.ask(PaymentsHarness.TREASURY, "payment-take-back", sale(a), "the bank's letter says so");
        assertEquals(
                "approval.same-person",
                assertThrows(Refusal.class, () -> town.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true))
                        .code());
        assertEquals("paid", town.look(bill).state());
        town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                "payment.not-settled",
                assertThrows(Refusal.class, () -> town.twoOfTheTreasury("payment-take-back", sale(a)))
                        .code(),
                "once");
        assertEquals(
                Refusal.Kind.NOT_FOUND,
                assertThrows(
                                Refusal.class,
                                () -> town.twoOfTheTreasury(
                                        "payment-take-back",
                                        Map.of("gateway", "mellat", "terminal", "4711", "reference", "none")))
                        .kind());
    }
}
