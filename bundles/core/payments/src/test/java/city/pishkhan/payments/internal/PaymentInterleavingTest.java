package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Settlements.Difference;
import city.pishkhan.payments.internal.BankModel.Entry;
import city.pishkhan.payments.internal.store.AttemptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Simulates 400 bills per kind of bank, different ones in each run (more with {@code -Dinterleaving.bills=N}). Each bill has its
 * own random order of callbacks (true, repeated, forged or false), polls, crashes, lost calls, other payers and long pauses. A
 * failure contains its seed; {@code -Dinterleaving.seed=N} runs that simulation alone.
 */
class PaymentInterleavingTest {
    private static final int BILLS = Integer.getInteger("interleaving.bills", 400);
    private static final int AT_ONCE = 100;
    private static final int THREADS = 2;
    private static final Long ONE = Long.getLong("interleaving.seed");
    private static final Set<String> OURS = Set.of("SETTLED", "DOUBLE");

    /**
     * kinds of differences left by sales that an unrelated client verified and that the hub has given up or never
     * recorded
     */
    private static final Set<String> REPORTED = Set.of("bank-only", "other-sale");

    private static final String RECEIPTS = "select bill, reference from payments.receipt where bill = any(:bills)";
    private static final String BOOKED = "select s.attempt, sum(p.amount) from (select id as attempt, id as subject"
            + " from payments.attempt where id = any(:attempts) union select attempt, id from payments.receipt_withdrawn"
            + " where attempt = any(:attempts) union select id, booking from payments.attempt where id = any(:attempts)) s"
            + " join payments.ledger_entry e on e.subject = s.subject join payments.posting p on p.entry = e.id where"
            + " p.account like 'bank:%' group by 1 having sum(p.amount) <> 0";
    private static final String STATES = "select id, state from payments.bill where id = any(:bills)";

    private record AttemptRecord(
            UUID id, UUID bill, long order, String state, String held, String hint, String reference, long amount) {}

