package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal.Entry;
import city.pishkhan.api.money.PaymentReview.Row;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.FakeGateway.Fault;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Outcome.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of an operator about a payment with an unknown outcome, permitted and refused ones. */
class PaymentReviewServiceTest {
    private static final Caller OPERATOR = new Caller("console:neda", Set.of("operator"));
    private static final String WHY = "The database was set back yesterday, the bank verified before";
    private static PaymentsHarness harness;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void calm() {
        harness.bank.faults.clear();
    }

    private static Row resolve(Attempt a) {
        return harness.review().resolve(OPERATOR, a.id(), WHY);
    }

    private static Row row(Attempt a) {
        return harness.review().list(false, null, 200).items().stream()
                .filter(r -> r.attempt().equals(a.id()))
                .findFirst()
                .orElseThrow();
    }

    /** The bank answers the first verification with code 43 (already verified). */
    private static Attempt verifiedByOthers(Bill bill) {
        Attempt a = harness.paid(bill);
        harness.bank.sales.get("7" + a.order()).verified = true;
        harness.payments.confirm(a.id());
        assertEquals("unknown", harness.state(a));
        return a;
    }

    private static Refusal refusedWithoutChange(Bill bill, Attempt a) {
        Row before = row(a);
        List<String> events = harness.events(bill);
        Refusal refusal = assertThrows(Refusal.class, () -> resolve(a));
        assertEquals(before, row(a));
        assertEquals(events, harness.events(bill));
        assertEquals(0, resolutions(a));
        return refusal;
    }

    private static long resolutions(Attempt a) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select count(*) from payments.resolution where attempt = :attempt")
                .bind("attempt", a.id())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void operatorResolvesSaleConfirmedByBank() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        Row held = row(a);
        assertEquals("verified-by-others", held.held());
        assertEquals("43", held.code());
        assertEquals(PaymentsHarness.DUTY, held.amount());

