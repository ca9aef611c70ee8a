package city.pishkhan.benchmarks;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.DatabaseCounters.Counts;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * {@code bench cost}: what a permit costs, in counts and in processor time, at a fixed rate, whatever comes back. What the hub does by itself
 * is measured before, while nobody asks anything of it, and told apart.
 */
final class CostBenchmark {

    private static final int IDLE_SECONDS = 20;
    private static final int SHOWN = 70;
    private static final int LONGEST = 180;

    private final RunningCity city;
    private final Installation home;
    private final BenchmarkOptions options;
    private final Figures figures;
    private final Load load = new Load();
    private final PermitFlow flow;
    private final UnansweredInquiries waiting;

    /** What a stretch of time took. */
    private record Taken(double seconds, Counts counts, ProcessTimes times) {}

    /** What one permit of a round took, without what the hub does by itself. */
    private record Cost(
            double statements,
            double transactions,
            double writes,
            double walKb,
            double hub,
            double postgres,
            double partners,
            double driver) {}

    CostBenchmark(RunningCity city, Installation home, BenchmarkOptions options, Figures figures) {
        this.city = city;
        this.home = home;
        this.options = options;
        this.figures = figures;
        this.flow = new PermitFlow(city, (method, path, nanos) -> {});
        this.waiting = new UnansweredInquiries(city.door("operator"));
    }

    /** @return whether everything went well */
    boolean run() throws Exception {
        try (DatabaseCounters database = new DatabaseCounters(home)) {
            flow.logIn();
            figures.say("warming up for " + options.warmup() + " s at " + options.rate() + " permits/s");
            arrive(options.warmup() * options.rate() / 2, flow::whole);
            arrive(options.warmup() * options.rate() / 2, flow::batch);
            Thread.sleep(5_000);
            Taken idle = idle(database);
            figures.figure("idle_statements_per_second", idle.counts().statements() / idle.seconds(), "1/s");
            figures.figure("idle_hub_cpu_ms_per_second", 1000 * idle.times().hub() / idle.seconds(), "ms");
            Rounds single = new Rounds("", flow::whole);
            Rounds batch = new Rounds("batch_", flow::batch);
            // in turns, so that what changes meanwhile is of both
            for (int round = 1; round <= options.rounds(); round++) {
                single.next(database, idle);
                batch.next(database, idle);
            }
            single.told();
            batch.told();
            figures.figure("hub_rss_mb", Memory.residentMegabytes(hub()), "MB");
        }
        if (load.failed() > 0) {
            figures.say(load.failed() + " permits failed; the first: " + load.firstFailure());
        }
        return load.failed() == 0;
    }

    private long hub() {
        return city.hub().pid().orElseThrow();
    }

    private ProcessTimes times() throws IOException {
        return ProcessTimes.now(
                hub(), Database.pid(home), city.partnersProcess().pid().orElseThrow());
    }

    private Taken idle(DatabaseCounters database) throws Exception {
        return taken(database, () -> Thread.sleep(IDLE_SECONDS * 1000L));
    }

    private Taken round(DatabaseCounters database, Load.Work permit) throws Exception {
        return taken(database, () -> {
            arrive(options.permits(), permit);
            waiting.awaitNone();
            // numbering, notices and sealing of the last ones
            Thread.sleep(3_000);
        });
    }

    private void arrive(int permits, Load.Work permit) throws InterruptedException {
        load.arrive(options.rate(), permits / options.rate(), new Times(), new Times(), permit);
    }

    private Taken taken(DatabaseCounters database, Load.Work work) throws Exception {
        Counts counts = database.counts();
        ProcessTimes times = times();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Taken(seconds, database.counts().minus(counts), times().minus(times));
    }

    private Cost cost(Taken round, Taken idle) {
        double share = round.seconds() / idle.seconds();
        int n = options.permits() / options.rate() * options.rate();
        Counts c = round.counts();
        Counts i = idle.counts();
        return new Cost(
                (c.statements() - share * i.statements()) / n,
                (c.transactions() - share * i.transactions()) / n,
                (c.writes() - share * i.writes()) / n,
                (c.walBytes() - share * i.walBytes()) / n / 1024,
                1000 * (round.times().hub() - share * idle.times().hub()) / n,
                1000 * (round.times().postgres() - share * idle.times().postgres()) / n,
                1000 * (round.times().partners() - share * idle.times().partners()) / n,
                1000 * round.times().driver() / n);
    }

    /** The rounds of one way to a permit: each paper by calls of its own, or all in one call. */
    private final class Rounds {
        private final String prefix;
        private final Load.Work permit;
        private final List<Cost> costs = new ArrayList<>();
        private final Map<String, Long> sent = new TreeMap<>();

        Rounds(String prefix, Load.Work permit) {
            this.prefix = prefix;
            this.permit = permit;
        }

        void next(DatabaseCounters database, Taken idle) throws Exception {
            Map<String, Long> before = database.statements();
            costs.add(cost(round(database, permit), idle));
            database.statements()
                    .forEach((sql, calls) -> sent.merge(sql, calls - before.getOrDefault(sql, 0L), Long::sum));
            figures.say(prefix + "round " + costs.size() + ": " + costs.get(costs.size() - 1));
        }

        void told() {
            told("statements_per_permit", Cost::statements, "count");
            told("transactions_per_permit", Cost::transactions, "count");
            told("write_commits_per_permit", Cost::writes, "count");
            told("wal_kb_per_permit", Cost::walKb, "kB");
            told("hub_cpu_ms_per_permit", Cost::hub, "ms");
            told("postgres_cpu_ms_per_permit", Cost::postgres, "ms");
            told("partners_cpu_ms_per_permit", Cost::partners, "ms");
            told("driver_cpu_ms_per_permit", Cost::driver, "ms");
            statements();
        }

        /** The median; the spread goes with the talk. */
        private void told(String name, ToDoubleFunction<Cost> value, String unit) {
            double[] sorted = costs.stream().mapToDouble(value).sorted().toArray();
            figures.figure(prefix + name, sorted[sorted.length / 2], unit);
            figures.say(prefix + name + ": "
                    + Arrays.toString(
                            Arrays.stream(sorted).mapToObj(Figures::number).toArray()));
        }

        /** Which statements were sent how often a permit, the hub's own included. */
        private void statements() {
            int n = options.rounds() * (options.permits() / options.rate() * options.rate());
            sent.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(SHOWN)
                    .forEach(e -> figures.say(String.format(
                            Locale.ROOT,
                            "%s%6.2f  %s",
                            prefix,
                            (double) e.getValue() / n,
                            e.getKey().substring(0, Math.min(LONGEST, e.getKey().length())))));
        }
    }
}
