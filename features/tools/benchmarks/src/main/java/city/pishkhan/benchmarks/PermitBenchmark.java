package city.pishkhan.benchmarks;

import city.pishkhan.benchmarks.PermitFlow.Prepared;
import city.pishkhan.benchmarks.bare.BarePipeline;
import city.pishkhan.benchmarks.bare.Broker;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code bench permit}: the permit flow at saturation and at a fixed rate, then the bare pipeline (the same queues and
 * calls without the hub's code) on the same servers.
 */
final class PermitBenchmark {

    private static final int FAN_OUT = 4;
    private static final int SUBMITTERS = 8;
    /** Number of permits before the warm-up; a broken hub fails here, early in the run. */
    private static final int WARM_PERMITS = 60;

    private static final double FIXED_RATE = 0.7;
    private static final int COMMITTERS = 8;
    private static final long BARE_WARM_SECONDS = 20;
    private static final long BARE_PAUSE_SECONDS = 3;

    private final RunningCity city;
    private final Installation home;
    private final int brokerPort;
    private final BenchmarkOptions benchmarkOptions;
    private final Figures figures;
    private final Times calls = new Times();
    private final Load load = new Load();
    private final PermitFlow flow;
    private final UnansweredInquiries waiting;

    PermitBenchmark(
            RunningCity city, Installation home, int brokerPort, BenchmarkOptions benchmarkOptions, Figures figures) {
        this.city = city;
        this.home = home;
        this.brokerPort = brokerPort;
        this.benchmarkOptions = benchmarkOptions;
        this.figures = figures;
        this.flow = new PermitFlow(city, (method, path, nanos) -> calls.add(nanos));
        this.waiting = new UnansweredInquiries(city.door("operator"));
    }

    /**
     * Runs the benchmark.
     *
     * @return {@code true} if there were no failures
     */
    boolean run() throws Exception {
        flow.logIn();
        figures.writeProgress("warming up: " + WARM_PERMITS + " permits, then " + benchmarkOptions.warmup()
                + " s of load, then one unmeasured round of inquiries");
        load.times(benchmarkOptions.workers(), WARM_PERMITS, flow::runInSingleCalls);
        if (load.failed() > 0) {
            return reportFailures();
        }
        load.saturate(benchmarkOptions.workers(), benchmarkOptions.warmup(), flow::runInSingleCalls);
        backlog();
        double inquiries = backlog();
        figures.figure("inquiries_per_second", inquiries, "1/s");
        double permits = saturation("", flow::runInSingleCalls);
        fixedRate(permits * FIXED_RATE);
        // this measurement follows the other permits, because it may use up the properties without an earlier permit
        saturation("batch_", flow::runInOneCall);
        bare(inquiries);
        return reportFailures();
    }

    private boolean reportFailures() {
        if (flow.repeatedProperties() > 0) {
            figures.writeProgress(flow.repeatedProperties()
                    + " permits were for properties that already had a permit; these cost less");
        }
        if (load.failed() > 0) {
            figures.writeProgress(load.failed() + " permits failed; the first: " + load.firstFailure());
        }
        return load.failed() == 0;
    }

    /**
     * Submits prepared cases as fast as possible, and waits until all of their inquiries are answered.
     *
     * @return inquiries per second
     */
    private double backlog() throws IOException, InterruptedException {
        figures.writeProgress("preparing " + benchmarkOptions.backlog() + " cases");
        Queue<Prepared> prepared = new ConcurrentLinkedQueue<>();
        load.times(benchmarkOptions.workers(), benchmarkOptions.backlog(), () -> prepared.add(flow.prepare()));
        waiting.awaitNone();
        Queue<Prepared> submitted = new ConcurrentLinkedQueue<>();
        int cases = prepared.size();
        Processors processors = processors();
        long begin = System.nanoTime();
        load.times(SUBMITTERS, cases, () -> submitted.add(flow.submit(prepared.remove())));
        waiting.awaitNone();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double perSecond = cases * FAN_OUT / seconds;
        reportForeignLoad(processors);
        figures.writeProgress(cases + " cases with " + FAN_OUT + " inquiries each, all answered after "
                + Figures.number(seconds) + " s");
        load.times(benchmarkOptions.workers(), submitted.size(), () -> flow.finish(submitted.remove()));
        return perSecond;
    }

    private double saturation(String prefix, Load.Work permit) throws IOException, InterruptedException {
        figures.writeProgress("complete permits at full load, " + benchmarkOptions.workers() + " in parallel");
        flow.steps().clear();
        AtomicLong done = new AtomicLong();
        Processors processors = processors();
        double permits = load.saturate(benchmarkOptions.workers(), benchmarkOptions.seconds(), () -> {
            permit.run();
            done.incrementAndGet();
        });
        figures.figure(prefix + "permits_per_second", permits, "1/s");
        figures.figure(prefix + "hub_cpu_ms_per_permit", 1000 * processors.hubSeconds() / done.get(), "ms");
        reportForeignLoad(processors);
        steps();
        figures.figure(
                prefix + "hub_rss_mb", Memory.residentMegabytes(city.hub().pid().orElseThrow()), "MB");
        return permits;
    }

    private Processors processors() throws IOException {
        return new Processors(
                city.hub().pid().orElseThrow(), city.partnersProcess().pid().orElseThrow(), Database.pid(home));
    }

    /** Prints the load of other processes on the machine, which makes the measured values worse. */
    private void reportForeignLoad(Processors processors) throws IOException {
        figures.writeProgress("other processes used " + Math.round(processors.foreignPercent())
                + "% of the machine during the measurement");
    }

    /** Prints the duration of each step of a permit. */
    private void steps() {
        flow.steps()
                .forEach((step, times) ->
                        figures.writeProgress(step + ": half within " + Figures.number(times.percentile(50))
                                + " ms, 95% within " + Figures.number(times.percentile(95)) + " ms"));
    }

    private void fixedRate(double perSecond) throws InterruptedException {
        figures.writeProgress("a permit every " + Figures.number(1 / perSecond) + " s, independent of the answers");
        calls.clear();
        flow.steps().clear();
        Times cases = new Times();
        load.arrive(perSecond, benchmarkOptions.seconds(), cases, calls, flow::runInSingleCalls);
        steps();
        figures.figure("arrivals_per_second", perSecond, "1/s");
        figures.figure("facade_p50_ms", calls.percentile(50), "ms");
        figures.figure("facade_p95_ms", calls.percentile(95), "ms");
        figures.figure("case_p95_ms", cases.percentile(95), "ms");
    }

    private void bare(double inquiries) throws Exception {
        waiting.awaitNone();
        long seconds = Math.max(5, benchmarkOptions.seconds() / 3);
        try (Database database = new Database(home);
                Broker broker = new Broker(brokerPort, home.data().resolve("artemis"))) {
            BarePipeline pipeline =
                    new BarePipeline(broker, city.partners().address(), database::insert, database::open);
            double plain = best(pipeline, false, seconds);
            double fair = best(pipeline, true, seconds);
            figures.figure("plain_bare_inquiries_per_second", plain, "1/s");
            figures.figure("bare_inquiries_per_second", fair, "1/s");
            figures.figure("pg_commits_per_second", commits(database, seconds), "1/s");
            figures.figure("hub_to_plain_bare_ratio", inquiries / plain, "ratio");
            figures.figure("hub_to_bare_ratio", inquiries / fair, "ratio");
            figures.setting("postgres_fsync", database.setting("fsync"));
            figures.setting("postgres_synchronous_commit", database.setting("synchronous_commit"));
            figures.setting("postgres_full_page_writes", database.setting("full_page_writes"));
            figures.setting("artemis_journal_type", broker.attribute("journalType"));
            figures.setting("artemis_journal_sync_transactional", broker.attribute("journalSyncTransactional"));
            figures.setting("artemis_journal_sync_non_transactional", broker.attribute("journalSyncNonTransactional"));
        }
    }

    /** Runs the pipeline with different numbers of consumers and returns the highest throughput. */
    private double best(BarePipeline pipeline, boolean fair, long seconds) throws Exception {
        double best = 0;
        long warm = BARE_WARM_SECONDS;
        for (int consumers : new int[] {1, 4, 8}) {
            Processors processors = processors();
            double perSecond = pipeline.run(consumers, fair, warm, seconds);
            reportForeignLoad(processors);
            figures.writeProgress((fair ? "bare pipeline with a door, " : "bare pipeline without a door, ") + consumers
                    + " consumers per agency: " + Figures.number(perSecond) + " inquiries/s");
            best = Math.max(best, perSecond);
            warm = BARE_PAUSE_SECONDS;
        }
        return best;
    }

    private double commits(Database database, long seconds) throws InterruptedException {
        return load.saturate(COMMITTERS, seconds, () -> insert(database));
    }

    private static void insert(Database database) throws SQLException {
        database.insert(UUID.randomUUID(), "commit", "x");
    }
}
