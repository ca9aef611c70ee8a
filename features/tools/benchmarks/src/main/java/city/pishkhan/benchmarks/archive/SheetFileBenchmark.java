package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Times;
import city.pishkhan.benchmarks.archive.ArchiveCity.Scan;
import city.pishkhan.testkit.people.ScannedSheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Measures the access to a random sheet among many files: by a plain program, and through the office's door for sheets of cases. */
final class SheetFileBenchmark {
    private static final int SIZE = 4_096;
    private static final int CASES = 100;
    private static final int OF_A_CASE = 10;
    private static final int COLD = 2_000;
    private static final String TEXT = "x".repeat(SIZE - 800);

    private final ArchiveCity city;
    private final Figures figures;
    private final int seconds;
    private final long files;
    private final PreloadedSheets stored;

    SheetFileBenchmark(ArchiveCity city, Figures figures, int seconds, long files) {
        this.city = city;
        this.figures = figures;
        this.seconds = seconds;
        this.files = files;
        this.stored = new PreloadedSheets(city, figures, SIZE);
    }

    /** One measured way to read a sheet. */
    private interface SheetAccess<T> {
        void access(T one) throws Exception;
    }

    void run() throws Exception {
        city.run("update archive.fixity set next = 'infinity'");
        city.run("update archive.tree set next = 'infinity'");
        stored.checkDiskSpace(files);
        stored.write(0, files);
        List<Scan> scans = scans();
        figures.figure("files", files + scans.size(), "count");
        figures.figure("file_bytes", SIZE, "B");
        FileCache cache = new FileCache(figures);
        SplittableRandom random = new SplittableRandom(5);
        List<Path> some = new ArrayList<>();
        for (int i = 0; i < COLD; i++) {
            some.add(stored.file(random.nextLong(files)));
        }
        if (cache.evict(some)) {
            once("file_cold", some, SheetFileBenchmark::read);
        }
        once("file_warm", some, SheetFileBenchmark::read);
        // the first access in ten minutes is recorded by the hub, so it is measured separately
        once("sheet_first", scans, this::readThroughDoor);
        if (cache.evict(scans.stream().map(scan -> city.file(scan.sha256())).toList())) {
            once("sheet_cold", scans, this::readThroughDoor);
        }
        Times times = new Times();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < until) {
            timed(times, scans.get(random.nextInt(scans.size())), this::readThroughDoor);
        }
        report("sheet_warm", times);
    }

    /** Adds sheets to cases, because the door serves only sheets of cases. */
    private List<Scan> scans() throws InterruptedException {
        List<Scan> scans = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String id = city.open();
            for (int j = 0; j < OF_A_CASE; j++) {
                scans.add(city.paper(id, "application/pdf", ScannedSheets.pdf(List.of(id + " " + j, TEXT))));
            }
        }
        Collections.shuffle(scans, new Random(3));
        return scans;
    }

    private <T> void once(String name, List<T> all, SheetAccess<T> sheetAccess) throws Exception {
        Times times = new Times();
        for (T one : all) {
            timed(times, one, sheetAccess);
        }
        report(name, times);
    }

    private static <T> void timed(Times times, T one, SheetAccess<T> sheetAccess) throws Exception {
        long began = System.nanoTime();
        sheetAccess.access(one);
        times.add(System.nanoTime() - began);
    }

    private void report(String name, Times times) {
        figures.figure(name + "_p50", times.percentile(50), "ms");
        figures.figure(name + "_p99", times.percentile(99), "ms");
    }

    private static void read(Path file) throws IOException {
        PreloadedSheets.hash(Files.readAllBytes(file));
    }

    private void readThroughDoor(Scan scan) throws IOException, InterruptedException {
        long got = city.office().drain(scan.path());
        if (got != scan.bytes()) {
            throw new IllegalStateException(scan + " was returned with " + got + " bytes");
        }
    }
}
