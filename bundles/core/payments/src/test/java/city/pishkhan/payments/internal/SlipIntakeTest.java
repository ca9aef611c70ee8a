package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Slip;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.payments.internal.FakeGateway.Crash;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips entered at the counter: valid, forged, used, for other bills, and without an answer of the bank. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlipIntakeTest {
    private static final Caller ELSEWHERE = new Caller("elsewhere", Set.of("office:1305"));

    private final PaymentsHarness town = new PaymentsHarness();
    private int readings;
    private FakeGateway reader;

    @BeforeEach
    void newReader() {
        reader = new FakeGateway("reader", Nature.COUNTER, town.db.tx()::isActive);
        reader.office = "1204";
        town.gatewayRegistry.add(reader);
        if (!town.merchants.isTrusted(reader)) {
            town.requestAndApprove("merchant-account", reader);
        }
    }

    @AfterAll
    void stop() {
        town.close();
    }

    /** Creates a sale with a reference that is unique among the tests. */
    private String read(long amount) {
        String reference = "N" + ++readings;
        reader.sales.put(reference, new FakeGateway.SaleAccount(amount));
        return reference;
    }

    private Attempt enter(Bill bill, String reference) {
        return enter(bill, bill.billId(), bill.paymentId(), reference);
    }

    private Attempt enter(Bill bill, String billId, String paymentId, String reference) {
        return town.payments.enterSlip(
                PaymentsHarness.CLERK, bill.caseId(), new Slip(null, billId, paymentId, reference));
    }

    private Refusal refused(Bill bill, String reference) {
        return assertThrows(Refusal.class, () -> enter(bill, reference));
    }

    @Test
    void cardReaderPaymentPaysBill() {
        Bill bill = town.bill();
        Attempt a = enter(bill, read(bill.amount()));
        assertEquals("settled", a.state());
        assertEquals("paid", town.reload(bill).state());
        assertEquals(1, town.receipts(bill));
        assertEquals("reader", town.reload(bill).receipt().gateway());
    }

    @Test
    void repeatedSlipReturnsSamePayment() {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        Attempt once = enter(bill, reference);
        assertEquals(once.id(), enter(bill, reference).id());
        assertEquals(
                once.id(), enter(bill, PersianText.persianDigits(reference)).id(), "from a Persian keyboard");
        assertEquals(1, town.payments.attempts(bill.id()).size());
    }

    @Test
    void refusesSlipUnknownToBank() {
        Bill bill = town.bill();
        Refusal refusal = refused(bill, "N-forged");
        assertEquals("slip.unknown-at-bank", refusal.code());
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
        assertEquals("open", town.reload(bill).state());
        assertTrue(town.events(bill).contains("slip.refused"));
    }

    @Test
    void slipIsAcceptedOnceBankKnowsIt() {
        Bill bill = town.bill();
        assertEquals("slip.unknown-at-bank", refused(bill, "N-late").code());
        reader.sales.put("N-late", new FakeGateway.SaleAccount(bill.amount()));
        assertEquals("settled", enter(bill, "N-late").state());
    }

    @ParameterizedTest
    @CsvSource({
        "2234322344613, 1770160, billId, bill-id.check-digit",
        "7748317800142, 1770161, paymentId, payment-id.check-2",
        "7748317800142, 1770160, billId, slip.not-of-this-case"
    })
    void rejectsInvalidDigitsBeforeAskingBank(String billId, String paymentId, String field, String code) {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        Refusal refusal = assertThrows(Refusal.class, () -> enter(bill, billId, paymentId, reference));
        assertEquals(code, refusal.code());
        assertEquals(field, refusal.field());
        assertFalse(reader.sales.get(reference).verified);
        assertTrue(town.events(bill).contains("slip.refused"));
    }

    @Test
    void slipPaysOnlyOneBill() {
        Bill bill = town.bill();
        Bill other = town.bill();
        String reference = read(bill.amount());
        enter(bill, reference);
        assertEquals("slip.used", refused(other, reference).code());
        assertEquals("open", town.reload(other).state());
    }

    @Test
    void slipWithWrongAmountIsRefused() {
        Bill bill = town.bill();
        String reference = read(bill.amount() - 1_000);
        Refusal refusal = refused(bill, reference);
        assertEquals("slip.amount", refusal.code());
        assertTrue(refusal.getMessage().contains(Long.toString(bill.amount() - 1_000)), refusal.getMessage());
        assertTrue(reader.sales.get(reference).reversed);
        assertEquals("open", town.reload(bill).state());
    }

    @Test
    void slipOfOtherBillIsReversed() {
        Bill bill = town.bill();
        Bill other = town.bill();
        String reference = read(bill.amount());
        reader.next(
                "verify", (sale, bank) -> FakeGateway.paidFor(bank.act(), other.billId() + "/" + other.paymentId()));
        assertEquals("slip.other-bill", refused(bill, reference).code());
        assertTrue(reader.sales.get(reference).reversed);
        assertEquals("open", town.reload(bill).state());
    }

    @Test
    void irreversibleSlipOfOtherBillBecomesDouble() {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        reader.next("verify", (sale, bank) -> FakeGateway.paidFor(bank.act(), "1234567800169/1250020132"));
        reader.next("reverse", FakeGateway.answerWith(Kind.LATE));
        assertEquals("double", enter(bill, reference).state());
        assertEquals("open", town.reload(bill).state());
    }

    @Test
    void slipVerifiedForThisBillPaysIt() {
        Bill bill = town.bill();
        reader.next("verify", (sale, bank) -> FakeGateway.paidFor(bank.act(), bill.billId() + "/" + bill.paymentId()));
        assertEquals("settled", enter(bill, read(bill.amount())).state());
    }

    @Test
    void secondSlipOfPaidBillIsReversed() {
        Bill bill = town.bill();
        enter(bill, read(bill.amount()));
        String second = read(bill.amount());
        assertEquals("slip.bill-closed", refused(bill, second).code());
        assertTrue(reader.sales.get(second).reversed);
        assertEquals(1, town.receipts(bill));
    }

    @Test
    void irreversibleSecondSlipIsDueForRefund() {
        Bill bill = town.bill();
        enter(bill, read(bill.amount()));
        String second = read(bill.amount());
        reader.next("reverse", FakeGateway.answerWith(Kind.LATE));
        assertEquals("double", enter(bill, second).state());
        assertTrue(town.refunds.list("due", null, 100).items().stream()
                .anyMatch(r -> second.equals(r.sale()) && r.kind().equals("double")));
    }

    @Test
    void unansweredSlipIsPaidLater() {
        Bill bill = town.bill();
        reader.next("verify", FakeGateway.lostCall());
        Attempt a = enter(bill, read(bill.amount()));
        assertEquals("unknown", a.state());
        assertEquals("pending", town.reload(bill).state());
        town.watch.advance(Duration.ofHours(5));
        town.payments.confirm(a.id());
        assertEquals("paid", town.reload(bill).state());
    }

    @Test
    void lostAnswerIsAcceptedBecauseCallIsRecorded() {
        Bill bill = town.bill();
        reader.next("verify", FakeGateway.lostAnswer());
        Attempt a = enter(bill, read(bill.amount()));
        assertEquals("unknown", a.state());
        town.payments.confirm(a.id());
        assertEquals("paid", town.reload(bill).state());
    }

    @Test
    void slipVerifiedByOthersPaysNothing() {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        reader.sales.get(reference).verified = true;
        Attempt a = enter(bill, reference);
        assertEquals("unknown", a.state());
        assertEquals(0, town.receipts(bill));
    }

    @Test
    void slipIsConfirmedAfterCrash() {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        reader.next("verify", FakeGateway.crashAfter());
        assertThrows(Crash.class, () -> enter(bill, reference));
        assertEquals("pending", town.reload(bill).state());
        town.watch.advance(Duration.ofMinutes(6));
        town.payments.attempts(bill.id()).forEach(a -> town.payments.confirm(a.id()));
        assertEquals("paid", town.reload(bill).state());
        assertEquals(1, town.receipts(bill));
    }

    private void file(String... lines) {
        Format format = new Format(
                "reader",
                "4711",
                StandardCharsets.UTF_8,
                ',',
                0,
                List.of("order", "reference", "amount", "day", "kind"));
        town.settlements.importFile(format, "f.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private String line(String reference, long amount, String kind) {
        return ",%s,%d,%s,%s"
                .formatted(reference, amount, LocalDate.ofInstant(town.watch.instant(), PersianDate.TEHRAN), kind);
    }

    /** Returns the differences of the sales with these references only, so that tests do not influence each other. */
    private List<Difference> differences(String... references) {
        return town.settlements.differences(true, null, 100).items().stream()
                .filter(d -> List.of(references).contains(d.reference()))
                .toList();
    }

    private long bank() {
        return town.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = 'bank:reader:4711'")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void matchesSlipWithLeadingZerosToFileLine() {
        Bill bill = town.bill();
        reader.sales.put("000123", new FakeGateway.SaleAccount(bill.amount()));
        long before = bank();
        assertEquals("settled", enter(bill, "000123").state());
        town.watch.advance(Duration.ofDays(1));
        file(line("000123", bill.amount(), ""));
        assertEquals(List.of(), differences("000123", "123"));
        assertEquals(before + bill.amount(), bank(), "the bank settled it once");
    }

    /** Creates one sale that the bank finds by its reference with and without leading zeros. */
    private void read(long amount, String... references) {
        var sale = new FakeGateway.SaleAccount(amount);
        for (String reference : references) {
            reader.sales.put(reference, sale);
        }
    }

    @ParameterizedTest
    @CsvSource({"0007001, 7001", "7002, 0007002", "007003, 00007003"})
    void leadingZerosDoNotAllowSecondUseOfSlip(String first, String second) {
        Bill bill = town.bill();
        Bill other = town.bill();
        read(bill.amount(), first, second);
        long before = bank();
        Attempt once = enter(bill, first);
        assertEquals("settled", once.state());
        assertEquals(once.id(), enter(bill, second).id(), "the same slip is the same payment");
        assertEquals("slip.used", refused(other, second).code());
        town.watch.advance(Duration.ofDays(1));
        file(line(second, bill.amount(), ""));
        town.payments.attempts(other.id()).forEach(a -> town.payments.confirm(a.id()));
        assertEquals("open", town.reload(other).state());
        assertEquals(List.of(), differences(first, second));
        assertEquals(before + bill.amount(), bank(), "the bank settled it once");
    }

    @Test
    void otherZerosDistinguishSlipReferences() {
        Bill bill = town.bill();
        Bill other = town.bill();
        read(bill.amount(), "7004");
        read(other.amount(), "70040");
        assertEquals("settled", enter(bill, "7004").state());
        assertEquals("settled", enter(other, "70040").state());
    }

    @Test
    void concurrentSlipEntriesPayOnlyOneBill() throws Exception {
        Bill bill = town.bill();
        Bill other = town.bill();
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        reader = new FakeGateway("reader", Nature.COUNTER, town.db.tx()::isActive) {
            @Override
            public Traits traits() {
                // The service calls traits() in its transaction, after its search found no earlier entry of the slip.
                // The first call waits here, so that the second entry of the slip starts before the first is committed.
                if (town.db.tx().isActive() && first.getAndSet(false)) {
                    looked.countDown();
                    await(on);
                }
                return super.traits();
            }
        };
        reader.office = "1204";
        town.gatewayRegistry.add(reader);
        read(bill.amount(), "0007005", "7005");
        ExecutorService desks = Executors.newFixedThreadPool(2);
        try {
            Future<Attempt> one = desks.submit(() -> enter(bill, "0007005"));
            await(looked);
            Future<Refusal> two = desks.submit(() -> refused(other, "7005"));
            // waits until the second call has ended, or waits for the lock that the first call holds
            Awaitility.await().until(() -> two.isDone() || isWaiting());
            on.countDown();
            one.get();
            assertEquals("slip.used", two.get().code());
        } finally {
            on.countDown();
            desks.shutdown();
        }
        assertEquals("paid", town.reload(bill).state());
        assertEquals(List.of(), town.payments.attempts(other.id()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isWaiting() {
        return town.db.tx().required(sql -> sql.createQuery("select exists (select from pg_locks where not granted)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Enters a second slip for a paid bill; the bank never answers the reversal of that second payment. */
    private Attempt reversing(Bill bill, String second) {
        enter(bill, read(bill.amount()));
        reader.next("reverse", FakeGateway.answerWith(Kind.UNKNOWN));
        Attempt a = enter(bill, second);
        assertEquals("reversing", a.state());
        reader.next("reverse", FakeGateway.answerWith(Kind.UNKNOWN));
        return a;
    }

    @Test
    void listedSlipWithUnansweredReversalIsRefunded() {
        Bill bill = town.bill();
        String second = read(bill.amount());
        Attempt a = reversing(bill, second);
        town.payments.confirm(a.id());
        assertEquals("reversing", town.state(a), "until the books say something");
        town.watch.advance(Duration.ofDays(8));
        reader.next("reverse", FakeGateway.answerWith(Kind.UNKNOWN));
        town.payments.confirm(a.id());
        reader.next("reverse", FakeGateway.answerWith(Kind.UNKNOWN));
        town.db.sent().clear();
        file(line(second, bill.amount(), ""));
        assertTrue(town.db.sent().contains(new Sent("work.payment", a.id())), "however late it comes");
        town.payments.confirm(a.id());
        assertEquals("double", town.state(a));
        assertTrue(town.refunds.list("due", null, 100).items().stream()
                .anyMatch(r -> second.equals(r.sale()) && r.kind().equals("double")));
        assertEquals(List.of(), differences(second));
    }

    @Test
    void slipReversedInFileIsReversedWithoutBankAnswer() {
        Bill bill = town.bill();
        String second = read(bill.amount());
        Attempt a = reversing(bill, second);
        town.watch.advance(Duration.ofHours(1));
        file(line(second, bill.amount(), "sale"), line(second, bill.amount(), "reversal"));
        town.payments.confirm(a.id());
        assertEquals("reversed", town.state(a));
        assertEquals("paid", town.reload(bill).state());
        differences(second)
                .forEach(d -> town.settlements.explain(PaymentsHarness.TREASURY, d.id(), "made and taken back"));
    }

    @Test
    void cardReadersOfOtherOfficesAreHidden() {
        Bill bill = town.bill();
        String reference = read(bill.amount());
        Slip slip = new Slip("reader", bill.billId(), bill.paymentId(), reference);
        Refusal refusal = assertThrows(Refusal.class, () -> town.payments.enterSlip(ELSEWHERE, bill.caseId(), slip));
        assertEquals(Refusal.Kind.NOT_FOUND, refusal.kind());
    }

    @Test
    void refusesOnlineSessionAtCardReader() {
        Bill bill = town.bill();
        Refusal refusal = assertThrows(
                Refusal.class, () -> town.payments.begin(PaymentsHarness.CLERK, bill.caseId(), bill.id(), "reader"));
        assertEquals("gateway.not-for-service", refusal.code());
    }
}
