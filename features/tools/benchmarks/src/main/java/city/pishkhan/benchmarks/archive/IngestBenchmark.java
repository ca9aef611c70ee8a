package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Load;
import city.pishkhan.benchmarks.Times;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** Measures scans that an office sends with several workers, alone and in parallel with look-ups of districts at a fixed rate. */
final class IngestBenchmark {
    static final int WORKERS = 4;

    private static final int LOOKUPS = 200;
    private static final int ROUNDS = 3;
    private static final int CASES = 40;
    private static final int ASKED = 400;
    private static final int SCANS = 16;
    private static final int DPI = 200;
    private static final int WARM_UP_SECONDS = 15;
    private static final double MEGABYTE = 1e6;

    private final ArchiveCity city;
    private final Figures figures;
    private final int seconds;
    private final DrawnScans scans = new DrawnScans();
    private final Load load = new Load();
    private final AtomicLong next = new AtomicLong();
    private final List<String> cases = new ArrayList<>();
    private final List<byte[]> pages = new ArrayList<>();
    private final List<Plot> asked = new ArrayList<>();

    IngestBenchmark(ArchiveCity city, Figures figures, int seconds) {
        this.city = city;
        this.figures = figures;
        this.seconds = seconds;
    }

    /** Latencies of a round of look-ups in milliseconds. */
    private record Lookups(double p50, double p99) {}

    void run() throws Exception {
        prepare();
        for (int i = 0; i < ASKED; i++) {
            Plot plot = city.plot();
            city.district(plot.district());
            asked.add(plot);
        }
        figures.writeProgress(String.format(
                Locale.ROOT,
                "scans: grey A4, %d dpi, JPEG, %.0f kB; %d in parallel; a lookup is POST /office/v1/archive/holdings of one property",
                DPI,
                averageBytes() / 1e3,
                WORKERS));
        lookups(WARM_UP_SECONDS);
        List<Double> alone = new ArrayList<>();
        List<Lookups> quiet = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Lookups> busy = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            alone.add(ingest(seconds));
            quiet.add(lookups(seconds));
            ExecutorService other = Executors.newSingleThreadExecutor();
            CompletableFuture<Lookups> asking = CompletableFuture.supplyAsync(() -> measureLookups(seconds), other);
            beside.add(ingest(seconds));
            busy.add(asking.join());
            other.shutdown();
        }
        report("ingest_alone", alone);
        report("ingest_beside_lookups", beside);
        report("lookups_alone", quiet, Lookups::p50, Lookups::p99);
        report("lookups_beside_ingest", busy, Lookups::p50, Lookups::p99);
        checkNoFailures(load);
    }

    /** Opens cases, generates pages, and warms up the hub. */
    void prepare() throws Exception {
        for (int i = 0; i < CASES; i++) {
            cases.add(city.open());
        }
        for (int i = 0; i < SCANS; i++) {
            pages.add(scans.jpeg(DPI));
        }
        ingest(WARM_UP_SECONDS);
    }

    /**
     * Sends scans at the maximum rate.
     *
     * @return sheets per second
     */
    double ingest(int howLong) throws InterruptedException {
        return load.saturate(WORKERS, howLong, () -> {
            long number = next.getAndIncrement();
            city.scan(cases.get((int) (number % CASES)), "image/jpeg", scans.withNewHash(pages.get((int)
                    (number % SCANS))));
        });
    }

    double averageBytes() {
        return pages.stream().mapToInt(page -> page.length).average().orElseThrow();
    }

    private Lookups measureLookups(int howLong) {
        try {
            return lookups(howLong);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private Lookups lookups(int howLong) throws InterruptedException {
        Times times = new Times();
        AtomicLong number = new AtomicLong();
        load.arrive(LOOKUPS, howLong, times, new Times(), () -> {
            Plot plot = asked.get((int) (number.getAndIncrement() % ASKED));
            ObjectNode question = HubClient.JSON.createObjectNode();
            question.putArray("properties").add(plot.code());
            city.district(plot.district()).post("/office/v1/archive/holdings", question);
        });
        return new Lookups(times.percentile(50), times.percentile(99));
    }

    private void report(String name, List<Double> sheets) {
        double perSecond = Median.of(sheets, rate -> rate);
        figures.figure(name, perSecond, "1/s");
        figures.figure(name + "_bytes", perSecond * averageBytes() / MEGABYTE, "MB/s");
    }

    private void report(
            String name, List<Lookups> rounds, ToDoubleFunction<Lookups> p50, ToDoubleFunction<Lookups> p99) {
        figures.figure(name + "_p50", Median.of(rounds, p50), "ms");
        figures.figure(name + "_p99", Median.of(rounds, p99), "ms");
    }

    void checkNoFailures() {
        checkNoFailures(load);
    }

    private static void checkNoFailures(Load load) {
        if (load.failed() > 0) {
            throw new CityException(load.failed() + " calls failed; the first: " + load.firstFailure());
        }
    }
}
