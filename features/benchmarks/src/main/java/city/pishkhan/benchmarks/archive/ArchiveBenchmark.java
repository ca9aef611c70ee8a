package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * {@code bench archive}: an archive of so many sheets in the database of a hub of its own, by the hub's own tables and statements. Each step is there for good
 * when it is done: whatever ends a run, the same command goes on.
 */
public final class ArchiveBenchmark {
    private static final String BROKER = "city.pishkhan.platform.artemis.cfg";
    private static final String SERVER =
            "wal_level = minimal\\nmax_wal_senders = 0\\nmax_wal_size = '2GB'\\ntrack_io_timing = off";
    private static final long SAMPLE = 1_000_000;
    private static final double SPARE = 1.25;
    /** The write-ahead log. What an index is sorted with is less than the indexes that are still missing then. */
    private static final double LOG_BYTES = 3e9;

    private static final int COLD = 300;
    private static final int WARM = 1_000_000;
    private static final int TAKEN_OVER = 50_000;
    private static final int STEP = 2_000;
    private static final int FILES = 2_000;
    private static final int FILE_BYTES = 100_000;
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

    /** @return whether everything went well */
    public boolean run() throws Exception {
        Installation home = home();
        CitySettings settings = new CitySettings(home);
        HubProcess hub = new HubProcess(home, settings.ports(), HttpClient.newHttpClient());
        Thread end = new Thread(() -> stop(hub), "end");
        Runtime.getRuntime().addShutdownHook(end);
        if (!hub.running()) {
            figures.say("a hub is started in " + home.base());
            hub.start();
        }
        try (Connection sql = DatabaseCounters.superuser(home, "hub")) {
            measure(home, hub, sql);
        }
        hub.stop();
        if (options.keep()) {
            figures.say("everything stays in " + home.base());
        } else {
            FileTrees.delete(home.base());
        }
        return true;
    }

    private void stop(HubProcess hub) {
        try {
            hub.stop();
        } catch (IOException | InterruptedException e) {
            figures.say("the hub could not be stopped: " + e);
        }
    }

