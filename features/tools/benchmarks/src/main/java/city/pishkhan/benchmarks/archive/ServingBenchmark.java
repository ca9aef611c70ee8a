package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Load;
import city.pishkhan.benchmarks.archive.ArchiveCity.Scan;
import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the throughput of scans from the office's door, compared with a plain program that reads the same files. */
final class ServingBenchmark {
    private static final int CASES = 20;
    private static final int OF_A_CASE = 12;
    private static final int SCANS = 8;
    private static final int DPI = 300;
    private static final int ROUNDS = 3;
    private static final int WORKERS = 4;
    private static final double MEGABYTE = 1e6;

    private final ArchiveCity city;
    private final Figures figures;
    private final DrawnScans drawn = new DrawnScans();
    private final List<Scan> scans = new ArrayList<>();
    private final Load load = new Load();

    ServingBenchmark(ArchiveCity city, Figures figures) {
        this.city = city;
        this.figures = figures;
    }

    /** One way of reading all scans once. */
    private interface Reading {
        void all() throws Exception;
    }

    void run() throws Exception {
        List<byte[]> pages = new ArrayList<>();
        for (int i = 0; i < SCANS; i++) {
            pages.add(drawn.jpeg(DPI));
        }
        for (int i = 0; i < CASES; i++) {
            String id = city.open();
            for (int j = 0; j < OF_A_CASE; j++) {
                scans.add(city.paper(id, "image/jpeg", drawn.withNewHash(pages.get((i + j) % SCANS))));
            }
        }
        List<Path> files = scans.stream().map(scan -> city.file(scan.sha256())).toList();
        FileCache cache = new FileCache(figures);
        double bytes = scans.stream().mapToLong(Scan::bytes).sum();
        figures.writeProgress(String.format(
                Locale.ROOT,
                "%d scans, grey A4, %d dpi, JPEG, %.0f MB together; each is read completely once per round",
                scans.size(),
                DPI,
                bytes / MEGABYTE));
        // reads every scan once before the measurement, which would otherwise include the recording of the first access
        // within ten minutes
        readThroughDoor(WORKERS);
        boolean cold = cache.evict(files);
        for (String when : cold ? List.of("cold", "warm") : List.of("warm")) {
            measureAndReport("disk_" + when, bytes, files, cache, when, () -> FileCache.read(files));
            measureAndReport("served_" + when, bytes, files, cache, when, () -> readThroughDoor(1));
            measureAndReport(
                    "served_" + when + "_by_" + WORKERS, bytes, files, cache, when, () -> readThroughDoor(WORKERS));
        }
        if (load.failed() > 0) {
            throw new CityException(load.failed() + " calls failed; the first: " + load.firstFailure());
        }
    }

    private void readThroughDoor(int workers) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        load.times(workers, scans.size(), () -> {
            Scan scan = scans.get(next.getAndIncrement() % scans.size());
            long got = city.office().drain(scan.path());
            if (got != scan.bytes()) {
                throw new IllegalStateException(scan + " was returned with " + got + " bytes");
            }
        });
    }

    private void measureAndReport(
            String name, double bytes, List<Path> files, FileCache cache, String when, Reading reading)
            throws Exception {
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            if (when.equals("cold")) {
                cache.evict(files);
            }
            long began = System.nanoTime();
            reading.all();
            rounds.add(bytes / MEGABYTE / ((System.nanoTime() - began) / 1e9));
        }
        figures.figure(name, Median.of(rounds, rate -> rate), "MB/s");
    }
}
