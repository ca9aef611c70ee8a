package city.pishkhan.payments.internal.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedgerTest;
import city.pishkhan.persistence.TestStore.Sent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {
    private static final Format MELLAT = new Format(
            "mellat",
            null,
            StandardCharsets.UTF_8,
            ';',
            1,
            List.of("day", "terminal", "order", "reference", "-", "amount"));

    private PaymentsHarness harness;
    private SettlementService settlements;

    @BeforeEach
    void start() {
        harness = new PaymentsHarness();
        settlements = new SettlementService(
                harness.db.tx(), harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN);
    }

    private String line(LocalDate day, long order, String reference, long amount) {
        return "%s;4711;%d;%s;603770******5443;%d".formatted(day, order, reference, amount);
    }

    private static byte[] file(String... lines) {
        return ("day;terminal;order;reference;card;amount\n" + String.join("\r\n", lines) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Attempt settled() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.payments.confirm(a.id());
        assertEquals("settled", harness.state(a));
        return a;
    }

    private List<Difference> open() {
        return settlements.differences(true, null, 100).items();
    }

    @Test
    void matchingSaleIsNoDifference() {
        Attempt a = settled();
        byte[] file = file(line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY));
        var taken = settlements.importFile(MELLAT, "0904.csv", file);
        assertEquals(1, taken.lines());
        assertEquals(PaymentsHarness.DUTY, taken.total());
        assertFalse(taken.before());
        assertEquals(List.of(), open());
        assertTrue(settlements.importFile(MELLAT, "copy of 0904.csv", file).before());
        assertEquals(List.of(), open());
    }

    @Test
    void fileShowsCountsOfLinesAndMatches() {
        Attempt matched = settled();
        Attempt pending = harness.paid(harness.bill());
        settlements.importFile(MELLAT, "e.csv", file(line(today(), 4_443, "30", 1_000)));
        settlements.importFile(
                MELLAT,
                "f.csv",
                file(
                        line(today(), matched.order(), "7" + matched.order(), PaymentsHarness.DUTY),
                        line(today(), 4_444, "31", 5_000),
                        line(today(), pending.order(), "7" + pending.order(), PaymentsHarness.DUTY)));
        var first = settlements.files(null, 1);
        var file = first.items().get(0);
        assertEquals("f.csv", file.name());
        assertEquals("mellat", file.gateway());
        assertEquals(3, file.lines());
        assertEquals(2 * PaymentsHarness.DUTY + 5_000, file.total());
        assertEquals(List.of(1, 1, 1), List.of(file.matched(), file.different(), file.pending()));
        harness.payments.confirm(pending.id());
        file = settlements.files(null, 1).items().get(0);
        assertEquals(List.of(2, 1, 0), List.of(file.matched(), file.different(), file.pending()));
        var second = settlements.files(first.next(), 1);
        assertEquals("e.csv", second.items().get(0).name());
        assertNull(second.next());
    }

    @Test
    void concurrentNodesImportFileOnce() throws Exception {
        byte[] file = file(line(today(), 1, "99", 5_000), line(today(), 2, "98", 6_000));
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> node =
                    () -> settlements.importFile(MELLAT, "f.csv", file).before();
            long fresh = 0;
            for (Future<Boolean> before : nodes.invokeAll(List.of(node, node, node, node))) {
                fresh += before.get() ? 0 : 1;
            }
            assertEquals(1, fresh);
        } finally {
            nodes.shutdown();
        }
        assertEquals(2, open().size());
    }

    @Test
    void unknownSaleIsListedAndBooked() {
        settlements.importFile(MELLAT, "f.csv", file(line(today(), 4_444, "31", 5_000)));
        Difference found = open().get(0);
        assertEquals("unknown-sale", found.kind());
        assertEquals(5_000, found.banks());
        assertEquals(2, found.line());
        assertEquals("f.csv", found.file());
        assertEquals(
                Map.of("bank:mellat:4711", 5_000L, "unexplained:mellat", -5_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.FOUND, found.id()));
    }

    @Test
    void cardReaderSaleHasNoOrder() {
        settlements.importFile(MELLAT, "f.csv", file(today() + ";4711;;31;603770******5443;5000"));
        Difference found = open().get(0);
        assertEquals("unknown-sale", found.kind());
        assertNull(found.order());
        assertEquals("31", found.reference());
    }

    @Test
    void saleOfFailedAttemptIsListed() {
        Attempt a = harness.paid(harness.bill());
        harness.bank.next("verify", FakeGateway.answerWith(city.pishkhan.spi.PaymentGateway.Outcome.Kind.REFUSED));
        harness.payments.confirm(a.id());
        settlements.importFile(MELLAT, "f.csv", file(line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY)));
        assertEquals("bank-only", open().get(0).kind());
    }

    @Test
    void differingAmountIsListedAndBooked() {
        Attempt a = settled();
        settlements.importFile(
                MELLAT, "f.csv", file(line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY - 1_000)));
        Difference found = open().get(0);
        assertEquals("amount", found.kind());
        assertEquals(PaymentsHarness.DUTY, found.ours());
        assertEquals(
                Map.of("bank:mellat:4711", -1_000L, "unexplained:mellat", 1_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.FOUND, found.id()));
    }

    @Test
    void saleListedTwiceIsBookedOnce() {
        Attempt a = settled();
        String line = line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY);
        settlements.importFile(MELLAT, "f.csv", file(line));
        assertTrue(
                settlements.importFile(MELLAT, "copy.csv", file(line, "")).before(),
                "an empty line makes no other file");
        settlements.importFile(MELLAT, "g.csv", file("", line));
        assertEquals(List.of("twice"), open().stream().map(Difference::kind).toList());
        assertEquals(
                Map.of(),
                DoubleEntryLedgerTest.postings(
                        harness, DoubleEntryLedger.FOUND, open().get(0).id()));
    }

    @Test
    void pendingPaymentIsCheckedAndComparedLater() {
        Attempt a = harness.paid(harness.bill());
        harness.db.sent().clear();
        settlements.importFile(MELLAT, "f.csv", file(line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY)));
        assertEquals(List.of(new Sent("work.payment", a.id())), List.copyOf(harness.db.sent()));
        assertEquals(0, settlements.countOpen());
        harness.payments.confirm(a.id());
        assertEquals("settled", harness.state(a));
        assertEquals(0, settlements.countOpen());
    }

    @Test
    void missingSaleIsListedUntilBankReportsIt() {
        settlements.importFile(MELLAT, "a.csv", file(line(today().minusDays(1), 1, "1", 1_000)));
        Attempt a = settled();
        LocalDate day = today();
        harness.watch.advance(Duration.ofDays(1));
        settlements.importFile(MELLAT, "b.csv", file(line(today(), 2, "2", 1_000)));
        assertEquals(
                0, open().stream().filter(d -> d.kind().equals("ours-only")).count(), "it may come with the next day");
        harness.watch.advance(Duration.ofDays(1));
        settlements.importFile(MELLAT, "c.csv", file(line(today(), 3, "3", 1_000)));
        Difference missing = open().stream()
                .filter(d -> d.kind().equals("ours-only"))
                .findFirst()
                .orElseThrow();
        assertEquals(a.order(), missing.order());
        assertEquals(PaymentsHarness.DUTY, missing.ours());
        settlements.importFile(MELLAT, "late.csv", file(line(day, a.order(), "7" + a.order(), PaymentsHarness.DUTY)));
        assertEquals(
                0, open().stream().filter(d -> d.kind().equals("ours-only")).count());
    }

    @Test
    void differenceIsExplainedOnce() {
        settlements.importFile(MELLAT, "f.csv", file(line(today(), 4_444, "31", 5_000)));
        Difference found = open().get(0);
        assertThrows(Refusal.class, () -> settlements.explain(PaymentsHarness.TREASURY, found.id(), " "));
        Difference explained = settlements.explain(PaymentsHarness.TREASURY, found.id(), "the bank's test sale");
        assertEquals("treasury", explained.explainedBy());
        assertEquals(0, settlements.countOpen());
        assertEquals(
                "settlement.explained",
                assertThrows(Refusal.class, () -> settlements.explain(PaymentsHarness.TREASURY, found.id(), "again"))
                        .code());
        assertEquals(1, settlements.differences(false, null, 10).items().size());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13-01;4711;1;2;x;5000, 'line 2, column 1: this day does not exist'",
        "1405/13/01;4711;1;2;x;5000, 'line 2, column 1: this day does not exist'",
        "today;4711;1;2;x;5000, 'line 2, column 1: not a day such as 2026-11-25'",
        "20261125;4711;1;2;x;-5000, 'line 2, column 6: not a whole number greater than 0'",
        "20261125;4711;1;2 or 1=1;x;5000, 'line 2, column 4: not a valid reference number of a sale'",
        "20261125;4711;1;2;x, 'line 2, column 6: a column is missing'",
        "20261125;4711;one;2;x;5000, 'line 2, column 3: not a whole number greater than 0'",
        "20261125;;1;2;x;5000, 'line 2, column 2: not a whole number greater than 0'",
    })
    void unreadableLineIsNamedByLineAndColumn(String line, String said) {
        byte[] file = file(line, line(today(), 4_444, "31", 5_000));
        Refusal refusal = assertThrows(Refusal.class, () -> settlements.importFile(MELLAT, "f.csv", file));
        assertEquals("settlement.lines", refusal.code());
        assertEquals(said, refusal.english());
        assertEquals(0, settlements.countOpen(), "nothing of it is taken");
    }

    @Test
    void readsPersianDaysAndDigits() {
        Attempt a = settled();
        PersianDate day = PersianDate.of(today());
        String line = line(today(), a.order(), "7" + a.order(), PaymentsHarness.DUTY)
                .replace(today().toString(), "%d/%02d/%02d".formatted(day.year(), day.month(), day.day()));
        settlements.importFile(MELLAT, "f.csv", file(city.pishkhan.identifiers.PersianText.persianDigits(line)));
        assertEquals(List.of(), open());
    }

    @Test
    void rejectsFileInOtherCharset() {
        Format latin = new Format(
                "mellat", "4711", Charset.forName("US-ASCII"), ';', 0, List.of("reference", "amount", "day"));
        assertEquals(
                "settlement.charset",
                assertThrows(
                                Refusal.class,
                                () -> settlements.importFile(latin, "f", "۱".getBytes(StandardCharsets.UTF_8)))
                        .code());
        assertEquals(
                "settlement.lines",
                assertThrows(Refusal.class, () -> settlements.importFile(latin, "f", new byte[0]))
                        .code());
        assertEquals(
                "line 1, column 1: the file has no sales",
                assertThrows(Refusal.class, () -> settlements.importFile(latin, "f", new byte[0]))
                        .english());
    }
}
