package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.PersianDate;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Banks that take back settled payments, reported by their files or by letters that the treasury records. Every reversal needs two
 * people.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeBackTest {
    private static final Format FILE = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 0, List.of("order", "reference", "amount", "day", "kind"));
    private static final Duty FEE = new Duty(Payments.OFFICE_FEE, "Fee of the office", "کارمزد دفتر", 600_000);
    private static final Duty FEE_OF_200 = new Duty(Payments.OFFICE_FEE, "Fee of the office", "کارمزد دفتر", 200);

    private PaymentsHarness harness;
    private Map<String, Long> before;

    @BeforeAll
    void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    void stop() {
        harness.close();
    }

    @BeforeEach
    void count() {
        harness.engine.over = false;
        open().forEach(d -> harness.settlements.explain(PaymentsHarness.TREASURY, d.id(), "of another test"));
        before = sums();
    }

    private Map<String, Long> sums() {
        return harness.db.tx().required(sql -> {
            Map<String, Long> sums = new HashMap<>();
            sql.createQuery("select account, sum(amount) from payments.posting group by 1 having sum(amount) <> 0")
                    .map((row, context) -> sums.put(row.getString(1), row.getLong(2)))
                    .list();
            return sums;
        });
    }

    private List<Difference> open() {
        return harness.settlements.differences(true, null, 100).items();
    }

    private Attempt settled(Bill bill) {
        Attempt a = harness.paid(bill);
        harness.payments.confirm(a.id());
        assertEquals("settled", harness.state(a));
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
                        LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN),
                        kind);
    }

    private void file(String... lines) {
        harness.settlements.importFile(FILE, "f.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reversalInFileReopensBillAfterTwoApprovals() {
        Bill bill = harness.bill();
        Attempt a = settled(bill);
        file(line(a, "sale"));
        assertEquals(List.of(), open());
        file(line(a, "reversal"));
        assertEquals(
                List.of("taken-back"), open().stream().map(Difference::kind).toList());
        assertEquals(before.get("bank:mellat:4711"), sums().get("bank:mellat:4711"), "the bank has it no more");
        assertEquals("paid", harness.reload(bill).state(), "a file alone reopens nothing");
        harness.requestAndApprove("payment-take-back", sale(a));
        assertEquals("open", harness.reload(bill).state());
        assertEquals("reversed", harness.state(a));
        assertEquals(0, harness.receipts(bill));
        assertTrue(harness.engine.takenBack.contains(bill.caseId()));
        assertEquals(List.of(), open());
        assertEquals(before, sums(), "to the rial");
        assertTrue(harness.events(bill).contains("payment.taken-back"));
        assertEquals(List.of(), harness.journal.check(bill.caseId()));
        assertEquals("started", harness.begin(bill).state(), "it is to be paid again");
    }

    @Test
    void saleAndReversalInOneFileCancelOut() {
        Attempt a = harness.paid(harness.bill());
        harness.bank.sales.get("7" + a.order()).reversed = true;
        harness.payments.confirm(a.id());
        assertEquals("reversed", harness.state(a));
        file(line(a, "sale"), line(a, "reversal"));
        assertEquals(before, sums(), "the bank has it no more");
        assertEquals(
                List.of("taken-back", "bank-only"),
                open().stream().map(Difference::kind).toList());
        String stranger = "%d,%s%d,1000,%s,%s";
        String today =
                LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN).toString();
        file(
                stranger.formatted(4_443, "s", a.order(), today, "reversal"),
                stranger.formatted(4_443, "s", a.order(), today, "sale"));
        assertEquals(before, sums(), "in whatever order, and whosever it was");
    }

    @Test
    void reversalByLetterIsBookedOnceWhenFileFollows() {
        Bill bill = harness.raise(harness.someCase(), duty("density", PaymentsHarness.DUTY - 600_000), FEE)
                .get(0);
        Attempt a = settled(bill);
        file(line(a, ""));
        harness.requestAndApprove("payment-take-back", sale(a));
        assertEquals(before, sums(), "the office's share of the fee too");
        file(line(a, "برگشت"));
        assertEquals(List.of(), open());
        assertEquals(before, sums());
        Attempt again = settled(bill);
        assertEquals("paid", harness.reload(bill).state());
        assertTrue(harness.engine.restored.contains(bill.caseId()));
        assertEquals(
                1,
                harness.payments.bills(bill.caseId()).stream()
                        .filter(b ->
                                b.receipt() != null && b.receipt().reference().equals("7" + again.order()))
                        .count());
    }

    @Test
    void reversedDoublePaymentCancelsRefund() {
        Bill bill = harness.bill();
        Attempt twice = harness.begin(bill);
        Attempt first = harness.beginSecond(bill);
        harness.payAndReturn(twice);
        harness.payAndReturn(first);
        harness.bank.next("settle", (sale, bank) -> {
            var outcome = bank.act();
            harness.payments.confirm(first.id());
            return outcome;
        });
        harness.payments.confirm(twice.id());
        assertEquals("double", harness.state(twice));
        harness.requestAndApprove("payment-take-back", sale(twice));
        assertEquals("reversed", harness.state(twice));
        assertEquals("paid", harness.reload(bill).state(), "the other payment stands");
        Refund refund = harness.refunds.list(null, null, 1).items().get(0);
        assertEquals("cancelled", refund.state());
    }

    @Test
    void takeBackCancelsBillOfEndedCase() {
        Bill bill = harness.bill();
        Attempt a = settled(bill);
        harness.engine.over = true;
        harness.requestAndApprove("payment-take-back", sale(a));
        assertEquals("cancelled", harness.reload(bill).state());
        assertEquals(before, sums());
    }

    /** Ends the case without result, with a refund of a share of the payments. */
    private void end(UUID caseId, CaseEnd end, int percent) {
        harness.db.tx().run(sql -> {
            harness.engine.lock(caseId);
            harness.payments.endCase(caseId, "case." + end.code(), end, percent);
        });
        // a case stays issued if its certificate is revoked later
        harness.engine.over = end != CaseEnd.REVOKED;
    }

    private List<Refund> refunds(UUID caseId) {
        return harness.refunds.list(null, null, 100).items().stream()
                .filter(r -> r.caseId().equals(caseId))
                .toList();
    }

    private static List<String> describe(List<Refund> refunds) {
        return refunds.stream()
                .map(r -> r.kind() + " " + r.amount() + " " + r.state())
                .toList();
    }

    @Test
    void refusesTakeBackOfRefundedPayment() {
        Bill bill = harness.bill();
        Attempt a = settled(bill);
        end(bill.caseId(), CaseEnd.REFUSED, 100);
        harness.order(refunds(bill.caseId()).get(0));
        assertEquals(
                "payment.refunded",
                assertThrows(Refusal.class, () -> harness.requestAndApprove("payment-take-back", sale(a)))
                        .code());
        assertEquals("settled", harness.state(a));
        assertEquals("ordered", refunds(bill.caseId()).get(0).state());
    }

    @ParameterizedTest
    @EnumSource(CaseEnd.class)
    void takeBackCancelsRefundsOfEndedCase(CaseEnd end) {
        UUID id = harness.someCase();
        Bill bill = harness.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0);
        Attempt a = settled(bill);
        harness.raise(id, duty("a", 4_000), duty("b", 1_500), FEE_OF_200);
        assertEquals(List.of("overpaid 1300 due"), describe(refunds(id)));
        end(id, end, 90);
        harness.requestAndApprove("payment-take-back", sale(a));
        assertEquals(List.of(end.code() + " 4950 cancelled", "overpaid 1300 cancelled"), describe(refunds(id)));
        assertEquals(before, sums(), "to the rial");
        assertEquals("cancelled", harness.reload(bill).state());
        assertFalse(harness.payments.hasPendingRefund(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void takeBackReducesRefundToRemainingPayment(int gone) {
        UUID id = harness.someCase();
        Attempt first = settled(harness.raise(id, duty("a", 5_333)).get(0));
        Attempt second = settled(harness.raise(id, duty("a", 8_000)).get(1));
        end(id, CaseEnd.WITHDRAWN, 80);
        assertEquals(List.of("withdrawn 6400 due"), describe(refunds(id)));
        harness.requestAndApprove(
                "payment-take-back", sale(List.of(first, second).get(gone)));
        Attempt stands = List.of(second, first).get(gone);
        assertEquals(
                List.of(gone == 0 ? "withdrawn 2133 due" : "withdrawn 4266 due", "withdrawn 6400 cancelled"),
                describe(refunds(id)));
        assertEquals("7" + stands.order(), refunds(id).get(0).sale());
        long refunds = refunds(id).get(0).amount();
        assertEquals(before.getOrDefault("refunds", 0L) - refunds, sums().get("refunds"));
        harness.requestAndApprove("payment-take-back", sale(stands));
        assertEquals(before, sums());
        assertFalse(harness.payments.hasPendingRefund(id));
    }

    @Test
    void takeBackRecalculatesRefundsOfOverpaidCase() {
        UUID id = harness.someCase();
        settled(harness.raise(id, duty("a", 5_000)).get(0));
        Attempt gone = settled(harness.raise(id, duty("a", 7_000)).get(1));
        harness.raise(id, duty("a", 3_000));
        end(id, CaseEnd.REFUSED, 50);
        assertEquals(List.of("refused 1500 due", "overpaid 4000 due"), describe(refunds(id)));
        harness.requestAndApprove("payment-take-back", sale(gone));
        assertEquals(
                List.of("refused 1500 due", "overpaid 2000 due", "refused 1500 cancelled", "overpaid 4000 cancelled"),
                describe(refunds(id)));
    }

    @Test
    void takeBackNeedsTwoApproversAndSettledPayment() {
        Bill bill = harness.bill();
        Attempt a = settled(bill);
        var asked = harness.approvals.request(
                PaymentsHarness.TREASURY, "payment-take-back", sale(a), "the bank's letter says so");
        assertEquals(
                "approval.same-person",
                assertThrows(Refusal.class, () -> harness.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true))
                        .code());
        assertEquals("paid", harness.reload(bill).state());
        harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                "payment.not-settled",
                assertThrows(Refusal.class, () -> harness.requestAndApprove("payment-take-back", sale(a)))
                        .code(),
                "once");
        assertEquals(
                Refusal.Kind.NOT_FOUND,
                assertThrows(
                                Refusal.class,
                                () -> harness.requestAndApprove(
                                        "payment-take-back",
                                        Map.of("gateway", "mellat", "terminal", "4711", "reference", "none")))
                        .kind());
    }
}
