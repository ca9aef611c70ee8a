package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.BillId;
import city.pishkhan.identifiers.PaymentId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BillingTest {
    private static PaymentsHarness town;

    @BeforeAll
    static void start() {
        town = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static void pay(Bill bill) {
        town.payments.confirm(town.paid(bill).id());
        assertEquals("paid", town.look(bill).state());
    }

    @Test
    void dutiesBecomeOneBillWithBothIdentifiers() {
        UUID id = town.someCase();
        List<Bill> bills = town.raise(id, duty("density", 12_345_600), duty("inspection", 0), duty("waste", 1_000));
        assertEquals(1, bills.size());
        Bill bill = bills.get(0);
        assertEquals(12_347_000, bill.amount(), "rounded half up to thousands");
        assertEquals("open", bill.state());
        assertEquals(List.of(duty("density", 12_345_600), duty("waste", 1_000)), bill.duties());
        BillId billId = BillId.parse(bill.billId());
        assertEquals(BillId.Service.MUNICIPALITY, billId.service());
        assertEquals(7, billId.company());
        assertEquals(
                12_347_000, PaymentId.parse(billId, bill.paymentId()).amount().amount());
        assertEquals(town.payments.bills(id), bills, "what was returned is what is stored");
    }

    @Test
    void aBillKeepsTheServiceOfItsCase() {
        UUID id = town.someCase();
        town.raise(id, duty("density", 5_000));
        assertEquals(List.of("building-permit"), town.db.tx().required(sql -> sql.createQuery(
                        "select service from payments.bill where case_id = :case")
                .bind("case", id)
                .mapTo(String.class)
                .list()));
    }

    @Test
    void whatThePaymentIdCannotHoldIsSplit() {
        UUID id = town.someCase();
        List<Bill> bills = town.raise(id, duty("a", 150_000_000_000L), duty("b", 60_000_000_000L));
        assertEquals(
                List.of(99_999_999_000L, 99_999_999_000L, 10_000_002_000L),
                bills.stream().map(Bill::amount).toList());
        assertEquals(
                210_000_000_000L,
                bills.stream()
                        .flatMap(b -> b.duties().stream())
                        .mapToLong(Duty::amount)
                        .sum());
        assertEquals(3, bills.stream().map(Bill::billId).distinct().count());
        bills.forEach(b -> PaymentId.parse(BillId.parse(b.billId()), b.paymentId()));
        pay(bills.get(1));
        assertEquals(
                List.of("open", "paid", "open"),
                town.payments.bills(id).stream().map(Bill::state).toList());
    }

    @Test
    void nothingOwedRaisesNothing() {
        assertEquals(List.of(), town.raise(town.someCase(), duty("a", 0)));
        assertEquals(List.of(), town.raise(town.someCase()));
        assertEquals(List.of(), town.raise(town.someCase(), duty("a", 499)), "less than half of the smallest payment");
    }

    @Test
    void theSameDutiesKeepTheBills() {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000)).get(0);
        assertEquals(List.of(bill), town.raise(id, duty("a", 5_000)));
        pay(bill);
        assertEquals(
                List.of("paid"),
                town.raise(id, duty("a", 5_000)).stream().map(Bill::state).toList());
        assertEquals(1, town.payments.bills(id).size());
    }

    @Test
    void otherDutiesReplaceWhatIsUnpaid() {
        UUID id = town.someCase();
        Bill first = town.raise(id, duty("a", 5_000)).get(0);
        Bill second = town.raise(id, duty("a", 7_000)).get(0);
        assertNotEquals(first.billId(), second.billId());
        assertEquals("cancelled", town.look(first).state());
        assertEquals(7_000, second.amount());
        assertEquals(
                "bill.replaced",
                assertThrows(Refusal.class, () -> town.begin(first)).code());
        assertEquals(List.of("payment.billed", "payment.bills-cancelled", "payment.billed"), town.events(first));
    }

    @Test
    void whatIsPaidIsCountedAndOnlyTheDifferenceBilled() {
        UUID id = town.someCase();
        pay(town.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0));
        List<Bill> bills = town.raise(id, duty("a", 9_000), duty("b", 1_000));
        assertEquals(List.of(7_000L, 3_000L), bills.stream().map(Bill::amount).toList());
        assertEquals(List.of(duty("b", -1_000), duty("a", 4_000)), bills.get(1).duties());
        pay(bills.get(1));
        assertTrue(town.raise(id, duty("a", 9_000), duty("b", 1_000)).stream()
                .allMatch(b -> b.state().equals("paid")));
    }

    @Test
    void whatIsPaidTooMuchIsWrittenDownOnce() {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000)).get(0);
        pay(bill);
        assertEquals(
                List.of("paid"),
                town.raise(id, duty("a", 3_000)).stream().map(Bill::state).toList());
        town.raise(id, duty("a", 3_000));
        assertEquals(
                1, town.events(bill).stream().filter("payment.overpaid"::equals).count());
    }

    private static void outdate(UUID id, List<Duty> duties) {
        town.db.tx().run(sql -> {
            town.engine.lock(id);
            town.payments.outdate(id, "duties", duties);
        });
    }

    private static Refusal refused(Bill bill) {
        return assertThrows(Refusal.class, () -> town.begin(bill));
    }

    @Test
    void aBillOfWhatIsOwedNoMoreTakesNoNewPaymentBeforeThereIsAnother() {
        UUID id = town.someCase();
        Bill first = town.raise(id, duty("a", 5_000)).get(0);
        outdate(id, List.of(duty("a", 5_000), duty("exempt", 0)));
        assertEquals("started", town.begin(first).state(), "it is still right");

        outdate(id, List.of(duty("a", 7_000)));
        outdate(id, null);
        assertEquals("cancelled", town.look(first).state());
        assertEquals("bill.replaced", refused(first).code());
        assertEquals(Refusal.Kind.CONFLICT, refused(first).kind());
        assertEquals(
                1,
                town.events(first).stream()
                        .filter("payment.bills-cancelled"::equals)
                        .count());

        Bill second = town.raise(id, duty("a", 5_000)).get(0);
        assertNotEquals(first.id(), second.id(), "the same duties are billed again");
        assertEquals(5_000, second.amount());
        pay(second);
        outdate(id, null);
        assertEquals(
                List.of("paid"),
                town.raise(id, duty("a", 5_000)).stream().map(Bill::state).toList());
    }

    @Test
    void ofBillsThatAreSplitThePaidOnesCountAndTheRestIsReplaced() {
        UUID id = town.someCase();
        List<Bill> first = town.raise(id, duty("a", 150_000_000_000L));
        pay(first.get(0));
        outdate(id, null);
        assertEquals("bill.replaced", refused(first.get(1)).code());
        List<Bill> now = town.raise(id, duty("a", 100_000_000_000L));
        assertEquals(
                List.of(99_999_999_000L, 1_000L), now.stream().map(Bill::amount).toList());
    }

    @Test
    void whatIsUnderWayWhenABillIsReplacedAndStaysAtTheBankIsOwedBack() {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000)).get(0);
        Attempt a = town.paid(bill);
        town.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            outdate(id, List.of(duty("a", 7_000)));
            return outcome;
        });
        town.payments.confirm(a.id());
        assertEquals("double", town.state(a));
        assertEquals(
                List.of("double 5000"),
                town.refunds.list("due", null, 10).items().stream()
                        .filter(r -> r.caseId().equals(id))
                        .map(r -> r.kind() + " " + r.amount())
                        .toList());
        assertEquals(7_000, town.raise(id, duty("a", 7_000)).get(0).amount());
    }

    @Test
    void aNegativeDutyStopsTheBill() {
        assertThrows(RuntimeException.class, () -> town.raise(town.someCase(), duty("a", -1)));
    }

    @Test
    void anEndedCaseOwesNothing() {
        Bill bill = town.bill();
        town.db.tx().run(sql -> {
            town.engine.lock(bill.caseId());
            town.payments.end(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
        });
        assertEquals("cancelled", town.look(bill).state());
        town.db.tx().run(sql -> town.payments.end(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0));
        assertEquals(
                1,
                town.events(bill).stream()
                        .filter("payment.bills-cancelled"::equals)
                        .count());
    }

    @Test
    void moneyForABillThatWasCancelledMeanwhileIsNotTaken() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        town.db.tx().run(sql -> {
            town.engine.lock(bill.caseId());
            town.payments.end(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
        });
        town.payments.confirm(a.id());
        assertEquals("unknown", town.state(a));
        assertEquals(0, town.bank.sales.get("7" + a.order()).verifications);
        town.bank.sales.get("7" + a.order()).reversed = true;
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
    }
}
