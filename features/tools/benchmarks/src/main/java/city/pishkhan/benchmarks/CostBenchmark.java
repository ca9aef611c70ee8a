package city.pishkhan.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * {@code bench cost}: counts and processor time per permit at a fixed arrival rate. The hub's idle load is measured before and reported
 * separately.
 */
final class CostBenchmark {

    private static final int SHOWN = 70;
    private static final int LONGEST = 180;

    private final MeasuredCity city;
    private final BenchmarkOptions options;
    private final Figures figures;

    CostBenchmark(MeasuredCity city, BenchmarkOptions options, Figures figures) {
        this.city = city;
        this.options = options;
        this.figures = figures;
    }

    /**
     * Runs the benchmark.
     *
     * @return {@code true} if there were no failures
     */
    boolean run() throws Exception {
        figures.writeProgress("warming up for " + options.warmup() + " s at " + options.rate() + " permits/s");
        city.warmUp(options.warmup(), options.rate());
        PermitCost.ResourceUsage idle = city.idleBaseline();
        figures.figure("idle_statements_per_second", idle.counts().statements() / idle.seconds(), "1/s");
        figures.figure("idle_hub_cpu_ms_per_second", 1000 * idle.times().hub() / idle.seconds(), "ms");
        figures.figure("idle_postgres_cpu_ms_per_second", 1000 * idle.times().postgres() / idle.seconds(), "ms");
        figures.figure("idle_wal_kb_per_second", idle.counts().walBytes() / idle.seconds() / 1024, "kB");
        RoundSeries single = new RoundSeries("", city.flow()::runInSingleCalls);
        RoundSeries batch = new RoundSeries("batch_", city.flow()::runInOneCall);
        // the rounds of both kinds alternate, so that other load on the machine affects both
        for (int round = 1; round <= options.rounds(); round++) {
            single.runRound();
            batch.runRound();
        }
        single.report();
        batch.report();
        for (Map.Entry<String, Load.Work> call : city.flow().calls().entrySet()) {
            figures.figure("hub_cpu_ms_per_" + call.getKey(), city.hubMillisACall(call.getValue()), "ms");
        }
        figures.figure("hub_rss_mb", city.residentMegabytes(), "MB");
        return city.reportFailures(figures);
    }

    /** All rounds of one kind of permit: papers submitted in separate calls, or all papers in one call. */
    private final class RoundSeries {
        private final String prefix;
        private final Load.Work permit;
        private final List<PermitCost> costs = new ArrayList<>();
        private final Map<String, Long> sent = new TreeMap<>();

        RoundSeries(String prefix, Load.Work permit) {
            this.prefix = prefix;
            this.permit = permit;
        }

        void runRound() throws Exception {
            Map<String, Long> before = city.statements();
            costs.add(city.round(options.permits(), options.rate(), permit));
            city.statements().forEach((sql, calls) -> sent.merge(sql, calls - before.getOrDefault(sql, 0L), Long::sum));
            figures.writeProgress(prefix + "round " + costs.size() + ": " + costs.get(costs.size() - 1));
        }

        void report() {
            report("statements_per_permit", PermitCost::statements, "count");
            report("transactions_per_permit", PermitCost::transactions, "count");
            report("write_commits_per_permit", PermitCost::writes, "count");
            report("wal_kb_per_permit", PermitCost::walKb, "kB");
            report("hub_cpu_ms_per_permit", PermitCost::hub, "ms");
            report("hub_compiler_cpu_ms_per_permit", PermitCost::compiling, "ms");
            report("hub_collector_cpu_ms_per_permit", PermitCost::collecting, "ms");
            report("postgres_cpu_ms_per_permit", PermitCost::postgres, "ms");
            report("partners_cpu_ms_per_permit", PermitCost::partners, "ms");
            report("driver_cpu_ms_per_permit", PermitCost::driver, "ms");
            statements();
        }

        /** Reports the median, and prints all values to the progress output. */
        private void report(String name, ToDoubleFunction<PermitCost> value, String unit) {
            double[] sorted = costs.stream().mapToDouble(value).sorted().toArray();
            figures.figure(prefix + name, sorted[sorted.length / 2], unit);
            figures.writeProgress(prefix + name + ": "
                    + Arrays.toString(
                            Arrays.stream(sorted).mapToObj(Figures::number).toArray()));
        }

        /** Prints the most frequent statements with their calls per permit, including the hub's background statements. */
        private void statements() {
            int n = options.rounds() * (options.permits() / options.rate() * options.rate());
            sent.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(SHOWN)
                    .forEach(e -> figures.writeProgress(String.format(
                            Locale.ROOT,
                            "%s%6.2f  %s",
                            prefix,
                            (double) e.getValue() / n,
                            e.getKey().substring(0, Math.min(LONGEST, e.getKey().length())))));
        }
    }
}
