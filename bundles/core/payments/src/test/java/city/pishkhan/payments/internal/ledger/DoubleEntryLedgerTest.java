package city.pishkhan.payments.internal.ledger;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

public class DoubleEntryLedgerTest {
    private static final Facets FACETS = new Facets("mellat", "building-permit", 22, "1204");
    private static PaymentsHarness harness;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    public static Map<String, Long> postings(PaymentsHarness harness, String kind, UUID subject) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select p.account, p.amount from payments.posting p"
                                + " join payments.ledger_entry e on e.id = p.entry where e.kind = :kind and e.subject = :subject")
                .bind("kind", kind)
                .bind("subject", subject)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)));
    }

    @Test
    void receiptIsBookedPerDuty() {
        Bill bill = harness.raise(harness.someCase(), duty("density", 12_345_600), duty("waste", 1_000))
                .get(0);
        Attempt a = harness.paid(bill);
        assertEquals(Map.of(), postings(harness, DoubleEntryLedger.RECEIPT, a.id()));
        harness.payments.confirm(a.id());
        harness.payments.confirm(a.id());
        assertEquals(
                Map.of(
                        "bank:mellat:4711",
                        12_347_000L,
                        "income:density",
                        -12_345_600L,
                        "income:waste",
                        -1_000L,
                        "rounding",
                        -400L),
                postings(harness, DoubleEntryLedger.RECEIPT, a.id()));
    }

    @Test
    void reducedDutyIsBookedAsNegativeIncome() {
        UUID id = harness.someCase();
        Bill first = harness.raise(id, duty("a", 5_000), duty("b", 2_000)).get(0);
        harness.payments.confirm(harness.paid(first).id());
        Bill second = harness.raise(id, duty("a", 9_000), duty("b", 1_000)).get(1);
        Attempt a = harness.paid(second);
        harness.payments.confirm(a.id());
        assertEquals(
                Map.of("bank:mellat:4711", 3_000L, "income:a", -4_000L, "income:b", 1_000L),
                postings(harness, DoubleEntryLedger.RECEIPT, a.id()));
    }

    @Test
    void secondPaymentIsBookedAsRefundDue() {
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
        assertEquals(
                Map.of("bank:mellat:4711", PaymentsHarness.DUTY, "refunds", -PaymentsHarness.DUTY),
                postings(harness, DoubleEntryLedger.OWED, two.id()));
    }

    @Test
    void engineFailureBooksNothing() {
        Bill bill = harness.bill();
        Attempt a = harness.paid(bill);
        harness.engine.failures = 1;
        assertThrows(IllegalStateException.class, () -> harness.payments.confirm(a.id()));
        assertEquals(Map.of(), postings(harness, DoubleEntryLedger.RECEIPT, a.id()));
        harness.payments.confirm(a.id());
        assertEquals(2, postings(harness, DoubleEntryLedger.RECEIPT, a.id()).size());
    }

    @Test
    void rejectsUnbalancedEntry() {
        List<Posting> off = List.of(new Posting("bank:mellat:4711", 5_000), new Posting("refunds", -4_000));
        assertThrows(IllegalArgumentException.class, () -> harness.db
                .tx()
                .run(sql -> DoubleEntryLedger.book(sql, "owed", Ids.next(), Instant.now(), FACETS, off)));
    }

    @Test
    void databaseRejectsUnbalancedEntry() {
        RuntimeException refused =
                assertThrows(RuntimeException.class, () -> harness.db.tx().run(sql -> {
                    UUID entry = Ids.next();
                    sql.execute("insert into payments.ledger_entry values (?, now(), 'owed', ?)", entry, Ids.next());
                    sql.execute(
                            "insert into payments.posting (entry, account, amount, gateway) values (?, 'refunds', -1, 'x')",
                            entry);
                }));
        assertTrue(refused.getCause().getMessage().contains("out of balance by -1"), refused.toString());
    }

    @Test
    void bookedEntriesNeverChange() {
        UUID subject = Ids.next();
        List<Posting> postings = List.of(new Posting("bank:mellat:4711", 5_000), new Posting("refunds", -5_000));
        harness.db
                .tx()
                .run(sql -> assertTrue(DoubleEntryLedger.book(sql, "owed", subject, Instant.now(), FACETS, postings)));
        harness.db
                .tx()
                .run(sql -> assertFalse(DoubleEntryLedger.book(sql, "owed", subject, Instant.now(), FACETS, postings)));
        for (String change : List.of(
                "update payments.posting set amount = 1",
                "delete from payments.posting",
                "delete from payments.ledger_entry",
                "update payments.ledger_entry set kind = 'x'")) {
            assertThrows(RuntimeException.class, () -> harness.db.tx().run(sql -> sql.execute(change)), change);
        }
    }
}
