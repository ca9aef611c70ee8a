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
    private static PaymentsHarness harness;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static void pay(Bill bill) {
        harness.payments.confirm(harness.paid(bill).id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void dutiesBecomeOneBillWithBothIdentifiers() {
        UUID id = harness.someCase();
        List<Bill> bills = harness.raise(id, duty("density", 12_345_600), duty("inspection", 0), duty("waste", 1_000));
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
        assertEquals(harness.payments.bills(id), bills, "what was returned is what is stored");
    }

    @Test
    void billKeepsServiceOfItsCase() {
        UUID id = harness.someCase();
        harness.raise(id, duty("density", 5_000));
        assertEquals(List.of("building-permit"), harness.db.tx().required(sql -> sql.createQuery(
                        "select service from payments.bill where case_id = :case")
                .bind("case", id)
                .mapTo(String.class)
                .list()));
    }

    @Test
    void splitsAmountAboveMaximumOfPaymentId() {
        UUID id = harness.someCase();
        List<Bill> bills = harness.raise(id, duty("a", 150_000_000_000L), duty("b", 60_000_000_000L));
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
                harness.payments.bills(id).stream().map(Bill::state).toList());
    }

    @Test
    void raisesNoBillWithoutAmountDue() {
        assertEquals(List.of(), harness.raise(harness.someCase(), duty("a", 0)));
        assertEquals(List.of(), harness.raise(harness.someCase()));
        assertEquals(
                List.of(), harness.raise(harness.someCase(), duty("a", 499)), "less than half of the smallest payment");
    }

    @Test
    void unchangedDutiesKeepBills() {
        UUID id = harness.someCase();
        Bill bill = harness.raise(id, duty("a", 5_000)).get(0);
        assertEquals(List.of(bill), harness.raise(id, duty("a", 5_000)));
        pay(bill);
        assertEquals(
                List.of("paid"),
                harness.raise(id, duty("a", 5_000)).stream().map(Bill::state).toList());
        assertEquals(1, harness.payments.bills(id).size());
    }

    @Test
    void changedDutiesReplaceUnpaidBills() {
        UUID id = harness.someCase();
        Bill first = harness.raise(id, duty("a", 5_000)).get(0);
        Bill second = harness.raise(id, duty("a", 7_000)).get(0);
        assertNotEquals(first.billId(), second.billId());
        assertEquals("cancelled", harness.reload(first).state());
        assertEquals(7_000, second.amount());
        assertEquals(
                "bill.replaced",
                assertThrows(Refusal.class, () -> harness.begin(first)).code());
        assertEquals(List.of("payment.billed", "payment.bills-cancelled", "payment.billed"), harness.events(first));
    }

    @Test
    void billsOnlyDifferenceToPaidAmount() {
        UUID id = harness.someCase();
        pay(harness.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0));
        List<Bill> bills = harness.raise(id, duty("a", 9_000), duty("b", 1_000));
        assertEquals(List.of(7_000L, 3_000L), bills.stream().map(Bill::amount).toList());
        assertEquals(List.of(duty("b", -1_000), duty("a", 4_000)), bills.get(1).duties());
        pay(bills.get(1));
        assertTrue(harness.raise(id, duty("a", 9_000), duty("b", 1_000)).stream()
                .allMatch(b -> b.state().equals("paid")));
    }

    @Test
    void recordsOverpaymentOnce() {
        UUID id = harness.someCase();
        Bill bill = harness.raise(id, duty("a", 5_000)).get(0);
        pay(bill);
        assertEquals(
                List.of("paid"),
                harness.raise(id, duty("a", 3_000)).stream().map(Bill::state).toList());
        harness.raise(id, duty("a", 3_000));
        assertEquals(
                1,
                harness.events(bill).stream().filter("payment.overpaid"::equals).count());
    }

    private static void outdate(UUID id, List<Duty> duties) {
        harness.db.tx().run(sql -> {
            harness.engine.lock(id);
            harness.payments.cancelOutdated(id, "duties", duties);
        });
    }

    private static Refusal refused(Bill bill) {
        return assertThrows(Refusal.class, () -> harness.begin(bill));
    }

    @Test
    void outdatedBillAcceptsNoNewPayment() {
        UUID id = harness.someCase();
        Bill first = harness.raise(id, duty("a", 5_000)).get(0);
        outdate(id, List.of(duty("a", 5_000), duty("exempt", 0)));
        assertEquals("started", harness.begin(first).state(), "it is still right");

        outdate(id, List.of(duty("a", 7_000)));
        outdate(id, null);
        assertEquals("cancelled", harness.reload(first).state());
        assertEquals("bill.replaced", refused(first).code());
        assertEquals(Refusal.Kind.CONFLICT, refused(first).kind());
        assertEquals(
                1,
                harness.events(first).stream()
                        .filter("payment.bills-cancelled"::equals)
                        .count());

        Bill second = harness.raise(id, duty("a", 5_000)).get(0);
        assertNotEquals(first.id(), second.id(), "the same duties are billed again");
        assertEquals(5_000, second.amount());
        pay(second);
        outdate(id, null);
        assertEquals(
                List.of("paid"),
                harness.raise(id, duty("a", 5_000)).stream().map(Bill::state).toList());
    }

    @Test
    void keepsPaidPartsOfSplitBillAndReplacesRest() {
        UUID id = harness.someCase();
        List<Bill> first = harness.raise(id, duty("a", 150_000_000_000L));
        pay(first.get(0));
        outdate(id, null);
        assertEquals("bill.replaced", refused(first.get(1)).code());
        List<Bill> now = harness.raise(id, duty("a", 100_000_000_000L));
        assertEquals(
                List.of(99_999_999_000L, 1_000L), now.stream().map(Bill::amount).toList());
    }

    @Test
    void paymentOfReplacedBillIsRefunded() {
        UUID id = harness.someCase();
        Bill bill = harness.raise(id, duty("a", 5_000)).get(0);
        Attempt a = harness.paid(bill);
        harness.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            outdate(id, List.of(duty("a", 7_000)));
            return outcome;
        });
        harness.payments.confirm(a.id());
        assertEquals("double", harness.state(a));
        assertEquals(
                List.of("double 5000"),
                harness.refunds.list("due", null, 10).items().stream()
                        .filter(r -> r.caseId().equals(id))
                        .map(r -> r.kind() + " " + r.amount())
                        .toList());
        assertEquals(7_000, harness.raise(id, duty("a", 7_000)).get(0).amount());
    }

    @Test
    void rejectsNegativeDuty() {
        assertThrows(RuntimeException.class, () -> harness.raise(harness.someCase(), duty("a", -1)));
    }

    @Test
    void endedCaseCancelsOpenBills() {
        Bill bill = harness.bill();
        harness.db.tx().run(sql -> {
            harness.engine.lock(bill.caseId());
            harness.payments.endCase(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
        });
        assertEquals("cancelled", harness.reload(bill).state());
        harness.db.tx().run(sql -> harness.payments.endCase(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0));
        assertEquals(
                1,
                harness.events(bill).stream()
                        .filter("payment.bills-cancelled"::equals)
                        .count());
    }

    @Test
    void doesNotVerifyPaymentOfCancelledBill() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.db.tx().run(sql -> {
            harness.engine.lock(bill.caseId());
            harness.payments.endCase(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
        });
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        assertEquals(0, harness.bank.sales.get("7" + a.order()).verifications);
        harness.bank.sales.get("7" + a.order()).reversed = true;
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
    }
}
