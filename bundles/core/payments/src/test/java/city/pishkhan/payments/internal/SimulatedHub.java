package city.pishkhan.payments.internal;

import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Debtor;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.FakeGateway.Crash;
import city.pishkhan.payments.internal.attempt.AttemptScheduler;
import city.pishkhan.payments.internal.attempt.PaymentTimeLimits;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.settlement.SettlementService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Two nodes of the hub on one database, with a clock controlled by the test, a model of a bank, and simulated crashes. */
final class SimulatedHub implements AutoCloseable {
    final PaymentsHarness town = new PaymentsHarness();
    final SimulatedClock time = new SimulatedClock();
    final BankModel bank;
    final AttemptScheduler sweep;
    final SettlementService settlements;
    final List<PaymentService> nodes = new ArrayList<>();
    /** messages in the queue */
    final List<UUID> wakeUps = new ArrayList<>();
    /** number of opportunities out of 10,000 at which a node crashes inside a transaction */
    int fragility;

    private static final Settlements.Format FILE = new Settlements.Format(
            "model", "4711", StandardCharsets.UTF_8, ',', 1, List.of("reference", "order", "amount", "day"));

    private Random dice = new Random(0);
    private int files;
    private String unfinished;

    SimulatedHub(BankModel.Nature nature) {
        bank = new BankModel("model", nature, time, town.db.tx()::isActive);
        town.gatewayRegistry.add(bank);
        town.requestAndApprove("merchant-account", bank);
        var terms = new PaymentService.Terms(
                URI.create("https://hub.example"), GatewayPreferences.of("*:model"), 7, 16, PaymentTimeLimits.NONE);
        for (int node = 0; node < 2; node++) {
            nodes.add(new PaymentService(
                    town.store, new SilentJournal(), this::wake, Engine::new, town.gatewayRegistry, terms, time));
        }
        sweep = new AttemptScheduler(town.store, this::wake, time);
        settlements = new SettlementService(town.db.tx(), town.db.schemas(), new SilentJournal(), this::wake, time);
    }

    void setRandom(Random with) {
        dice = with;
        bank.setRandom(with);
    }

    private void wake(String queue, UUID id) {
        town.db.tx().afterCommit(() -> wakeUps.add(id));
    }

    private void maybeCrash() {
        if (fragility > 0 && dice.nextInt(10_000) < fragility) {
            throw new Crash();
        }
    }

    /** Creates and imports the bank's file with all newly settled sales and the days until {@code last}. */
    void file(LocalDate last, String lastReference, long lastOrder) {
        StringBuilder lines = new StringBuilder("#" + time.instant() + " " + ++files + "\n");
        List<BankModel.Entry> news = bank.sales.values().stream()
                .filter(sale -> sale.settled != null && !sale.listed)
                .toList();
        for (BankModel.Entry sale : news) {
            LocalDate day = LocalDate.ofInstant(sale.settled, PersianDate.TEHRAN);
            lines.append("%s,%d,%d,%s%n".formatted(sale.reference, sale.order, sale.amount, day));
        }
        if (last != null) {
            lines.append("%s,%d,%d,%s%n".formatted(lastReference, lastOrder, 1_000, last));
        }
        if (unfinished != null) {
            // imports the file again, because a simulated crash may have interrupted the first import
            importFile();
        }
        if (lines.indexOf(",") > 0) {
            unfinished = lines.toString();
            news.forEach(sale -> sale.listed = true);
            importFile();
        }
    }

    private void importFile() {
        settlements.importFile(FILE, "settled.csv", unfinished.getBytes(StandardCharsets.UTF_8));
        unfinished = null;
    }

    List<Bill> bills(int count) {
        return town.db.tx().required(sql -> {
            List<Bill> bills = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                UUID id = Ids.next();
                sql.execute("insert into public.locked_case values (?)", id);
                Debtor debtor = new Debtor(id, "22-1405-000017-3", "building-permit", 22, "1204", "duties", 70);
                bills.addAll(
                        nodes.get(0).raise(debtor, List.of(PaymentsHarness.duty("density", PaymentsHarness.DUTY))));
            }
            return bills;
        });
    }

    @Override
    public void close() {
        town.close();
    }

    /** The parts of the case engine that payments use. */
    private final class Engine implements CaseEvents {
        @Override
        public void lock(UUID caseId) {
            town.engine.lock(caseId);
            maybeCrash();
        }

        @Override
        public String lockAndFindOffice(UUID caseId) {
            return town.engine.lockAndFindOffice(caseId);
        }

        @Override
        public boolean paymentReversed(UUID caseId, String why) {
            maybeCrash();
            return true;
        }

        @Override
        public void paymentRestored(UUID caseId) {
            maybeCrash();
        }

        @Override
        public void paymentChanged(UUID caseId) {
            maybeCrash();
        }
    }

    /** A journal that writes nothing: its entries are covered by other tests, and it would slow down thousands of simulations. */
    private final class SilentJournal implements Journal {
        @Override
        public void record(UUID caseId, String event, Caller actor, Map<String, ?> details) {
            maybeCrash();
        }

        @Override
        public String commitment(String salt, String value) {
            return salt + value;
        }

        @Override
        public List<Entry> entries(UUID caseId) {
            return List.of();
        }

        @Override
        public List<Entry> entriesAfter(long after, int limit) {
            return List.of();
        }

        @Override
        public long lastSequence() {
            return 0;
        }

        @Override
        public List<String> check(UUID caseId) {
            return List.of();
        }
    }

    /** A clock that only advances on request. */
    static final class SimulatedClock extends Clock {
        private Instant now = Instant.parse("2026-06-01T08:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        /** Advances the clock; never sets it back. */
        void advanceTo(Instant then) {
            now = then.isAfter(now) ? then : now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
