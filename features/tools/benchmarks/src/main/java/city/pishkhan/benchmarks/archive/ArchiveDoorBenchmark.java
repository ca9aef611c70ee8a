package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Locale;

/** {@code bench archive --part …}: measures operations that offices wait for, through the doors of a separate demo city with real files. */
final class ArchiveDoorBenchmark {
    /** configuration file with the settings for decoding and for rendering in advance */
    private static final String INGEST = "city.pishkhan.archive.ingest.cfg";

    private final Installation distribution;
    private final ArchiveOptions options;
    private final Figures figures;

    ArchiveDoorBenchmark(Installation distribution, ArchiveOptions options, Figures figures) {
        this.distribution = distribution;
        this.options = options;
        this.figures = figures;
    }

    /** One part of the benchmark, which measures one kind of operation. */
    private interface Part {
        void measure() throws Exception;
    }

    /**
     * Runs the benchmark.
     *
     * @return {@code true} if there were no failures
     */
    boolean run() throws Exception {
        ArchiveCity city = new ArchiveCity(distribution, options.folder(), figures);
        Thread end = new Thread(() -> stopOrDelete(city), "end");
        Runtime.getRuntime().addShutdownHook(end);
        Part part = part(city);
        city.start();
        figures.setting("load_average", loadAverage());
        part.measure();
        figures.setting("load_average", loadAverage());
        return true;
    }

    private void stopOrDelete(ArchiveCity city) {
        try {
            if (options.keep()) {
                city.stop();
                figures.writeProgress("all files are kept in " + options.folder());
            } else {
                city.close();
            }
        } catch (IOException | InterruptedException | SQLException e) {
            figures.writeProgress("some processes or files could not be removed: " + e);
        }
    }

    /** Returns the system's load average, which shows other load on the machine. */
    private static String loadAverage() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private Part part(ArchiveCity city) {
        return switch (options.part()) {
            case INGEST -> new IngestBenchmark(city, figures, options.seconds())::run;
            case SERVE -> new ServingBenchmark(city, figures)::run;
            case TILES -> {
                city.set(INGEST, "decode.percent", 0);
                yield new TileBenchmark(city, figures)::run;
            }
            case FIXITY -> new FixityBenchmark(city, figures, options.seconds(), options.sheets())::run;
            case FILES -> new SheetFileBenchmark(city, figures, options.seconds(), options.sheets())::run;
            default -> throw new IllegalArgumentException(options.part() + " is not measured through the doors");
        };
    }
}
