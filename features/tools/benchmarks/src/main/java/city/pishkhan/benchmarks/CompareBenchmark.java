package city.pishkhan.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code bench compare}: compares the cost of a permit in this and another distribution. Both run on this machine at the same time and are
 * measured in alternating order (this, other, other, this), so that other load affects both. The results are ratios with a 95% confidence
 * interval.
 */
final class CompareBenchmark {

    private static final Map<String, ToDoubleFunction<PermitCost>> COSTS = Map.of(
            "statements", PermitCost::statements,
            "write_commits", PermitCost::writes,
            "wal", PermitCost::walKb,
            "hub_cpu", PermitCost::hub,
            "postgres_cpu", PermitCost::postgres,
            "hub_and_postgres_cpu", PermitCost::hubAndPostgres);

    private final MeasuredCity mine;
    private final MeasuredCity other;
    private final BenchmarkOptions options;
    private final Figures figures;

    private record Pair(PermitCost mine, PermitCost other) {}

    CompareBenchmark(MeasuredCity mine, MeasuredCity other, BenchmarkOptions options, Figures figures) {
        this.mine = mine;
        this.other = other;
        this.options = options;
        this.figures = figures;
    }

    /**
     * Runs the benchmark.
     *
     * @return {@code true} if there were no failures
     */
    boolean run() throws Exception {
        figures.writeProgress(
                "warming up each distribution for " + options.warmup() + " s at " + options.rate() + " permits/s");
        mine.warmUp(options.warmup(), options.rate());
        other.warmUp(options.warmup(), options.rate());
        List<Pair> single = new ArrayList<>();
        List<Pair> batch = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            single.add(pair(round, "", mine.flow()::runInSingleCalls, other.flow()::runInSingleCalls));
            batch.add(pair(round, "batch_", mine.flow()::runInOneCall, other.flow()::runInOneCall));
        }
        report("", single);
        report("batch_", batch);
        figures.figure("this_hub_rss_mb", mine.residentMegabytes(), "MB");
        figures.figure("other_hub_rss_mb", other.residentMegabytes(), "MB");
        return mine.reportFailures(figures) & other.reportFailures(figures);
    }

    private Pair pair(int round, String prefix, Load.Work here, Load.Work there) throws Exception {
        Pair pair;
        if (round % 2 == 1) {
            PermitCost first = mine.round(options.permits(), options.rate(), here);
            pair = new Pair(first, other.round(options.permits(), options.rate(), there));
        } else {
            PermitCost first = other.round(options.permits(), options.rate(), there);
            pair = new Pair(mine.round(options.permits(), options.rate(), here), first);
        }
        figures.writeProgress(prefix + "round " + round + ": this " + pair.mine() + "; other " + pair.other());
        return pair;
    }

    private void report(String prefix, List<Pair> pairs) {
        COSTS.keySet().stream().sorted().forEach(name -> {
            ToDoubleFunction<PermitCost> cost = COSTS.get(name);
            figures.figure(prefix + "this_" + name + "_per_permit", mean(pairs, p -> cost.applyAsDouble(p.mine)), "");
            figures.figure(prefix + "other_" + name + "_per_permit", mean(pairs, p -> cost.applyAsDouble(p.other)), "");
            Ratio ratio = Ratio.of(pairs.stream()
                    .mapToDouble(p -> cost.applyAsDouble(p.mine) / cost.applyAsDouble(p.other))
                    .toArray());
            figures.figure(prefix + name + "_this_to_other", ratio.mean(), "ratio");
            figures.writeProgress(String.format(
                    Locale.ROOT,
                    "%s%s: this costs %.3f of the other (%.3f to %.3f, %d pairs)",
                    prefix,
                    name,
                    ratio.mean(),
                    ratio.low(),
                    ratio.high(),
                    pairs.size()));
        });
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return pairs.stream().mapToDouble(value).average().orElse(0);
    }
}
