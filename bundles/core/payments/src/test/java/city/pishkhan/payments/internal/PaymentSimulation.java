package city.pishkhan.payments.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway.Crash;
import city.pishkhan.spi.PartnerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Simulates the events of some bills, from the first payer until nothing is left to do. The order of events is determined by a
 * seed.
 */
final class PaymentSimulation {
    static final long LAST_ORDER = 1;
    private static final int EVENTS_EACH = 8;
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_ROUNDS = 400;
    private static final int QUICK_ROUNDS = 60;
    private static final Duration ROUND = Duration.ofMinutes(4);
    private static final Duration LONG_ROUND = Duration.ofHours(2);

    final List<Bill> bills;
    final List<String> told = new ArrayList<>();
    private final SimulatedHub world;
    private final Random dice;
    private final Map<UUID, List<Attempt>> attempts = new HashMap<>();
    private final Map<Long, List<String>> sales = new HashMap<>();
    private final Map<Long, Attempt> byOrder = new HashMap<>();
    private boolean nested;
    /**
     * {@code true} to simulate no failures and no concurrent events. Only then may a stranger verify a sale, because it is certain
     * whether the bank received the hub's or the stranger's verification first.
     */
    private boolean calm;

    PaymentSimulation(SimulatedHub world, long seed, int count) {
        this.world = world;
        // adjacent seeds of Random produce similar first values
        dice = new Random(new SplittableRandom(seed).nextLong());
        world.setRandom(dice);
        world.fragility = 0;
        world.bank.trouble = 0;
        world.bank.sales.clear();
        bills = world.bills(count);
    }

    void run() {
        calm = dice.nextInt(4) == 0;
        world.bank.trouble = calm ? 0 : 2_500;
        world.fragility = calm ? 0 : 150;
        world.bank.meanwhile = calm ? () -> {} : this::interleave;
        try {
            for (int i = 0; i < bills.size() * EVENTS_EACH; i++) {
                event();
            }
        } finally {
            world.bank.trouble = 0;
            world.fragility = 0;
            world.bank.meanwhile = () -> {};
        }
        drain();
    }

    /** Another event happens during a call to a bank. */
    private void interleave() {
        if (!nested && dice.nextInt(8) == 0) {
            nested = true;
            try {
                event();
            } finally {
                nested = false;
            }
        }
    }

    private PaymentService node() {
        return world.nodes.get(nested ? 1 : 0);
    }

    private void event() {
        Bill bill = bills.get(dice.nextInt(bills.size()));
        int roll = dice.nextInt(100);
        try {
            if (roll < 22) {
                begin(bill);
            } else if (roll < 40) {
                pay(bill);
                verifyAsStranger();
            } else if (roll < 60) {
                callback(bill);
            } else if (roll < 90) {
                wakeUp();
            } else if (roll < 96) {
                log("sweep");
                world.sweep.sweep();
            } else if (roll == 96) {
                log("the bank's settlement file comes");
                world.file(null, null, 0);
            } else if (roll == 97) {
                log("cancel " + bill.billId());
                world.town.db.tx().run(sql -> {
                    world.town.engine.lock(bill.caseId());
                    node().endCase(bill.caseId(), "withdrawn", CaseEnd.REFUSED, 0);
                });
            } else if (roll == 98) {
                log("replace " + bill.billId());
                world.town.db.tx().run(sql -> {
                    world.town.engine.lock(bill.caseId());
                    node().cancelOutdated(bill.caseId(), "duties", null);
                });
            } else {
                advanceClock();
            }
        } catch (Crash e) {
            log("crash");
        } catch (Refusal e) {
            log("refused: " + e.code());
        }
    }

    private void log(String what) {
        told.add((nested ? "  meanwhile " : "") + what);
    }

    private void advanceClock() {
        int roll = dice.nextInt(10);
        Duration by = roll < 5 ? Duration.ofMinutes(6) : Duration.ofMinutes(roll < 8 ? 21 : 185);
        log("the clock goes on by " + by);
        world.time.forward(by);
    }

    private void begin(Bill bill) {
        List<Attempt> of = attempts.computeIfAbsent(bill.id(), b -> new ArrayList<>());
        if (of.size() < MOST_ATTEMPTS) {
            Attempt a = node().begin(PaymentsHarness.CLERK, bill.caseId(), bill.id(), "model");
            of.add(a);
            byOrder.put(a.order(), a);
            log("order " + a.order() + " for " + bill.billId());
        }
    }

    private Attempt anyAttempt(Bill bill) {
        List<Attempt> of = attempts.getOrDefault(bill.id(), List.of());
        return of.isEmpty() ? null : of.get(dice.nextInt(of.size()));
    }