    @ParameterizedTest
    @EnumSource
    void randomInterleavingsNeverLoseOrDuplicateMoney(BankModel.Nature nature) throws Exception {
        long base = ONE == null ? System.nanoTime() : ONE;
        List<Future<?>> runs = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int thread = 0; thread < (ONE == null ? THREADS : 1); thread++) {
                long first = base + thread;
                runs.add(pool.submit(() -> simulate(nature, first)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void simulate(BankModel.Nature nature, long first) {
        try (SimulatedHub world = new SimulatedHub(nature)) {
            int batches = ONE == null ? BILLS / THREADS / AT_ONCE : 1;
            for (int batch = 0; batch < batches; batch++) {
                long seed = first + (long) batch * THREADS;
                PaymentSimulation stories = new PaymentSimulation(world, seed, AT_ONCE);
                try {
                    stories.run();
                    check(world, stories);
                } catch (Exception | AssertionError e) {
                    throw new AssertionError(
                            nature + ", -Dinterleaving.seed=" + seed + ": " + e.getMessage()
                                    + (ONE == null ? "" : "\n" + String.join("\n", stories.told)),
                            e);
                }
            }
        }
    }

    private static void check(SimulatedHub world, PaymentSimulation stories) {
        List<UUID> ids = stories.bills.stream().map(Bill::id).toList();
        List<AttemptRecord> attempts = world.town.db.tx().required(sql -> sql.createQuery(
                        "select * from payments.attempt where bill = any(:bills)")
                .bindArray("bills", UUID.class, ids)
                .map((row, context) -> new AttemptRecord(
                        row.getObject("id", UUID.class),
                        row.getObject("bill", UUID.class),
                        row.getLong("order_number"),
                        row.getString("state"),
                        row.getString("held"),
                        row.getString("hint_reference"),
                        row.getString("reference"),
                        row.getLong("amount")))
                .list());
        attempts.forEach(a -> assertTrue(
                AttemptState.valueOf(a.state).isEnded(),
                () -> "nothing is due, but " + a + " has no end; " + world.bank.sales.get(a.hint)));
        checkReceipts(world, attempts, strings(world, ids, RECEIPTS), strings(world, ids, STATES));
        Set<String> reported = checkFiles(world);
        checkLedger(world, attempts);
        Map<String, AttemptRecord> ours = attempts.stream()
                .filter(a -> OURS.contains(a.state))
                .collect(Collectors.toMap(AttemptRecord::reference, Function.identity()));
        for (Entry sale : world.bank.sales.values()) {
            assertEquals(sale.settled != null, sale.reversed == null, () -> "the bank keeps or returns " + sale);
            boolean known = ours.containsKey(sale.reference) || reported.contains(sale.reference);
            assertEquals(sale.settled != null, known, () -> "we and the bank differ on " + sale);
        }
        assertEquals(
                ours.size() + reported.size(),
                world.bank.sales.values().stream()
                        .filter(s -> s.settled != null)
                        .count());
    }

    /**
     * Checks that every rial that the bank keeps for the city is booked once, and that the ledger's postings sum to
     * zero.
     */
    private static void checkLedger(SimulatedHub world, List<AttemptRecord> attempts) {
        Map<UUID, Long> booked = world.town.db.tx().required(sql -> sql.createQuery(BOOKED)
                .bindArray(
                        "attempts",
                        UUID.class,
                        attempts.stream().map(AttemptRecord::id).toList())
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        Map<UUID, Long> kept = attempts.stream()
                .filter(a -> OURS.contains(a.state))
                .collect(Collectors.toMap(AttemptRecord::id, a -> world.bank.sales.get(a.reference).amount));
        assertEquals(kept, booked);
        long off = world.town.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting")
                .mapTo(Long.class)
                .one());
        assertEquals(0, off);
    }

    /**
     * Checks that the bank's files agree with the hub's records, except for sales kept by an unrelated client's verification.
     *
     * @return references of these sales
     */
    private static Set<String> checkFiles(SimulatedHub world) {
        Map<Boolean, List<Difference>> differences = world.settlements.differences(true, null, 200).items().stream()
                .filter(d -> d.order() != PaymentSimulation.LAST_ORDER)
                .collect(Collectors.partitioningBy(
                        d -> REPORTED.contains(d.kind()) && world.bank.sales.get(d.reference()).stranger));
        differences.get(false).removeIf(d -> isTakenByOtherOrder(world, d));
        assertEquals(List.of(), differences.get(false), "the bank's files say what we say");
        differences
                .get(true)
                .forEach(d -> world.settlements.explain(PaymentsHarness.TREASURY, d.id(), "a stranger's verification"));
        return differences.get(true).stream().map(Difference::reference).collect(Collectors.toSet());
    }

    /**
     * Returns {@code true} if the payer of another order had verified the sale until the bank's file named the sale's
     * own order.
     */
    private static boolean isTakenByOtherOrder(SimulatedHub world, Difference d) {
        boolean taken = d.kind().equals("other-order");
        if (taken) {
            Entry sale = world.bank.sales.get(d.reference());
            assertEquals(sale.order, d.order());
            assertNotEquals(sale.order, sale.verifiedFor, () -> "nobody else had " + sale);
            world.settlements.explain(PaymentsHarness.TREASURY, d.id(), "another payer brought it");
        }
        return taken;
    }

    private static void checkReceipts(
            SimulatedHub world, List<AttemptRecord> attempts, Map<UUID, String> receipts, Map<UUID, String> states) {
        Map<UUID, AttemptRecord> settled = attempts.stream()
                .filter(a -> a.state.equals("SETTLED"))
                .collect(Collectors.toMap(AttemptRecord::bill, Function.identity()));
        assertEquals(settled.keySet(), receipts.keySet(), "one receipt a settled attempt, one settled attempt a bill");
        settled.forEach((bill, attempt) -> {
            Entry sale = world.bank.sales.get(attempt.reference);
            assertEquals(attempt.reference, receipts.get(bill));
            assertEquals(attempt.amount, sale.amount, () -> "paid by " + sale);
            assertEquals(attempt.order, sale.order, () -> "the bank names the order of " + sale);
        });
        states.forEach((bill, state) -> assertEquals(receipts.containsKey(bill), state.equals("PAID"), state));
    }

    private static Map<UUID, String> strings(SimulatedHub world, List<UUID> bills, String query) {
        return world.town.db.tx().required(sql -> sql.createQuery(query)
                .bindArray("bills", UUID.class, bills)
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
