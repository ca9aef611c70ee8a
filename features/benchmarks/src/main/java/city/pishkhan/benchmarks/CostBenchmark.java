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
            arrive(options.warmup() * options.rate());
            Thread.sleep(5_000);
            Taken idle = idle(database);
            figures.figure("idle_statements_per_second", idle.counts().statements() / idle.seconds(), "1/s");
            figures.figure("idle_hub_cpu_ms_per_second", 1000 * idle.times().hub() / idle.seconds(), "ms");
            List<Cost> rounds = new ArrayList<>();
            Map<String, Long> before = database.statements();
            for (int round = 1; round <= options.rounds(); round++) {
                rounds.add(cost(round(database), idle));
                figures.say("round " + round + ": " + rounds.get(rounds.size() - 1));
            }
            told(rounds);
            figures.figure("hub_rss_mb", Memory.residentMegabytes(hub()), "MB");
            statements(before, database.statements());
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

    private Taken round(DatabaseCounters database) throws Exception {
        return taken(database, () -> {
            arrive(options.permits());
            waiting.awaitNone();
            // numbering, notices and sealing of the last ones
            Thread.sleep(3_000);
        });
    }

    private void arrive(int permits) throws InterruptedException {
        load.arrive(options.rate(), permits / options.rate(), new Times(), new Times(), flow::whole);
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

    private void told(List<Cost> rounds) {
        told("statements_per_permit", rounds, Cost::statements, "");
        told("transactions_per_permit", rounds, Cost::transactions, "");
        told("write_commits_per_permit", rounds, Cost::writes, "");
        told("wal_kb_per_permit", rounds, Cost::walKb, "kB");
        told("hub_cpu_ms_per_permit", rounds, Cost::hub, "ms");
        told("postgres_cpu_ms_per_permit", rounds, Cost::postgres, "ms");
        told("partners_cpu_ms_per_permit", rounds, Cost::partners, "ms");
        told("driver_cpu_ms_per_permit", rounds, Cost::driver, "ms");
    }

    /** The median; the spread goes with the talk. */
    private void told(String name, List<Cost> rounds, ToDoubleFunction<Cost> value, String unit) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        figures.figure(name, sorted[sorted.length / 2], unit.isEmpty() ? "count" : unit);
        figures.say(name + ": "
                + Arrays.toString(
                        Arrays.stream(sorted).mapToObj(Figures::number).toArray()));
    }

    /** Which statements were sent how often a permit, the hub's own included. */
    private void statements(Map<String, Long> before, Map<String, Long> after) {
        int n = options.rounds() * (options.permits() / options.rate() * options.rate());
        after.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), (double) (e.getValue() - before.getOrDefault(e.getKey(), 0L)) / n))
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(e -> figures.say(String.format(
                        Locale.ROOT,
                        "%6.2f  %s",
                        e.getValue(),
                        e.getKey().substring(0, Math.min(LONGEST, e.getKey().length())))));
    }
}
