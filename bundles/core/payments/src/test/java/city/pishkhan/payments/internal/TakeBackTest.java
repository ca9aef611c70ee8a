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
    void whatOneFileListsAsMadeAndAsTakenBackIsNobodysMoney() {
        Attempt a = town.paid(town.bill());
        town.bank.sales.get("7" + a.order()).reversed = true;
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        file(line(a, "sale"), line(a, "reversal"));
        assertEquals(before, sums(), "the bank has it no more");
        assertEquals(
                List.of("taken-back", "bank-only"),
                open().stream().map(Difference::kind).toList());
        String stranger = "%d,%s%d,1000,%s,%s";
        String today =
                LocalDate.ofInstant(town.watch.instant(), PersianDate.TEHRAN).toString();
        file(
                stranger.formatted(4_443, "s", a.order(), today, "reversal"),
                stranger.formatted(4_443, "s", a.order(), today, "sale"));
        assertEquals(before, sums(), "in whatever order, and whosever it was");
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
        Attempt first = town.beginSecond(bill);
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

    /** Ends the case without result, with a refund of a share of the payments. */
    private void end(UUID caseId, CaseEnd end, int percent) {
        town.db.tx().run(sql -> {
            town.engine.lock(caseId);
            town.payments.end(caseId, "case." + end.code(), end, percent);
        });
        // a case whose certificate is revoked later remains issued
        town.engine.over = end != CaseEnd.REVOKED;
    }

    private List<Refund> refunds(UUID caseId) {
        return town.refunds.list(null, null, 100).items().stream()
                .filter(r -> r.caseId().equals(caseId))
                .toList();
    }

    private static List<String> told(List<Refund> refunds) {
        return refunds.stream()
                .map(r -> r.kind() + " " + r.amount() + " " + r.state())
                .toList();
    }

    @Test
    void whatGoesBackToThePayerAlreadyIsNotTakenBack() {
        Bill bill = town.bill();
        Attempt a = settled(bill);
        end(bill.caseId(), CaseEnd.REFUSED, 100);
        town.order(refunds(bill.caseId()).get(0));
        assertEquals(
                "payment.refunded",
                assertThrows(Refusal.class, () -> town.twoOfTheTreasury("payment-take-back", sale(a)))
                        .code());
        assertEquals("settled", town.state(a));
        assertEquals("ordered", refunds(bill.caseId()).get(0).state());
    }

    @ParameterizedTest
    @EnumSource(CaseEnd.class)
    void whatWasToGoBackOfACaseThatCameToNothingIsOwedNoMore(CaseEnd end) {
        UUID id = town.someCase();
        Bill bill = town.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0);
        Attempt a = settled(bill);
        town.raise(id, duty("a", 4_000), duty("b", 1_500), FEE_OF_200);
        assertEquals(List.of("overpaid 1300 due"), told(refunds(id)));
        end(id, end, 90);
        town.twoOfTheTreasury("payment-take-back", sale(a));
        assertEquals(List.of(end.code() + " 4950 cancelled", "overpaid 1300 cancelled"), told(refunds(id)));
        assertEquals(before, sums(), "to the rial");
        assertEquals("cancelled", town.look(bill).state());
        assertFalse(town.payments.owes(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ofTwoPaymentsOfAStageOnlyThatWhichStandsGoesBack(int gone) {
        UUID id = town.someCase();
        Attempt first = settled(town.raise(id, duty("a", 5_333)).get(0));
        Attempt second = settled(town.raise(id, duty("a", 8_000)).get(1));
        end(id, CaseEnd.WITHDRAWN, 80);
        assertEquals(List.of("withdrawn 6400 due"), told(refunds(id)));
        town.twoOfTheTreasury("payment-take-back", sale(List.of(first, second).get(gone)));
        Attempt stands = List.of(second, first).get(gone);
        assertEquals(
                List.of(gone == 0 ? "withdrawn 2133 due" : "withdrawn 4266 due", "withdrawn 6400 cancelled"),
                told(refunds(id)));
        assertEquals("7" + stands.order(), refunds(id).get(0).sale());
        long refunds = refunds(id).get(0).amount();
        assertEquals(before.getOrDefault("refunds", 0L) - refunds, sums().get("refunds"));
        town.twoOfTheTreasury("payment-take-back", sale(stands));
        assertEquals(before, sums());
        assertFalse(town.payments.owes(id));
    }

    @Test
    void whatWasPaidTooMuchIsCountedAgainByWhatIsLeft() {
        UUID id = town.someCase();
        settled(town.raise(id, duty("a", 5_000)).get(0));
        Attempt gone = settled(town.raise(id, duty("a", 7_000)).get(1));
        town.raise(id, duty("a", 3_000));
        end(id, CaseEnd.REFUSED, 50);
        assertEquals(List.of("refused 1500 due", "overpaid 4000 due"), told(refunds(id)));
        town.twoOfTheTreasury("payment-take-back", sale(gone));
        assertEquals(
                List.of("refused 1500 due", "overpaid 2000 due", "refused 1500 cancelled", "overpaid 4000 cancelled"),
                told(refunds(id)));
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