        assertEquals("settled", resolve(a).state());
        assertEquals("paid", harness.reload(bill).state());
        assertEquals(1, harness.receipts(bill));
        assertTrue(harness.bank.sales.get("7" + a.order()).settled);
        assertEquals(List.of(), harness.journal.check(bill.caseId()));
    }

    @Test
    void journalNamesOperatorAndCommitsToReason() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        resolve(a);
        Entry entry = harness.journal.entries(bill.caseId()).stream()
                .filter(e -> e.event().equals("payment.resolved"))
                .findFirst()
                .orElseThrow();
        assertEquals("console:neda", entry.actor());
        Map<String, Object> kept = harness.db.tx().required(sql -> sql.createQuery(
                        "select reason, salt, by, answer from payments.resolution where attempt = :attempt")
                .bind("attempt", a.id())
                .mapToMap()
                .one());
        assertEquals(Map.of("reason", WHY, "by", "console:neda", "answer", "ok"), without(kept, "salt"));
        assertFalse(entry.details().contains("set back"), "the reason itself stays outside");
        assertTrue(entry.details().contains(harness.journal.commitment((String) kept.get("salt"), WHY)));
        assertTrue(entry.details().contains("verified-by-others"));
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        Map<String, Object> rest = new java.util.HashMap<>(map);
        rest.remove(key);
        return rest;
    }

    static Stream<Arguments> silence() {
        return Stream.of(
                Arguments.of("says so", FakeGateway.answerWith(Kind.UNKNOWN)),
                Arguments.of("is not reached", FakeGateway.lostCall()),
                Arguments.of("answers too late", FakeGateway.lostAnswer()));
    }

    @ParameterizedTest
    @MethodSource("silence")
    void resolutionChangesNothingWhenBankCannotAnswer(String how, Fault fault) {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        harness.bank.next("inquire", fault);
        Refusal refusal = refusedWithoutChange(bill, a);
        assertEquals("attempt.still-unknown", refusal.code());
        assertEquals(503, refusal.kind().status());
        assertEquals("settled", resolve(a).state(), "later it can");
    }

    @Test
    void resolutionChangesNothingWithoutGateway() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        harness.gatewayRegistry.remove(harness.bank);
        try {
            assertEquals("attempt.still-unknown", refusedWithoutChange(bill, a).code());
        } finally {
            harness.gatewayRegistry.add(harness.bank);
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(Kind.NOT_FOUND, "failed"),
                Arguments.of(Kind.REFUSED, "failed"),
                Arguments.of(Kind.REVERSED, "reversed"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void saleDeniedByBankReopensBill(Kind kind, String state) {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        assertEquals("pending", harness.reload(bill).state());
        harness.bank.next("inquire", FakeGateway.answerWith(kind));
        Row row = resolve(a);
        assertEquals(state, row.state());
        assertEquals(null, row.nextCheck());
        assertEquals("open", harness.reload(bill).state());
        assertEquals(0, harness.receipts(bill));
        assertEquals("started", harness.begin(bill).state());
    }

    @Test
    void refusesResolutionOfUnverifiedSale() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        harness.bank.sales.get("7" + a.order()).verified = false;
        assertEquals("attempt.unverified", refusedWithoutChange(bill, a).code());
    }

    /** Another attempt paid the bill; then an unrelated client verified this attempt's sale. */
    private static Attempt secondPayment(Bill bill) {
        Attempt first = harness.begin(bill);
        Attempt second = harness.beginSecond(bill);
        harness.payAndReturn(first);
        harness.payAndReturn(second);
        harness.payments.confirm(first.id());
        harness.payments.confirm(second.id());
        assertEquals("bill-closed", row(second).held());
        harness.bank.sales.get("7" + second.order()).verified = true;
        return second;
    }

    @Test
    void resolutionReversesSecondPayment() {
        Bill bill = harness.bill();
        Attempt second = secondPayment(bill);
        assertEquals("reversed", resolve(second).state());
        assertTrue(harness.bank.sales.get("7" + second.order()).reversed);
        assertEquals(1, harness.receipts(bill));
    }

    @Test
    void irreversibleSecondPaymentIsDueForRefund() {
        Bill bill = harness.bill();
        Attempt second = secondPayment(bill);
        harness.watch.advance(Duration.ofHours(4));
        harness.bank.sales.get("7" + second.order()).settled = true;
        assertEquals("double", resolve(second).state());
        assertEquals(1, harness.receipts(bill));
    }

    private static Attempt wrongAmount(Bill bill) {
        Attempt a = harness.begin(bill);
        Map<String, String> form = PaymentsHarness.form(a, harness.bank.sale(a.order()));
        form.put("amount", "1000");
        harness.payments.acceptCallback("mellat", form);
        harness.payments.confirm(a.id());
        assertEquals("amount-differs", row(a).held());
        harness.bank.sales.get("7" + a.order()).verified = true;
        return a;
    }

    @Test
    void doubtfulAmountNeedsAmountFromBank() {
        Bill bill = harness.bill();
        Attempt a = wrongAmount(bill);
        assertEquals("attempt.amount-not-said", refusedWithoutChange(bill, a).code());
        harness.bank.next("inquire", (sale, bank) -> new Outcome(Kind.OK, "0", PaymentsHarness.DUTY));
        assertEquals("settled", resolve(a).state());
        assertEquals(1, harness.receipts(bill));
    }

    @Test
    void reversesWrongAmountConfirmedByBank() {
        Bill bill = harness.bill();
        Attempt a = wrongAmount(bill);
        harness.bank.next("inquire", (sale, bank) -> new Outcome(Kind.OK, "0", 1_000L));
        assertEquals("reversed", resolve(a).state());
        assertEquals(0, harness.receipts(bill));
    }

    @Test
    void journalNamesAmountReceivedAndReversed() {
        Bill bill = harness.bill();
        Attempt a = wrongAmount(bill);
        harness.watch.advance(Duration.ofHours(4));
        harness.bank.sales.get("7" + a.order()).settled = true;
        harness.bank.next("inquire", (sale, bank) -> new Outcome(Kind.OK, "0", 1_000L));
        assertEquals("double", resolve(a).state());
        harness.requestAndApprove(
                "payment-take-back", Map.of("gateway", "mellat", "terminal", "4711", "reference", "7" + a.order()));
        for (String event : List.of("payment.double", "payment.taken-back")) {
            String details = harness.journal.entries(bill.caseId()).stream()
                    .filter(e -> e.event().equals(event))
                    .findFirst()
                    .orElseThrow()
                    .details();
            assertTrue(details.matches(".*\"amount\": ?1000\\b.*"), details);
        }
    }

    @Test
    void rejectsMalformedCursor() {
        Refusal refusal = assertThrows(Refusal.class, () -> harness.review().list(false, "1-1-1-1-1", 10));
        assertEquals("page.cursor", refusal.code());
        assertEquals("cursor", refusal.field());
        assertThrows(Refusal.class, () -> harness.review().list(false, "yesterday", 10));
    }

    @Test
    void refusesToBookSaleWithoutReference() {
        Bill bill = harness.bill();
        Attempt a = harness.begin(bill);
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.OK));
        harness.payments.confirm(a.id());
        assertEquals("verified-by-others", row(a).held());
        harness.bank.next("inquire", FakeGateway.answerWith(Kind.OK));
        assertEquals("attempt.no-reference", refusedWithoutChange(bill, a).code());
    }

    @Test
    void refusesResolutionWithUsedReference() {
        Bill bill = harness.bill();
        Attempt owner = harness.paid(bill);
        Bill other = harness.bill();
        Attempt thief = harness.begin(other);
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(thief, "7" + owner.order()));
        harness.db.tx().run(sql -> {
            harness.engine.lock(other.caseId());
            harness.payments.endCase(other.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
        });
        harness.payments.confirm(thief.id());
        harness.payments.confirm(owner.id());
        assertEquals("bill-closed", row(thief).held());
        assertEquals(
                "attempt.reference-used", refusedWithoutChange(other, thief).code());
    }

    @Test
    void concurrentChangeIsNotOverwritten() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        harness.bank.next("inquire", (sale, bank) -> {
            Outcome said = bank.act();
            harness.bank.sales.get(sale.reference()).reversed = true;
            harness.payments.confirm(a.id());
            return said;
        });
        assertEquals(
                "attempt.changed", assertThrows(Refusal.class, () -> resolve(a)).code());
        assertEquals("reversed", harness.state(a));
        assertEquals(0, harness.receipts(bill));
    }

    @Test
    void bookedSaleIsSettledWhenBankReturns() {
        Bill bill = harness.bill();
        Attempt a = verifiedByOthers(bill);
        harness.bank.next("settle", FakeGateway.lostCall());
        Row row = resolve(a);
        assertEquals("settling", row.state());
        assertNotNull(row.nextCheck());
        harness.payments.confirm(a.id());
        assertEquals("paid", harness.reload(bill).state());
        assertEquals(1, harness.receipts(bill));
    }

    @Test
    void onlyOperatorsResolveOnlyUnknownAttempts() {
        Bill bill = harness.bill();
        Attempt paid = harness.paid(bill);
        harness.payments.confirm(paid.id());
        assertEquals("attempt.known", refusedWithoutChange(bill, paid).code());
        Attempt a = verifiedByOthers(harness.bill());
        var review = harness.review();
        assertEquals(
                403,
                assertThrows(Refusal.class, () -> review.resolve(PaymentsHarness.CLERK, a.id(), WHY))
                        .kind()
                        .status());
        UUID nobodys = Ids.next();
        assertEquals(
                "attempt.unknown",
                assertThrows(Refusal.class, () -> review.resolve(OPERATOR, nobodys, WHY))
                        .code());
        assertEquals("unknown", harness.state(a));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "long"})
    void resolutionNeedsValidReason(String reason) {
        Attempt a = verifiedByOthers(harness.bill());
        String said = reason.equals("long") ? "x".repeat(501) : reason;
        var e = assertThrows(Refusal.class, () -> harness.review().resolve(OPERATOR, a.id(), said));
        assertEquals("attempt.reason", e.code());
    }

    @Test
    void listIsNewestFirstWithPages() {
        Attempt older = verifiedByOthers(harness.bill());
        Attempt known = harness.begin(harness.bill());
        Attempt newer = verifiedByOthers(harness.bill());
        var review = harness.review();
        Page<Row> first = review.list(true, null, 1);
        assertEquals(newer.id(), first.items().get(0).attempt());
        assertEquals(
                older.id(), review.list(true, first.next(), 1).items().get(0).attempt());
        assertTrue(review.list(false, null, 200).items().stream()
                .anyMatch(r -> r.attempt().equals(known.id())));
        assertTrue(review.list(true, null, 200).items().stream()
                .allMatch(r -> r.state().equals("unknown")));
    }
}
