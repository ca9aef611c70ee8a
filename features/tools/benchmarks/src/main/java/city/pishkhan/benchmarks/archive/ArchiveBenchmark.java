package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code bench archive}: measures an archive of a given size in the database of a separate hub, with the hub's own tables and statements.
 * Completed steps are permanent, so an interrupted run is resumed by the same command.
 */
public final class ArchiveBenchmark {
    private static final String BROKER = "city.pishkhan.platform.artemis.cfg";
    private static final String SERVER =
            "wal_level = minimal\\nmax_wal_senders = 0\\nmax_wal_size = '2GB'\\ntrack_io_timing = off";
    private static final long SAMPLE = 1_000_000;
    private static final double SPARE = 1.25;
    /**
     * Reserve in bytes for the write-ahead log. Temporary files for building an index need no reserve, because they are
     * smaller than the indexes that are still to be built.
     */
    private static final double LOG_BYTES = 3e9;

    private static final int COLD = 300;
    private static final int WARM = 1_000_000;
    private static final double SECOND = 1e9;
    private static final Duration TREE_LIMIT = Duration.ofHours(3);

    private final Installation distribution;
    private final ArchiveOptions options;
    private final Figures figures;

    public ArchiveBenchmark(Installation distribution, ArchiveOptions options, Figures figures) {
        this.distribution = distribution;
        this.options = options;
        this.figures = figures;
    }

    /**
     * Runs the benchmark.
     *
     * @return {@code true} if there were no failures
     */
    public boolean run() throws Exception {
        Installation home = home();
        CitySettings settings = new CitySettings(home);
        HubProcess hub = new HubProcess(home, settings.ports(), HttpClient.newHttpClient());
        Thread end = new Thread(() -> stop(hub), "end");
        Runtime.getRuntime().addShutdownHook(end);
        if (!hub.isRunning()) {
            figures.writeProgress("starting a hub in " + home.base());
            hub.start();
        }
        try (Connection sql = DatabaseCounters.superuser(home, "hub")) {
            measure(home, hub, sql);
        }
        hub.stop();
        if (options.keep()) {
            figures.writeProgress("all files are kept in " + home.base());
        } else {
            FileTrees.delete(home.base());
        }
        return true;
    }

    private void stop(HubProcess hub) {
        try {
            hub.stop();
        } catch (IOException | InterruptedException e) {
            figures.writeProgress("the hub could not be stopped: " + e);
        }
    }

