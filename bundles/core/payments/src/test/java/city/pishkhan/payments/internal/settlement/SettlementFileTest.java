package city.pishkhan.payments.internal.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.api.money.Settlements.File;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.payments.internal.PaymentsHarness;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Large, unusual and interrupted settlement files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementFileTest {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementFileTest.class);
    private static final Format FILE = new Format(
            "mellat",
            null,
            StandardCharsets.UTF_8,
            ',',
            1,
            List.of("terminal", "order", "reference", "amount", "day", "kind"));
    private static final String HEAD = "terminal,order,reference,amount,day,kind\n";
    private static final int MANY = Integer.getInteger("settlement.lines", 2_500);

    private PaymentsHarness harness;
    private long references = 1_000_000;
    private long bank;

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
        bank = sum("bank:mellat:4711");
    }

    private long sum(String account) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(harness.watch.instant(), PersianDate.TEHRAN);
    }

    private String unknown(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "4711,,%d,1000,%s,".formatted(++references, today()))
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private File newest() {
        return harness.settlements.files(null, 1).items().get(0);
    }

    private Refusal refused(String line) {
        return assertThrows(Refusal.class, () -> harness.settlements.importFile(FILE, "f.csv", bytes(HEAD + line)));
    }

    @Test
    void largeFileIsImportedInPartsOfThousandLines() {
        CountingTx tx = new CountingTx(harness.db.tx());
        SettlementService settlementService =
                new SettlementService(tx, harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
        long start = System.nanoTime();
        settlementService.importFile(FILE, "many.csv", bytes(unknown(MANY)));
        long took = System.nanoTime() - start;
        int parts = (MANY + 999) / 1_000;
        LOG.info("{} lines: {} ms, {} commits, {} statements", MANY, took / 1_000_000, tx.commits, tx.statements);
        assertTrue(tx.commits <= parts + 5, tx.commits + " commits");
        assertTrue(tx.statements <= 14 * parts + 20, tx.statements + " statements");
        File file = newest();
        assertEquals(List.of(MANY, MANY, 0), List.of(file.lines(), file.different(), file.pending()));
        assertEquals("taken", file.state());
        assertEquals(bank + 1_000L * MANY, sum("bank:mellat:4711"));
    }

    /** The first import uses the index of sales, even before autovacuum has analyzed the table. */
    @Test
    void firstImportUsesIndexOfSales() {
        try (PaymentsHarness young = new PaymentsHarness()) {
            young.db
                    .tx()
                    .run(sql -> sql.execute("alter table payments.settlement_line set (autovacuum_enabled = off)"));
            young.settlements.importFile(FILE, "first.csv", bytes(unknown(1_100)));
            String plan = young.db.tx().required(sql -> sql.createQuery("explain " + SettlementComparison.ENDED)
                    .mapTo(String.class)
                    .collect(Collectors.joining("\n")));
            assertTrue(plan.contains("settlement_line_sale"), plan);
            assertFalse(plan.contains("settlement_line_day"), plan);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void interruptedImportContinuesAndBooksOnce(int dies) {
        CountingTx tx = new CountingTx(harness.db.tx());
        SettlementService settlementService =
                new SettlementService(tx, harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
        byte[] content = bytes(unknown(2_100));
        tx.dieAt = dies;
        assertThrows(CountingTx.Killed.class, () -> settlementService.importFile(FILE, "cut.csv", content));
        assertEquals(
                dies > 3,
                harness.settlements.importFile(FILE, "cut.csv", content).before(),
                "begun before, or not");
        File file = newest();
        assertEquals(List.of(2_100, 2_100, 0), List.of(file.lines(), file.different(), file.pending()));
        assertEquals(bank + 2_100_000, sum("bank:mellat:4711"));
        harness.settlements.importFile(FILE, "cut.csv", content);
        assertEquals(bank + 2_100_000, sum("bank:mellat:4711"));
    }

    @Test
    void encodingAndLineEndsDoNotMakeNewFile() {
        String text = unknown(2);
        assertFalse(
                harness.settlements.importFile(FILE, "plain.csv", bytes(text)).before());
        for (String same : List.of(
                "\uFEFF" + text,
                text.replace("\n", "\r\n"),
                PersianText.persianDigits(text),
                text.strip(),
                "\uFEFF" + PersianText.persianDigits(text).replace("\n", "\r"))) {
            assertTrue(harness.settlements
                    .importFile(FILE, "same.csv", bytes(same))
                    .before());
        }
        assertEquals(bank + 2_000, sum("bank:mellat:4711"));
    }

    @ParameterizedTest
    @CsvSource({
        "'4712,1,2,1000,20261125,', 'line 2, column 1: no merchant account has terminal 4712'",
        "'4711,1,2,1000,20261125,sold', 'line 2, column 6: neither a sale nor a reversal'",
        "'4711,1,2,1000,20261125,,7', 'line 2, column 7: a column without a name in the format'",
        "'4711,1-x,2,1000,20261125,', 'line 2, column 2: not a whole number greater than 0'",
        "'', 'line 2, column 1: the file has no sales'"
    })
    void refusalNamesLineAndColumn(String line, String said) {
        Refusal refusal = refused(line);
        assertEquals("settlement.lines", refusal.code());
        assertEquals(said, refusal.english());
        assertEquals(bank, sum("bank:mellat:4711"));
    }

    @Test
    void swappedColumnsCreateNoAccounts() {
        String swapped = HEAD + "12500000,1,2,4711,20261125,\n4200000,1,3,4711,20261125,\n";
        Refusal refusal =
                assertThrows(Refusal.class, () -> harness.settlements.importFile(FILE, "f.csv", bytes(swapped)));
        assertTrue(refusal.english().contains("no merchant account has terminal 12500000"), refusal.english());
        assertEquals(0, sum("bank:mellat:12500000"));
    }

    @Test
    void rejectsSumAboveMaximumAndNamesLine() {
        String lines = IntStream.range(0, 12)
                .mapToObj(i -> "4711,,%d,%d,%s,".formatted(++references, 999_999_999_999_999_999L, today()))
                .collect(Collectors.joining("\n"));
        assertTrue(
                refused(lines).english().startsWith("line 11, column 4: the sum of the amounts up to this line"),
                refused(lines).english());
    }

    @Test
    void rejectsDayTooFarInFuture() {
        String line = "4711,,%d,1000,%s,";
        LocalDate last = today().plusDays(2);
        assertEquals(
                "line 2, column 5: the day is after " + last,
                refused(line.formatted(++references, last.plusDays(1))).english());
        harness.settlements.importFile(FILE, "f.csv", bytes(HEAD + line.formatted(++references, last)));
        Attempt a = harness.paid(harness.bill());
        harness.db
                .tx()
                .run(sql -> sql.execute(
                        "update payments.attempt set paid_at = now() + interval '5 days' where id = ?", a.id()));
        harness.settlements.importFile(FILE, "f.csv", bytes(HEAD + line.formatted(++references, last.plusDays(4))));
        harness.db.tx().run(sql -> sql.execute("update payments.attempt set paid_at = null"));
    }

    @Test
    void matchesOrderWithSuffix() {
        Attempt a = harness.paid(harness.bill());
        harness.payments.confirm(a.id());
        String line = "4711,%d-0123456789abcdef0123,7%d,%d,%s,"
                .formatted(a.order(), a.order(), PaymentsHarness.DUTY, today());
        harness.settlements.importFile(FILE, "f.csv", bytes(HEAD + line));
        assertEquals(1, newest().matched());
    }

    @Test
    void withdrawnFileIsReversedAndCanBeReplaced() {
        String text = unknown(1_200);
        harness.settlements.importFile(FILE, "wrong.csv", bytes(text));
        File wrong = newest();
        assertEquals(bank + 1_200_000, sum("bank:mellat:4711"));
        harness.requestAndApprove(
                "settlement-withdraw", Map.of("file", wrong.id().toString()));
        assertEquals("withdrawing", newest().state());
        while (harness.settlements.continueWithdrawal() > 0) {
            // each call withdraws 1,000 lines
        }
        assertEquals("withdrawn", newest().state());
        assertEquals(bank, sum("bank:mellat:4711"));
        assertTrue(harness.settlements.differences(true, null, 200).items().stream()
                .noneMatch(d -> d.file().equals("wrong.csv")));
        harness.settlements.importFile(FILE, "right.csv", bytes(text.replace(",1000,", ",2000,")));
        assertEquals(bank + 2_400_000, sum("bank:mellat:4711"), "and none of its lines counts as listed before");
        assertEquals(
                "settlement.state",
                assertThrows(
                                Refusal.class,
                                () -> harness.requestAndApprove(
                                        "settlement-withdraw",
                                        Map.of("file", wrong.id().toString())))
                        .code());
    }

    private void withdraw(File file) {
        harness.requestAndApprove(
                "settlement-withdraw", Map.of("file", file.id().toString()));
        while (harness.settlements.continueWithdrawal() > 0) {
            // each call withdraws 1,000 lines
        }
    }

    @Test
    void withdrawingWrongFileKeepsBookingOfRightFile() {
        String text = unknown(2);
        harness.settlements.importFile(FILE, "wrong.csv", bytes(text.substring(0, text.indexOf('\n', HEAD.length()))));
        File wrong = newest();
        harness.settlements.importFile(FILE, "right.csv", bytes(text));
        harness.settlements.importFile(FILE, "copy.csv", bytes(text + unknown(1).substring(HEAD.length())));
        assertEquals(bank + 3_000, sum("bank:mellat:4711"));
        withdraw(wrong);
        assertEquals(bank + 3_000, sum("bank:mellat:4711"));
        assertEquals(
                List.of("twice", "twice", "unknown-sale", "unknown-sale", "unknown-sale"),
                harness.settlements.differences(true, null, 200).items().stream()
                        .filter(d -> List.of("right.csv", "copy.csv").contains(d.file()))
                        .map(Difference::kind)
                        .sorted()
                        .toList());
    }

    @Test
    void concurrentFilesBookSharedLineOnce() throws Exception {
        String last = unknown(1).substring(HEAD.length());
        String one = importAllButLast("one.csv", last);
        String two = importAllButLast("two.csv", last);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        ExecutorService routes = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = routes.submit(() -> harness.db.tx().run(sql -> {
                harness.settlements.importFile(FILE, "one.csv", bytes(one));
                taken.countDown();
                await(other);
            }));
            await(taken);
            Future<?> second = routes.submit(() -> harness.settlements.importFile(FILE, "two.csv", bytes(two)));
            // waits until the second import has ended, or waits for the lock that the first import holds
            Awaitility.await().until(() -> second.isDone() || isWaiting());
            other.countDown();
            first.get();
            second.get();
        } finally {
            other.countDown();
            routes.shutdown();
        }
        assertEquals(bank + 2_001_000, sum("bank:mellat:4711"));
    }

    /** Imports all lines of a file but the last. */
    private String importAllButLast(String name, String last) {
        CountingTx tx = new CountingTx(harness.db.tx());
        SettlementService settlementService =
                new SettlementService(tx, harness.db.schemas(), harness.journal, harness.db.outbox(), harness.watch);
        String text = unknown(1_000) + last;
        tx.dieAt = 5;
        assertThrows(CountingTx.Killed.class, () -> settlementService.importFile(FILE, name, bytes(text)));
        return text;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isWaiting() {
        return harness.db.tx().required(sql -> sql.createQuery("select exists (select from pg_locks where not granted)")
                .mapTo(Boolean.class)
                .one());
    }

    @Test
    void bookingIsReversedOnceByTwoApprovers() {
        harness.settlements.importFile(FILE, "one.csv", bytes(unknown(1)));
        Difference one = harness.settlements.differences(true, null, 1).items().get(0);
        harness.requestAndApprove(
                "booking-reverse", Map.of("difference", one.id().toString()));
        assertEquals(bank, sum("bank:mellat:4711"));
        assertEquals(
                "settlement.not-booked",
                assertThrows(
                                Refusal.class,
                                () -> harness.requestAndApprove(
                                        "booking-reverse",
                                        Map.of("difference", one.id().toString())))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refrence", "Amount", "card", "", "order"})
    void rejectsUnknownColumn(String column) {
        List<String> columns = List.of("reference", "amount", "day", "order", column);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Format("mellat", "4711", StandardCharsets.UTF_8, ',', 1, columns));
    }

    /**
     * A file format without one of the given columns is rejected, because lines would be booked without that column's
     * value.
     */
    @ParameterizedTest
    @ValueSource(strings = {"reference", "amount", "day"})
    void rejectsFormatWithoutRequiredColumn(String missing) {
        List<String> columns = List.of("reference", "amount", "day", "order").stream()
                .filter(column -> !column.equals(missing))
                .toList();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Format("mellat", "4711", StandardCharsets.UTF_8, ',', 1, columns))
                .getMessage();
        assertTrue(message.contains(missing), message);
    }

    @Test
    void formatNeedsGatewayAndTerminal() {
        List<String> columns = List.of("reference", "amount", "day");
        for (String gateway : new String[] {null, " "}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Format(gateway, "4711", StandardCharsets.UTF_8, ',', 1, columns));
        }
        for (String terminal : new String[] {null, " "}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Format("mellat", terminal, StandardCharsets.UTF_8, ',', 1, columns));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Format("mellat", "4711", StandardCharsets.UTF_8, ',', -1, columns));
    }
}