    /** A new one, or the one of a run before. */
    private Installation home() throws IOException {
        Path folder = options.folder();
        Files.createDirectories(folder);
        if (Files.isDirectory(folder.resolve("etc"))) {
            figures.say("what is in " + folder + " goes on");
            return new Installation(distribution.root(), folder);
        }
        // of a run that ended before there was anything
        FileTrees.delete(folder.resolve("draft"));
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new CityException(folder + " is neither empty nor of a run before.");
            }
        }
        Path draft = Files.createDirectories(folder.resolve("draft"));
        Installation home = distribution.apart(draft);
        CitySettings settings = new CitySettings(home);
        settings.lay(new Ports(Ports.any(), Ports.any(), Ports.any()));
        settings.set(BROKER, "acceptor.port", Ports.any());
        settings.set("city.pishkhan.archive.cfg", "import.megabytesPerSecond", 0);
        settings.add("city.pishkhan.platform.postgres.cfg", "settings", SERVER);
        Files.move(draft.resolve("etc"), folder.resolve("etc"));
        FileTrees.delete(draft);
        return new Installation(distribution.root(), folder);
    }

    private void measure(Installation home, HubProcess hub, Connection sql) throws Exception {
        BundleStatements statements = new BundleStatements(distribution.root());
        ArchiveLoad load = new ArchiveLoad(home, sql, figures);
        load.prepare();
        long perBatch = (long) ArchiveLoad.BATCH_UNITS * ArchiveSample.SHEETS_OF_A_UNIT;
        long batches = Math.max(1, Math.round((double) options.sheets() / perBatch));
        figures.say(
                "one of " + ArchiveSample.SHEETS_OF_A_UNIT
                        + " sheets: a property (1.2 dossiers, 8 documents, 48 sheets) and a person"
                        + " (2 documents, 3 sheets); 5% of a property's sheets are blank forms that others have; titles of 3 to 5 words on all but persons' papers");
        if (options.sheets() > SAMPLE && !load.done("forecast")) {
            forecast(home, load, Math.min(batches, SAMPLE / perBatch + 1));
        }
        if (!load.done("vacuum")) {
            load.step("prepared", load::withoutIndexes);
            load.batches(batches);
            load.indexes();
            load.step("vacuum", load::vacuum);
            load.run("select setval('archive.number', (select max(id) from archive.document where id > 0) + 1)");
        }
        loaded(load);
        sizes(load);
        questions(home, load, sql, statements, load.made().batches() * ArchiveLoad.BATCH_UNITS);
        load.run("alter table archive.content enable trigger user");
        takeOver(home, sql, statements, batches * ArchiveLoad.BATCH_UNITS);
        imported(home, hub, load);
        proved(load);
    }

    private void forecast(Installation home, ArchiveLoad load, long sample) throws Exception {
        load.step("prepared", load::withoutIndexes);
        load.batches(sample);
        load.indexes();
        double sheets = load.made().sheets();
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
                    "The disk has no room for so many sheets: %.1f GB at its peak and a quarter more are forecast, %.1f GB are free.",
                    peak / 1e9,
                    free / 1e9));
        }
        load.run("delete from bench.step where name = 'prepared' or name like 'index %'");
        load.step("prepared", load::withoutIndexes);
        load.step("forecast", () -> {});
    }

    private void loaded(ArchiveLoad load) throws Exception {
        ArchiveLoad.Made made = load.made();
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
        double sheets = load.made().sheets();
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

    private void questions(Installation home, ArchiveLoad load, Connection sql, BundleStatements statements, long units)
            throws Exception {
        List<Integer> kinds = load
                .texts("select id from archive.kind where name = any('{" + String.join(",", ArchiveSample.KINDS)
                        + "}')")
                .stream()
                .map(Integer::valueOf)
                .toList();
        ArchiveQuestions questions = new ArchiveQuestions(sql, statements, figures, units, options.seconds(), kinds);
        if (cold(home, load)) {
            questions.lookups("cold", COLD);
            cold(home, load);
            questions.held("cold", COLD);
        }
        warm(home, load);
        load.run("set max_parallel_workers_per_gather = 0");
        questions.lookups("warm", WARM);
        questions.held("warm", WARM);
        questions.many("warm", WARM);
        questions.texts();
    }

    private static List<Path> files(Installation home, ArchiveLoad load, String condition) throws Exception {
        return load
                .texts("select pg_relation_filepath(oid) from pg_class where relnamespace = 'archive'::regnamespace"
                        + " and relkind in ('r', 'i') and pg_relation_size(oid) > 0 and " + condition)
                .stream()
                .map(home.data().resolve("postgres/data")::resolve)
                .toList();
    }

    private static List<Path> segments(Path file) throws IOException {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            String name = file.getFileName().toString();
            return beside.filter(one -> one.getFileName().toString().matches(name + "(\\.\\d+)?"))
                    .toList();
        }
    }

    /** Only the archive's own files leave the memory. @return whether the system can do it */
    private boolean cold(Installation home, ArchiveLoad load) throws Exception {
        load.run("checkpoint");
        try {
            for (Path file : files(home, load, "true")) {
                for (Path segment : segments(file)) {
                    Process dd = new ProcessBuilder("dd", "if=" + segment, "iflag=nocache", "count=0")
                            .redirectErrorStream(true)
                            .start();
                    dd.getInputStream().readAllBytes();
                    if (dd.waitFor() != 0) {
                        figures.say("cold questions are not asked: dd knows no iflag=nocache here");
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException e) {
            figures.say("cold questions are not asked: " + e.getMessage());
            return false;
        }
    }

    /** What look-ups read, as far as it fits: all indexes, owners and holdings, and no sheets. */
    private static void warm(Installation home, ArchiveLoad load) throws Exception {
        byte[] buffer = new byte[1 << 20];
        for (Path file :
                files(home, load, "(relkind = 'i' or relname ~ '^(property|person|holding|dossier|document)')")) {
            for (Path segment : segments(file)) {
                try (RandomAccessFile in = new RandomAccessFile(segment.toFile(), "r")) {
                    while (in.read(buffer) >= 0) {
                        // the system's memory is what is wanted
                    }
                }
            }
        }
    }

    /** New owners' sheets by the hub's own statements, as its import does it: copied in and merged by two thousand. */
    private void takeOver(Installation home, Connection sql, BundleStatements statements, long firstUnit)
            throws Exception {
        List<String> merge = Stream.of(statements.text("take-over").split("(?m)^;$"))
                .map(String::strip)
                .toList();
        long began = System.nanoTime();
        sql.setAutoCommit(false);
        try (Statement statement = sql.createStatement()) {
            for (int done = 0; done < TAKEN_OVER; done += STEP) {
                StringBuilder rows = new StringBuilder();
                for (int i = done; i < done + STEP; i++) {
                    String code = ArchiveSample.code(firstUnit + i / ArchiveSample.SHEETS_OF_A_UNIT);
                    int n = i % ArchiveSample.SHEETS_OF_A_UNIT;
                    rows.append(i)
                            .append('\t')
                            .append(code)
                            .append("\tfalse\t1\td\t\\N\t")
                            .append(n / 6)
                            .append("\tdeed\t\\N\t")
                            .append(ArchiveSample.word(i % 2_000))
                            .append("\t\t")
                            .append(n % 6 + 1)
                            .append("\t\\\\x")
                            .append(HexFormat.of().formatHex(ArchiveSample.hash(-2_000_000_000_000L - i)))
                            .append("\t1000\tp\t\\N\t\\N\thead\t\t\t0\t\\N\t\\N\t\\N\n");
                }
                statement.execute(statements.text("incoming"));
                sql.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy incoming from stdin", new StringReader(rows.toString()));
                for (String one : merge) {
                    statement.execute(one);
                }
                sql.commit();
            }
        } finally {
            sql.setAutoCommit(true);
        }
        figures.figure("take_over_rows", TAKEN_OVER / ((System.nanoTime() - began) / SECOND), "1/s");
    }

    /** The whole way: the hub's command, a manifest and real files. */
    private void imported(Installation home, HubProcess hub, ArchiveLoad load) throws Exception {
        Path folder = home.base().resolve("import");
        FileTrees.delete(folder);
        Files.createDirectories(folder);
        StringBuilder manifest = new StringBuilder("renovation_code,dossier,document,kind,page,file,sha256\n");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        long hashing = 0;
        double bytes = 0;
        long property = System.currentTimeMillis() / 1_000 % 90_000;
        for (int i = 0; i < FILES; i++) {
            byte[] sheet = sheet(i);
            Files.write(folder.resolve(i + ".pdf"), sheet);
            long began = System.nanoTime();
            String hash = HexFormat.of().formatHex(sha256.digest(sheet));
            hashing += System.nanoTime() - began;
            bytes += sheet.length;
            manifest.append("22-9-")
                    .append(property)
                    .append('-')
                    .append(i / 48)
                    .append("-0-0-0,b,")
                    .append(i / 6)
                    .append(",deed,")
                    .append(i % 6 + 1)
                    .append(',')
                    .append(i)
                    .append(".pdf,")
                    .append(hash)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("manifest.csv"), manifest);
        String said = hub.console("pishkhan:archive-import --source head " + file);
        double seconds = Double.parseDouble(load.texts(
                        "select extract(epoch from ended - begun) from archive.import where ended is not null order by ended desc limit 1")
                .get(0));
        figures.say(
                "pishkhan:archive-import: " + said.lines().reduce((a, b) -> b).orElse(""));
        figures.figure("hashing", bytes / 1e6 / (hashing / SECOND), "MB/s");
        figures.figure("import_rows", FILES / seconds, "1/s");
        figures.figure("import_files", bytes / 1e6 / seconds, "MB/s");
    }

    /** The tree over all hashes, as the hub builds it for what was there before; then the hub seals it. */
    private void proved(ArchiveLoad load) throws Exception {
        load.run("truncate archive.tree_node, archive.tree_change");
        load.run("update archive.tree set built = 0, sheets = 0, next = now()");
        long began = System.nanoTime();
        Poll.until(
                TREE_LIMIT,
                Duration.ofSeconds(1),
                () -> load.texts("select sheets from archive.tree where built = 1048576").stream()
                        .findFirst(),
                () -> "the tree of hashes is not built");
        figures.figure("tree_built", (System.nanoTime() - began) / SECOND, "s");
        figures.figure(
                "tree_bytes_per_content",
                Double.parseDouble(load.texts(
                                "select pg_total_relation_size('archive.tree_node')::float8 / sheets from archive.tree")
                        .get(0)),
                "B");
    }

    private static byte[] sheet(int number) {
        return ScannedSheets.pdf(List.of("sheet " + number + " of " + System.nanoTime(), "x".repeat(FILE_BYTES)));
    }
}
