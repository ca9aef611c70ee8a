package city.pishkhan.payments.internal.treasury;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Refunds.Order;
import city.pishkhan.api.money.Refunds.Refund;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedgerTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundTest {
    private static final Iban IBAN = Iban.parse("IR820540102680020817909002");
    private PaymentsHarness town;

    @BeforeEach
    void start() {
        town = new PaymentsHarness();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private List<Refund> refunds() {
        return town.refunds.list(null, null, 100).items();
    }

    private Refund paidTwice() {
        Bill bill = town.bill();
        Attempt one = town.begin(bill);
        Attempt two = town.beginSecond(bill);
        town.returns(one);
        town.returns(two);
        town.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            town.payments.confirm(one.id());
            return outcome;
        });
        town.payments.confirm(two.id());
        assertEquals("double", town.state(two));
        return refunds().get(0);
    }

    private Approval ask(Refund refund) {
        return town.approvals.ask(
                PaymentsHarness.TREASURY,
                "refund",
                Map.of("refund", refund.id().toString(), "account", refund.account()),
                "paid twice");
    }

    @Test
    void aSecondPaymentGoesBackWhenTwoWantItAndTheBankHasPaidIt() {
        Refund due = paidTwice();
        assertEquals("double", due.kind());
        assertEquals(PaymentsHarness.DUTY, due.amount());
        assertEquals("due", due.state());
        assertTrue(town.payments.owes(due.caseId()));
        Refund named = town.refunds.account(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی");
        assertFalse(named.iban().contains("0268002081"), named.iban());
        Approval asked = ask(named);
        assertEquals(
                "approval.same-person",
                assertThrows(Refusal.class, () -> town.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true))
                        .code());
        assertEquals(List.of(), town.refunds.orders(PaymentsHarness.TREASURY));
        assertEquals(
                "refund.not-ordered",
                assertThrows(Refusal.class, () -> town.refunds.done(PaymentsHarness.TREASURY, due.id(), "B-1"))
                        .code());
        town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                List.of(new Order(due.id(), due.caseNumber(), PaymentsHarness.DUTY, IBAN, "مریم رضایی")),
                town.refunds.orders(PaymentsHarness.TREASURY));
        assertTrue(town.payments.owes(due.caseId()), "until the bank has paid it");
        assertEquals(
                "done",
                town.refunds.done(PaymentsHarness.TREASURY, due.id(), "B-1").state());
        assertFalse(town.payments.owes(due.caseId()));
        assertEquals(
                Map.of("refunds", PaymentsHarness.DUTY, "bank:mellat:4711", -PaymentsHarness.DUTY),
                DoubleEntryLedgerTest.postings(town, DoubleEntryLedger.REFUND, due.id()));
        assertEquals(List.of(), town.refunds.orders(PaymentsHarness.TREASURY));
        assertThrows(Refusal.class, () -> town.refunds.done(PaymentsHarness.TREASURY, due.id(), "B-2"), "once");
    }

    @Test
    void whatWasAskedForAnotherAccountIsNotPaid() {
        Refund due = paidTwice();
        assertThrows(Refusal.class, () -> town.refunds.account(PaymentsHarness.TREASURY, due.id(), IBAN, " "));
        Approval asked = ask(town.refunds.account(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی"));
        town.refunds.account(PaymentsHarness.TREASURY, due.id(), IBAN, "کس دیگری");
        assertEquals(
                "refund.account",
                assertThrows(
                                Refusal.class,
                                () -> town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true))
                        .code());
        assertEquals("due", refunds().get(0).state());
    }

    @Test
    void oneTransferPaysOneRefund() {
        for (int i = 0; i < 2; i++) {
            Refund due = paidTwice();
            Approval asked = ask(town.refunds.account(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی"));
            town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        }
        List<Refund> ordered = town.refunds.list("ordered", null, 10).items();
        town.refunds.done(PaymentsHarness.TREASURY, ordered.get(0).id(), "B-1");
        assertEquals(
                "refund.reference-used",
                assertThrows(
                                Refusal.class,
                                () -> town.refunds.done(
                                        PaymentsHarness.TREASURY, ordered.get(1).id(), "B-1"))
                        .code());
    }

    @Test
    void dutiesThatBecameLessAreOwedOnce() {
        UUID id = town.someCase();
        town.payments.confirm(
                town.paid(town.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0))
                        .id());
        town.raise(id, duty("a", 3_000), duty("b", 2_000));
        town.raise(id, duty("a", 3_000), duty("b", 2_000));
        assertEquals(List.of(2_000L), refunds().stream().map(Refund::amount).toList());
        Refund due = refunds().get(0);
        assertEquals("overpaid", due.kind());
        assertEquals(
                Map.of("income:a", 2_000L, "refunds", -2_000L),
                DoubleEntryLedgerTest.postings(town, DoubleEntryLedger.CORRECTION, due.id()));
        town.raise(id, duty("a", 1_000), duty("b", 2_000));
        assertEquals(
                List.of(2_000L, 2_000L), refunds().stream().map(Refund::amount).toList());
        List<Bill> again = town.raise(id, duty("a", 5_000), duty("b", 2_000));
        assertEquals(4_000, again.get(1).amount(), "what is owed back is billed anew");
    }

    @Test
    void aWithdrawnCaseIsOwedTheRulesShareOnce() {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0);
        town.payments.confirm(town.paid(bill).id());
        town.raise(id, duty("a", 4_000), duty("b", 2_000));
        town.db.tx().run(sql -> {
            town.engine.lock(id);
            town.payments.end(id, "case.withdrawn", CaseEnd.WITHDRAWN, 90);
        });
        assertEquals(
                List.of("withdrawn 5400", "overpaid 1000"),
                refunds().stream().map(r -> r.kind() + " " + r.amount()).toList());
        assertEquals(
                Map.of("income:a", 3_600L, "income:b", 1_800L, "refunds", -5_400L),
                DoubleEntryLedgerTest.postings(
                        town, DoubleEntryLedger.CORRECTION, refunds().get(0).id()));
        assertTrue(town.events(bill).contains("refund.due"));
    }

    @Test
    void theFeeOfTheOfficeNeverGoesBack() {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000), duty("office-fee", 3_000)).get(0);
        town.payments.confirm(town.paid(bill).id());
        assertEquals(List.of("paid"), states(town.raise(id, duty("a", 5_000), duty("office-fee", 1_000))));
        town.raise(id, duty("a", 4_000));
        assertEquals(List.of(1_000L), refunds().stream().map(Refund::amount).toList());
        town.db.tx().run(sql -> town.payments.end(id, "case.withdrawn", CaseEnd.WITHDRAWN, 100));
        assertEquals(
                List.of(4_000L, 1_000L), refunds().stream().map(Refund::amount).toList());
    }

    private static List<String> states(List<Bill> bills) {
        return bills.stream().map(Bill::state).toList();
    }

    @Test
    void rulesThatGiveNothingBackOweNothing() {
        Bill bill = town.bill();
        town.payments.confirm(town.paid(bill).id());
        town.db.tx().run(sql -> town.payments.end(bill.caseId(), "case.withdrawn", CaseEnd.WITHDRAWN, 0));
        assertEquals(List.of(), refunds());
    }

    @ParameterizedTest
    @EnumSource(CaseEnd.class)
    void eachWayOfEndingGivesItsShareBackOnceAndTheLedgerBalances(CaseEnd end) {
        UUID id = town.someCase();
        town.payments.confirm(town.paid(town.raise(id, duty("a", 5_000), duty("office-fee", 3_000))
                        .get(0))
                .id());
        for (CaseEnd again : List.of(end, end, CaseEnd.REVOKED)) {
            town.db.tx().run(sql -> {
                town.engine.lock(id);
                town.payments.end(id, "case." + end.code(), again, 60);
            });
        }
        assertEquals(
                List.of(end.code() + " 3000"),
                refunds().stream().map(r -> r.kind() + " " + r.amount()).toList());
        assertEquals(
                Map.of("income:a", 3_000L, "refunds", -3_000L),
                DoubleEntryLedgerTest.postings(
                        town, DoubleEntryLedger.CORRECTION, refunds().get(0).id()));
        assertTrue(town.payments.owes(id));
    }
}
