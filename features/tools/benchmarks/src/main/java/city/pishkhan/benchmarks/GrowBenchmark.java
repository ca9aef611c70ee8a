package city.pishkhan.benchmarks;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.growth.CityGrowth;
import city.pishkhan.testkit.growth.ListRequests;
import city.pishkhan.testkit.growth.PlanLog;
import city.pishkhan.testkit.growth.PlanLog.Reads;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench grow}: compares the cost of a permit in a young city with the cost after years of operation. It also
 * finds SQL statements that read more pages after the growth. {@link CityGrowth} grows the city's database.
 */
final class GrowBenchmark {

    /** number of copies of the data that are made first, to estimate the final size */
    private static final int FIRST = 10;

    private static final double SPARE = 1.25;
    private static final int SEEN_PERMITS = 5;
    /** duration in seconds of a phase in which every timer of the hub runs */
    private static final int TIMERS_SECONDS = 65;

    private static final int LONGEST = 220;

    private final RunningCity running;
    private final Installation home;
    private final MeasuredCity city;
    private final BenchmarkOptions options;
    private final Figures figures;

    GrowBenchmark(
            RunningCity running, Installation home, MeasuredCity city, BenchmarkOptions options, Figures figures) {
        this.running = running;
        this.home = home;
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
        try (Connection connection = DatabaseCounters.superuser(home, "hub")) {
            CityGrowth growth = new CityGrowth(connection);
            PlanLog plans = new PlanLog(home, connection);
            PermitCost young = round("young");
            Map<String, Reads> before = measureReads(plans);
            grow(growth);
            // the first round after the growth is not representative, because caches are cold
            round("grown, first");
            PermitCost old = round("grown");
            figures.figure("statements_ratio", old.statements() / young.statements(), "ratio");
            figures.figure("hub_cpu_ratio", old.hub() / young.hub(), "ratio");
            figures.figure("postgres_cpu_ratio", old.postgres() / young.postgres(), "ratio");
            figures.figure("cpu_ratio", old.hubAndPostgres() / young.hubAndPostgres(), "ratio");
            report(PlanLog.growing(before, measureReads(plans)));
        }
        return city.reportFailures(figures);
    }

    private PermitCost round(String when) throws Exception {
        PermitCost cost = city.round(options.permits(), options.rate(), city.flow()::runInSingleCalls);
        figures.writeProgress(when + ": " + cost);
        return cost;
    }

    private Map<String, Reads> measureReads(PlanLog plans) throws Exception {
        plans.begin();
        for (int i = 0; i < SEEN_PERMITS; i++) {
            city.flow().runInSingleCalls();
            city.flow().runInOneCall();
        }
        ListRequests.requestAll(running);
        TimeUnit.SECONDS.sleep(TIMERS_SECONDS);
        return plans.end();
    }

    /**
     * Grows the city's database to the requested number of cases.
     *
     * @throws CityException if the estimated size exceeds the free disk space
     */
    private void grow(CityGrowth growth) throws Exception {
        long cases = cases(growth);
        int copies = (int) Math.max(1, options.cases() / cases - 1);
        long bytes = growth.bytes();
        int first = Math.min(FIRST, copies);
        growth.grow(first);
        double each = (growth.bytes() - bytes) / (double) first;
        double needed = each * (copies - first) * SPARE;
        long free = Files.getFileStore(home.base()).getUsableSpace();
        figures.writeProgress(String.format(
                Locale.ROOT,
                "%d cases, %d copies of each; %.1f GB more disk space needed, %.1f GB free",
                cases,
                copies,
                needed / SPARE / 1e9,
                free / 1e9));
        if (needed > free) {
            throw new CityException("The disk is too small for this number of cases. Use a smaller --cases.");
        }
        if (copies > first) {
            growth.grow(copies - first);
        }
        for (CityGrowth.Size size : growth.sizes()) {
            figures.writeProgress(size.table() + " " + size.rows());
        }
        figures.figure("cases", cases(growth), "count");
        figures.figure("database_gb", growth.bytes() / 1e9, "GB");
    }

    private static long cases(CityGrowth growth) throws Exception {
        return growth.sizes().stream()
                .filter(size -> size.table().equals("cases.case_file"))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private void report(Map<String, PlanLog.Growth> growing) {
        figures.figure("statements_that_grow", growing.size(), "count");
        growing.forEach((query, growth) -> figures.writeProgress(String.format(
                Locale.ROOT,
                "%d -> %d pages, whole tables %s: %s",
                growth.before(),
                growth.now(),
                growth.scanned(),
                query.substring(0, Math.min(LONGEST, query.length())))));
    }
}
