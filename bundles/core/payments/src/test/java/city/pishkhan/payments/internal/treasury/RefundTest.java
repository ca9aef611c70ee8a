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
    private PaymentsHarness harness;

    @BeforeEach
    void start() {
        harness = new PaymentsHarness();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private List<Refund> refunds() {
        return harness.refunds.list(null, null, 100).items();
    }

    private Refund paidTwice() {
        Bill bill = harness.bill();
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
        return refunds().get(0);
    }

    private Approval ask(Refund refund) {
        return harness.approvals.request(
                PaymentsHarness.TREASURY,
                "refund",
                Map.of("refund", refund.id().toString(), "account", refund.account()),
                "paid twice");
    }

    @Test
    void refundOfSecondPaymentNeedsTwoApproversAndBankReference() {
        Refund due = paidTwice();
        assertEquals("double", due.kind());
        assertEquals(PaymentsHarness.DUTY, due.amount());
        assertEquals("due", due.state());
        assertTrue(harness.payments.hasPendingRefund(due.caseId()));
        Refund named = harness.refunds.setAccount(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی");
        assertFalse(named.iban().contains("0268002081"), named.iban());
        Approval asked = ask(named);
        assertEquals(
                "approval.same-person",
                assertThrows(Refusal.class, () -> harness.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true))
                        .code());
        assertEquals(List.of(), harness.refunds.orders(PaymentsHarness.TREASURY));
        assertEquals(
                "refund.not-ordered",
                assertThrows(Refusal.class, () -> harness.refunds.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1"))
                        .code());
        harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                List.of(new Order(due.id(), due.caseNumber(), PaymentsHarness.DUTY, IBAN, "مریم رضایی")),
                harness.refunds.orders(PaymentsHarness.TREASURY));
        assertTrue(harness.payments.hasPendingRefund(due.caseId()), "until the bank has paid it");
        assertEquals(
                "done",
                harness.refunds
                        .recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1")
                        .state());
        assertFalse(harness.payments.hasPendingRefund(due.caseId()));
        assertEquals(
                Map.of("refunds", PaymentsHarness.DUTY, "bank:mellat:4711", -PaymentsHarness.DUTY),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.REFUND, due.id()));
        assertEquals(List.of(), harness.refunds.orders(PaymentsHarness.TREASURY));
        assertThrows(
                Refusal.class, () -> harness.refunds.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-2"), "once");
    }

    @Test
    void changedAccountInvalidatesApproval() {
        Refund due = paidTwice();
        assertThrows(Refusal.class, () -> harness.refunds.setAccount(PaymentsHarness.TREASURY, due.id(), IBAN, " "));
        Approval asked = ask(harness.refunds.setAccount(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی"));
        harness.refunds.setAccount(PaymentsHarness.TREASURY, due.id(), IBAN, "کس دیگری");
        assertEquals(
                "refund.account",
                assertThrows(
                                Refusal.class,
                                () -> harness.approvals.decide(
                                        PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true))
                        .code());
        assertEquals("due", refunds().get(0).state());
    }

    @Test
    void transferReferencePaysOneRefund() {
        for (int i = 0; i < 2; i++) {
            Refund due = paidTwice();
            Approval asked = ask(harness.refunds.setAccount(PaymentsHarness.TREASURY, due.id(), IBAN, "مریم رضایی"));
            harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        }
        List<Refund> ordered = harness.refunds.list("ordered", null, 10).items();
        harness.refunds.recordPaid(PaymentsHarness.TREASURY, ordered.get(0).id(), "B-1");
        assertEquals(
                "refund.reference-used",
                assertThrows(
                                Refusal.class,
                                () -> harness.refunds.recordPaid(
                                        PaymentsHarness.TREASURY, ordered.get(1).id(), "B-1"))
                        .code());
    }

    @Test
    void reducedDutiesAreRefundedOnce() {
        UUID id = harness.someCase();
        harness.payments.confirm(harness.paid(
                        harness.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0))
                .id());
        harness.raise(id, duty("a", 3_000), duty("b", 2_000));
        harness.raise(id, duty("a", 3_000), duty("b", 2_000));
        assertEquals(List.of(2_000L), refunds().stream().map(Refund::amount).toList());
        Refund due = refunds().get(0);
        assertEquals("overpaid", due.kind());
        assertEquals(
                Map.of("income:a", 2_000L, "refunds", -2_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.CORRECTION, due.id()));
        harness.raise(id, duty("a", 1_000), duty("b", 2_000));
        assertEquals(
                List.of(2_000L, 2_000L), refunds().stream().map(Refund::amount).toList());
        List<Bill> again = harness.raise(id, duty("a", 5_000), duty("b", 2_000));
        assertEquals(4_000, again.get(1).amount(), "what is owed back is billed anew");
    }

    @Test
    void withdrawnCaseIsRefundedByRulesOnce() {
        UUID id = harness.someCase();
        Bill bill = harness.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0);
        harness.payments.confirm(harness.paid(bill).id());
        harness.raise(id, duty("a", 4_000), duty("b", 2_000));
        harness.db.tx().run(sql -> {
            harness.engine.lock(id);
            harness.payments.endCase(id, "case.withdrawn", CaseEnd.WITHDRAWN, 90);
        });
        assertEquals(
                List.of("withdrawn 5400", "overpaid 1000"),
                refunds().stream().map(r -> r.kind() + " " + r.amount()).toList());
        assertEquals(
                Map.of("income:a", 3_600L, "income:b", 1_800L, "refunds", -5_400L),
                DoubleEntryLedgerTest.postings(
                        harness, DoubleEntryLedger.CORRECTION, refunds().get(0).id()));
        assertTrue(harness.events(bill).contains("refund.due"));
    }

    @Test
    void officeFeeIsNeverRefunded() {
        UUID id = harness.someCase();
        Bill bill =
                harness.raise(id, duty("a", 5_000), duty("office-fee", 3_000)).get(0);
        harness.payments.confirm(harness.paid(bill).id());
        assertEquals(List.of("paid"), states(harness.raise(id, duty("a", 5_000), duty("office-fee", 1_000))));
        harness.raise(id, duty("a", 4_000));
        assertEquals(List.of(1_000L), refunds().stream().map(Refund::amount).toList());
        harness.db.tx().run(sql -> harness.payments.endCase(id, "case.withdrawn", CaseEnd.WITHDRAWN, 100));
        assertEquals(
                List.of(4_000L, 1_000L), refunds().stream().map(Refund::amount).toList());
    }

    private static List<String> states(List<Bill> bills) {
        return bills.stream().map(Bill::state).toList();
    }

    @Test
    void noRefundWhenRulesRefundNothing() {
        Bill bill = harness.bill();
        harness.payments.confirm(harness.paid(bill).id());
        harness.db.tx().run(sql -> harness.payments.endCase(bill.caseId(), "case.withdrawn", CaseEnd.WITHDRAWN, 0));
        assertEquals(List.of(), refunds());
    }

    @ParameterizedTest
    @EnumSource(CaseEnd.class)
    void eachCaseEndRefundsItsShareOnce(CaseEnd end) {
        UUID id = harness.someCase();
        harness.payments.confirm(harness.paid(harness.raise(id, duty("a", 5_000), duty("office-fee", 3_000))
                        .get(0))
                .id());
        for (CaseEnd again : List.of(end, end, CaseEnd.REVOKED)) {
            harness.db.tx().run(sql -> {
                harness.engine.lock(id);
                harness.payments.endCase(id, "case." + end.code(), again, 60);
            });
        }
        assertEquals(
                List.of(end.code() + " 3000"),
                refunds().stream().map(r -> r.kind() + " " + r.amount()).toList());
        assertEquals(
                Map.of("income:a", 3_000L, "refunds", -3_000L),
                DoubleEntryLedgerTest.postings(
                        harness, DoubleEntryLedger.CORRECTION, refunds().get(0).id()));
        assertTrue(harness.payments.hasPendingRefund(id));
    }
}