    private void pay(Bill bill) {
        Attempt a = anyAttempt(bill);
        if (a == null || sales.containsKey(a.order())) {
            return;
        }
        boolean another = world.bank.isReportingAmounts() && dice.nextInt(12) == 0;
        String reference = world.bank.sale(a.order(), another ? 1_000 : bill.amount());
        sales.computeIfAbsent(a.order(), o -> new ArrayList<>()).add(reference);
        log("order " + a.order() + (another ? " is paid with another amount, " : " is paid, ") + reference);
        if (dice.nextInt(2) == 0) {
            call(a, reference, null);
        }
    }

    /** A client that knows a reference verifies it before the hub, and may reverse it. */
    private void verifyAsStranger() {
        if (!calm || dice.nextInt(3) > 0 || world.bank.sales.isEmpty()) {
            return;
        }
        List<String> all = List.copyOf(world.bank.sales.keySet());
        String reference = all.get(dice.nextInt(all.size()));
        if (world.bank.tryVerifyAsStranger(reference)) {
            log("a stranger verifies " + reference);
        } else if (dice.nextBoolean()) {
            log("a stranger takes " + reference + " back, if it is theirs");
            world.bank.strangerReverses(reference);
        }
    }

    private void callback(Bill bill) {
        Attempt a = anyAttempt(bill);
        if (a == null) {
            return;
        }
        List<String> own = sales.getOrDefault(a.order(), List.of());
        int roll = dice.nextInt(20);
        if (roll < 10 && !own.isEmpty()) {
            call(a, own.get(0), null);
        } else if (roll < 12) {
            // reports a cancelled payment, although the payer may have paid
            call(a, null, null);
        } else if (roll < 14) {
            call(a, "9" + dice.nextInt(1_000_000_000), null);
        } else if (roll < 16 && !world.bank.sales.isEmpty()) {
            swapReferences(a, own);
        } else if (roll < 18 && !own.isEmpty()) {
            call(a, own.get(0), 1_000L);
        } else {
            Map<String, String> form = PaymentsHarness.form(a, "1");
            form.put("session", "guessed");
            log("a forged session for order " + a.order());
            node().acceptCallback("model", form);
        }
    }

    /**
     * The browser returns with the reference of another payer's sale; that payer's browser may return with this
     * payer's.
     */
    private void swapReferences(Attempt a, List<String> own) {
        List<String> all = List.copyOf(world.bank.sales.keySet());
        String others = all.get(dice.nextInt(all.size()));
        call(a, others, null);
        Attempt other = byOrder.get(world.bank.sales.get(others).order);
        if (!own.isEmpty() && other != null && dice.nextBoolean()) {
            call(other, own.get(0), null);
        }
    }

    private void call(Attempt a, String reference, Long amount) {
        Map<String, String> form = PaymentsHarness.form(a, reference);
        if (amount != null) {
            form.put("amount", amount.toString());
        }
        log("the browser brings " + reference + (amount == null ? "" : " with another amount") + " for order "
                + a.order());
        node().acceptCallback("model", form);
    }

    private void wakeUp() {
        if (world.wakeUps.isEmpty()) {
            return;
        }
        int at = dice.nextInt(world.wakeUps.size());
        UUID id = world.wakeUps.get(at);
        int roll = dice.nextInt(10);
        if (roll < 8) {
            // in the remaining two of ten cases the wake-up stays in the queue and is delivered again
            world.wakeUps.remove(at);
        }
        if (roll > 0) {
            // in one of ten cases the wake-up is lost or delayed
            confirm(id);
        }
    }

    private void confirm(UUID id) {
        log("confirm " + id);
        try {
            node().confirm(id);
        } catch (PartnerUnavailable e) {
            log("the bank is not reached");
            world.wakeUps.add(id);
        }
    }

    /** Everything works again, and the clock advances until nothing is left to do. */
    private void drain() {
        boolean filed = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            while (!world.wakeUps.isEmpty()) {
                confirm(world.wakeUps.remove(world.wakeUps.size() - 1));
            }
            OffsetDateTime next = world.town.db.tx().required(sql -> sql.createQuery(
                            "select min(next_at) from payments.attempt")
                    .mapTo(OffsetDateTime.class)
                    .one());
            if (next == null && filed) {
                return;
            }
            if (next == null) {
                log("the bank's last settlement file comes");
                filed = true;
                world.time.forward(Duration.ofDays(3));
                world.bank.tick();
                // the file also lists an unrelated sale of a later day, so the days before count as completely listed
                world.file(LocalDate.ofInstant(world.time.instant(), PersianDate.TEHRAN), "0", LAST_ORDER);
                continue;
            }
            Instant due = next.toInstant();
            log("the clock goes on to " + due);
            // processes together everything due within minutes, or within hours once all time limits of the banks have
            // passed
            world.time.advanceTo(due.plus(round < QUICK_ROUNDS ? ROUND : LONG_ROUND));
            world.sweep.sweep();
        }
        throw new AssertionError("there is no end to it");
    }
}