    /** Creates a new installation, or returns the one of an interrupted run. */
    private Installation home() throws IOException {
        Path folder = options.folder();
        Files.createDirectories(folder);
        if (Files.isDirectory(folder.resolve("etc"))) {
            figures.writeProgress("resuming the run in " + folder);
            return new Installation(distribution.root(), folder);
        }
        // deletes the draft of a run that ended while it created the installation
        FileTrees.delete(folder.resolve("draft"));
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new CityException(
                        folder + " is not empty and does not contain an interrupted run. Use another folder.");
            }
        }
        Path draft = Files.createDirectories(folder.resolve("draft"));
        Installation home = distribution.createCopy(draft);
        CitySettings settings = new CitySettings(home);
        settings.install(new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree()));
        settings.set(BROKER, "acceptor.port", Ports.findFree());
        settings.set("city.pishkhan.archive.cfg", "import.megabytesPerSecond", 0);
        settings.add("city.pishkhan.platform.postgres.cfg", "settings", SERVER);
        Files.move(draft.resolve("etc"), folder.resolve("etc"));
        FileTrees.delete(draft);
        return new Installation(distribution.root(), folder);
    }

    private void measure(Installation home, HubProcess hub, Connection sql) throws Exception {
        BundleStatements statements = new BundleStatements(distribution.root());
        ArchiveLoad load = new ArchiveLoad(home, sql, figures, isTitlesOnly());
        load.prepare();
        long perBatch = (long) ArchiveLoad.BATCH_UNITS * ArchiveSample.SHEETS_OF_A_UNIT;
        long batches = Math.max(1, Math.round((double) options.sheets() / perBatch));
        figures.writeProgress(
                "one of " + ArchiveSample.SHEETS_OF_A_UNIT
                        + " sheets: a property (1.2 dossiers, 8 documents, 48 sheets) and a person"
                        + " (2 documents, 3 sheets); 5% of a property's sheets are blank forms that other properties have too; all papers except those of persons have titles of 3 to 5 words");
        if (options.sheets() > SAMPLE && !load.isDone("forecast")) {
            forecast(home, load, Math.min(batches, SAMPLE / perBatch + 1));
        }
        if (!load.isDone("vacuum")) {
            load.step("prepared", load::dropIndexes);
            load.batches(batches);
            load.indexes();
            load.step("vacuum", load::vacuum);
            load.run("select setval('archive.number', (select max(id) from archive.document where id > 0) + 1)");
        }
        reportLoad(load);
        sizes(load);
        measureQueries(home, load, sql, statements, load.totals().batches() * ArchiveLoad.BATCH_UNITS);
        if (isTitlesOnly()) {
            return;
        }
        load.run("alter table archive.content enable trigger user");
        ArchiveImportBenchmark takeOver = new ArchiveImportBenchmark(home, figures);
        takeOver.rows(sql, statements, batches * ArchiveLoad.BATCH_UNITS);
        takeOver.files(hub, load);
        measureTreeBuild(load);
    }

    /** Returns whether only titles are measured. */
    private boolean isTitlesOnly() {
        return options.part() == ArchiveOptions.Part.TITLES;
    }

    private void forecast(Installation home, ArchiveLoad load, long sample) throws Exception {
        load.step("prepared", load::dropIndexes);
        load.batches(sample);
        load.indexes();
        double sheets = load.totals().sheets();
        double bytes = load.sizes().stream().mapToLong(ArchiveLoad.Size::bytes).sum();
        double needed = bytes / sheets * options.sheets();
        double peak = needed + LOG_BYTES;
        double free = Files.getFileStore(home.base()).getUsableSpace() + bytes;
        figures.figure("forecast_bytes_per_sheet", bytes / sheets, "B");
        figures.figure("forecast_gb", needed / 1e9, "GB");
        figures.figure("forecast_peak_gb", peak / 1e9, "GB");
        if (free < peak * SPARE) {
            throw new CityException(String.format(
                    Locale.ROOT,
                    "The disk is too small for this number of sheets: %.1f GB plus a quarter are needed, %.1f GB are free.",
                    peak / 1e9,
                    free / 1e9));
        }
        load.run("delete from bench.step where name = 'prepared' or name like 'index %'");
        load.step("prepared", load::dropIndexes);
        load.step("forecast", () -> {});
    }

    private void reportLoad(ArchiveLoad load) throws Exception {
        ArchiveLoad.LoadTotals made = load.totals();
        figures.figure("sheets", made.sheets(), "count");
        figures.figure("documents", made.documents(), "count");
        figures.figure("dossiers", made.dossiers(), "count");
        figures.figure("properties", made.batches() * ArchiveLoad.BATCH_UNITS, "count");
        figures.figure("persons", made.batches() * ArchiveLoad.BATCH_UNITS, "count");
        figures.figure("contents", made.contents(), "count");
        figures.figure("load_sheets", made.sheets() / made.seconds(), "1/s");
        double indexing = Double.parseDouble(
                load.texts("select coalesce(sum(seconds), 0) from bench.step where name like 'index %'")
                        .get(0));
        figures.figure("index_seconds", indexing, "s");
        figures.figure(
                "vacuum_seconds",
                Double.parseDouble(load.texts("select seconds from bench.step where name = 'vacuum'")
                        .get(0)),
                "s");
        figures.figure("load_and_index_sheets", made.sheets() / (made.seconds() + indexing), "1/s");
        figures.setting("shared_buffers", load.texts("show shared_buffers").get(0));
        figures.setting("fsync", load.texts("show fsync").get(0));
    }

    private void sizes(ArchiveLoad load) throws Exception {
        double sheets = load.totals().sheets();
        long all = 0;
        for (ArchiveLoad.Size size : load.sizes()) {
            figures.figure("bytes_" + size.name().replace("archive.", ""), size.bytes() / sheets, "B/sheet");
            all += size.bytes();
        }
        figures.figure("bytes_all", all / sheets, "B/sheet");
        figures.figure("archive_gb", all / 1e9, "GB");
        figures.figure(
                "sheet_row",
                load.number(
                        "select coalesce(max(pg_column_size(s)), 0) from (select * from archive.sheet limit 10000) s"),
                "B");
    }

    private void measureQueries(
            Installation home, ArchiveLoad load, Connection sql, BundleStatements statements, long units)
            throws Exception {
        List<Integer> kinds = numbers(
                load,
                "select id from archive.kind where name = any('{" + String.join(",", ArchiveSample.KINDS) + "}')");
        ArchiveQueries questions = new ArchiveQueries(sql, statements, figures, units, options.seconds(), kinds);
        if (!isTitlesOnly() && evictFiles(home, load)) {
            questions.lookups("cold", COLD);
            evictFiles(home, load);
            questions.measureHeldSheets("cold", COLD);
        }
        // reads the files of look-ups into memory as far as they fit: all indexes, owners and holdings, but no sheets
        FileCache.read(files(home, load, "(relkind = 'i' or relname ~ '^(property|person|holding|dossier|document)')"));
        load.run("set max_parallel_workers_per_gather = 0");
        if (!isTitlesOnly()) {
            questions.lookups("warm", WARM);
            questions.measureHeldSheets("warm", WARM);
            questions.measureManyProperties("warm", WARM);
        }
        // the hub disables sequential scans for searches in titles as well
        load.run("set enable_seqscan = off");
        questions.texts(numbers(load, "select id from archive.kind order by id"));
        load.run("reset enable_seqscan");
    }

    private static List<Integer> numbers(ArchiveLoad load, String query) throws Exception {
        return load.texts(query).stream().map(Integer::valueOf).toList();
    }

    private static List<Path> files(Installation home, ArchiveLoad load, String condition) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String path :
                load.texts("select pg_relation_filepath(oid) from pg_class where relnamespace = 'archive'::regnamespace"
                        + " and relkind in ('r', 'i') and pg_relation_size(oid) > 0 and " + condition)) {
            files.addAll(FileCache.segments(home.data().resolve("postgres/data").resolve(path)));
        }
        return files;
    }

    /** Evicts only the archive's files from the system's file cache. */
    private boolean evictFiles(Installation home, ArchiveLoad load) throws Exception {
        load.run("checkpoint");
        return new FileCache(figures).evict(files(home, load, "true"));
    }

    /** Measures the hub's construction of the hash tree over all existing contents. */
    private void measureTreeBuild(ArchiveLoad load) throws Exception {
        load.run("truncate archive.tree_node, archive.tree_change");
        load.run("update archive.tree set built = 0, sheets = 0, next = now()");
        long began = System.nanoTime();
        Poll.until(
                TREE_LIMIT,
                Duration.ofSeconds(1),
                () -> load.texts("select sheets from archive.tree where built = 1048576").stream()
                        .findFirst(),
                () -> "the hash tree was not built in time");
        figures.figure("tree_built", (System.nanoTime() - began) / SECOND, "s");
        figures.figure(
                "tree_bytes_per_content",
                Double.parseDouble(load.texts(
                                "select pg_total_relation_size('archive.tree_node')::float8 / sheets from archive.tree")
                        .get(0)),
                "B");
    }
}
