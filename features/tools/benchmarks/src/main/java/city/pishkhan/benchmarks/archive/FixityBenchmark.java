package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the integrity check of sheets at full speed, and the slow-down of ingest while sheets are checked at the rate of a whole city.
 */
final class FixityBenchmark {
    private static final String SETTINGS = "city.pishkhan.archive.cfg";
    private static final String PACE = "fixity.sheetsPerSecond";
    /** sheets per second: 184 million sheets in 90 days */
    private static final int CITY = 24;

    private static final int UNBOUNDED = 1_000_000;
    private static final int SMALL = 4_096;
    private static final int LARGE = 1_000_000;
    private static final int LARGE_FILES = 600;
    private static final int ROUNDS = 4;
    /** maximum duration in seconds of a measured batch; the hub's own batches last 30 */
    private static final int MOST_SECONDS = 25;

    private static final double MEGABYTE = 1e6;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ArchiveCity city;
    private final Figures figures;
    private final int seconds;
    private final long sheets;

    FixityBenchmark(ArchiveCity city, Figures figures, int seconds, long sheets) {
        this.city = city;
        this.figures = figures;
        this.seconds = Math.min(seconds, MOST_SECONDS);
        this.sheets = sheets;
        city.set(SETTINGS, PACE, CITY);
    }

    void run() throws Exception {
        suspend();
        PreloadedSheets small = new PreloadedSheets(city, figures, SMALL);
        small.checkDiskSpace(sheets);
        small.write(0, sheets);
        measureDuringIngest();
        city.run("delete from archive.content where size <> " + SMALL);
        city.set(SETTINGS, PACE, UNBOUNDED);
        Poll.until(LIMIT, Duration.ofSeconds(2), this::checkUnlimitedRate, () -> "the hub does not use " + PACE);
        figures.figure("fixity_small_files", sheets / round(), "1/s");
        city.run("delete from archive.content");
        new PreloadedSheets(city, figures, LARGE).write(0, LARGE_FILES);
        double elapsed = round();
        figures.figure("fixity_large_files", LARGE_FILES / elapsed, "1/s");
        figures.figure("fixity_large_bytes", (double) LARGE_FILES * LARGE / MEGABYTE / elapsed, "MB/s");
    }

    /**
     * Returns {@code true} if the hub has applied the unlimited rate. Returns empty if the old rate is still in force or the
     * console command fails; the caller then polls again.
     */
    private Optional<Boolean> checkUnlimitedRate() throws IOException {
        try {
            return Optional.of(city.console("pishkhan:archive-faults").contains(UNBOUNDED + ".0 a second"))
                    .filter(present -> present);
        } catch (CityException e) {
            return Optional.empty();
        }
    }

    private void measureDuringIngest() throws Exception {
        IngestBenchmark ingest = new IngestBenchmark(city, figures, seconds);
        ingest.prepare();
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            alone.add(ingest.ingest(seconds));
            begin();
            awaitClaim();
            beside.add(ingest.ingest(seconds));
            awaitBatchEnd();
            suspend();
        }
        ingest.checkNoFailures();
        double without = Median.of(alone, rate -> rate);
        double with = Median.of(beside, rate -> rate);
        figures.figure("ingest_without_fixity", without, "1/s");
        figures.figure("ingest_beside_fixity", with, "1/s");
        figures.figure("ingest_slowed", (1 - with / without) * 100, "%");
    }

    /** Suspends the integrity check. */
    private void suspend() throws SQLException {
        city.run("update archive.fixity set next = 'infinity'");
    }

    /** Begins a new round of the integrity check at the first sheet. */
    private void begin() throws SQLException {
        city.run("update archive.fixity set personal = false, prefix = (-9223372036854775808)::bigint,"
                + " person = (-9223372036854775808)::bigint, sheets = 0, last_sheets = 0, begun = now(), next = now()");
    }

    private void awaitClaim() throws SQLException, InterruptedException {
        Poll.until(
                LIMIT,
                LOOK,
                () -> city.text("select next > now() + interval '1 minute' from archive.fixity")
                                .equals("t")
                        ? Optional.of(true)
                        : Optional.empty(),
                () -> "the hub re-reads no sheets");
    }

    private void awaitBatchEnd() throws SQLException, InterruptedException {
        Poll.until(
                LIMIT,
                LOOK,
                () -> city.text("select sheets + last_sheets > 0 from archive.fixity")
                                .equals("t")
                        ? Optional.of(true)
                        : Optional.empty(),
                () -> "the batch did not end in time");
    }

    /**
     * Runs one round over all sheets.
     *
     * @return duration in seconds
     */
    private double round() throws SQLException, InterruptedException {
        begin();
        awaitClaim();
        long began = System.nanoTime();
        Poll.until(
                LIMIT,
                LOOK,
                () -> city.text("select last_sheets > 0 from archive.fixity").equals("t")
                        ? Optional.of(true)
                        : Optional.empty(),
                () -> "the round did not end in time");
        double elapsed = (System.nanoTime() - began) / 1e9;
        suspend();
        return elapsed;
    }
}
