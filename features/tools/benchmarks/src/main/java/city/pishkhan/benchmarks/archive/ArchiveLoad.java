package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/**
 * Loads and indexes the archive in steps. Each completed step is recorded with its duration, so an interrupted run resumes after its last
 * step.
 */
final class ArchiveLoad {
    /** units per batch; a batch is one transaction of some hundred thousand sheets */
    static final int BATCH_UNITS = 2_000;

    private static final int THREADS = 2;
    private static final int TOLD_BATCHES = 50;
    private static final int LOOKED_BATCHES = 10;
    private static final long LEAST_FREE = 3L << 30;
    private static final double SECOND = 1e9;
    private static final List<String> TABLES =
            List.of("property", "person", "dossier", "document", "sheet", "content", "holding");

    private final Installation home;
    private final Connection sql;
    private final Figures figures;
    private final boolean titles;

    /** @param titles whether to load only the tables for searches: documents, their dossiers and properties */
    ArchiveLoad(Installation home, Connection sql, Figures figures, boolean titles) {
        this.home = home;
        this.sql = sql;
        this.figures = figures;
        this.titles = titles;
    }

    /** Totals of the loaded batches, and the time in seconds that they needed. */
    record LoadTotals(long batches, long sheets, long documents, long dossiers, long contents, double seconds) {}

    /** Prepares the load, and records the definitions of the hub's indexes, so that they can be recreated later. */
    void prepare() throws SQLException {
        run("create schema if not exists bench");
        // disables the trigger that tracks each new content, as a restore does
        run("alter table archive.content disable trigger user");
        // no integrity check and no hash-tree build during the load, because most rows have no files
        run("update archive.fixity set next = 'infinity'");
        run("update archive.tree set next = 'infinity'");
        run(
                "create table if not exists bench.batch (no bigint primary key, sheets bigint, documents bigint, dossiers bigint, contents bigint,"
                        + " seconds float8)");
        run("create table if not exists bench.step (name text primary key, seconds float8)");
        run("create table if not exists bench.index (name text primary key, place int, definition text, removal text)");
        if (number("select count(*) from bench.index") == 0) {
            run(
                    "insert into bench.index select conname, 0, 'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' '"
                            + " || pg_get_constraintdef(oid), 'alter table ' || conrelid::regclass || ' drop constraint ' || conname"
                            + " from pg_constraint where contype = 'p' and connamespace = 'archive'::regnamespace"
                            + " and conrelid::regclass::text in (" + names() + ")");
            run(
                    "insert into bench.index select c.relname, case when c.relname like 'content%' then 2 else 1 end, pg_get_indexdef(c.oid),"
                            + " 'drop index archive.' || c.relname from pg_class c join pg_index i on i.indexrelid = c.oid"
                            + " where i.indrelid::regclass::text in (" + names() + ") and not i.indisprimary");
            for (String kind :
                    List.of(String.join("','", ArchiveSample.KINDS), String.join("','", ArchiveSample.PERSONAL))) {
                run("insert into archive.kind (name) select n from unnest(array['" + kind + "']) n"
                        + " where not exists (select from archive.kind k where k.name = n)");
            }
            run("insert into archive.provenance (id, source) overriding system value values (1, 'bench')");
        }
    }

    private static String names() {
        return "'archive." + String.join("', 'archive.", TABLES) + "'";
    }

    boolean isDone(String step) throws SQLException {
        return number("select count(*) from bench.step where name = '" + step + "'") == 1;
    }

    /** Runs a step unless it is already completed. */
    void step(String name, Work work) throws Exception {
        if (isDone(name)) {
            return;
        }
        long began = System.nanoTime();
        work.run();
        run("insert into bench.step values ('" + name + "', " + (System.nanoTime() - began) / SECOND + ")");
    }

    /** A step of the load. */
    interface Work {
        void run() throws Exception;
    }

    void dropIndexes() throws SQLException {
        for (String removal : texts("select removal from bench.index order by place desc, name")) {
            if (hasIndex(removal)) {
                run(removal);
            }
        }
        for (String table : TABLES) {
            setAutovacuum(table, false);
        }
    }

    /** Enables or disables autovacuum for a table; it is disabled during the load. */
    private void setAutovacuum(String table, boolean enabled) throws SQLException {
        for (String one : texts("select coalesce(i.inhrelid::regclass::text, 'archive." + table + "') from (select) x"
                + " left join pg_inherits i on i.inhparent = 'archive." + table + "'::regclass")) {
            run("alter table " + one + " set (autovacuum_enabled = " + enabled + ")");
        }
    }

    private boolean hasIndex(String removal) throws SQLException {
        String name = removal.substring(removal.lastIndexOf(removal.contains("constraint") ? ' ' : '.') + 1);
        return number("select count(*) from pg_class where relname = '" + name
                        + "' and relnamespace = 'archive'::regnamespace")
                > 0;
    }

    void indexes() throws Exception {
        try (Statement statement = sql.createStatement()) {
            statement.execute("set maintenance_work_mem = '1GB'");
        }
        try (Statement statement = sql.createStatement();
                ResultSet rows =
                        statement.executeQuery("select name, definition from bench.index order by place desc, name")) {
            List<String[]> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new String[] {rows.getString(1), rows.getString(2)});
            }
            for (String[] index : all) {
                if (number("select count(*) from pg_class where relname = '" + index[0]
                                + "' and relnamespace = 'archive'::regnamespace")
                        == 0) {
                    checkDiskSpace();
                    long began = System.nanoTime();
                    run(index[1]);
                    double seconds = (System.nanoTime() - began) / SECOND;
                    run("insert into bench.step values ('index " + index[0] + "', " + seconds
                            + ") on conflict (name) do update set seconds = excluded.seconds");
                    figures.writeProgress(String.format(Locale.ROOT, "index %s: %.0f s", index[0], seconds));
                }
            }
        }
    }

    void vacuum() throws SQLException {
        for (String table : TABLES) {
            setAutovacuum(table, true);
            run("vacuum (analyze) archive." + table);
        }
        run("checkpoint");
    }

    /** @param batches total number of batches after this call */
    void batches(long batches) throws Exception {
        List<Long> missing = new ArrayList<>();
        for (String no : texts("select n from generate_series(0, " + (batches - 1)
                + ") n where not exists (select from bench.batch b where b.no = n) order by n")) {
            missing.add(Long.valueOf(no));
        }
        if (missing.isEmpty()) {
            return;
        }
        List<Integer> kinds = numbers(ArchiveSample.KINDS);
        List<Integer> personal = numbers(ArchiveSample.PERSONAL);
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> loaders = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                loaders.add(() -> {
                    load(missing, next, new ArchiveSample(kinds, personal, !titles), began);
                    return null;
                });
            }
            for (Future<Void> loader : threads.invokeAll(loaders)) {
                loader.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception fault ? fault : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Integer> numbers(List<String> kinds) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        for (String kind : kinds) {
            numbers.add((int) number("select id from archive.kind where name = '" + kind + "'"));
        }
        return numbers;
    }

    private void load(List<Long> missing, AtomicLong next, ArchiveSample rows, long began)
            throws SQLException, IOException {
        try (Connection mine = DatabaseCounters.superuser(home, "hub")) {
            mine.setAutoCommit(false);
            for (long at = next.getAndIncrement(); at < missing.size(); at = next.getAndIncrement()) {
                long no = missing.get((int) at);
                long batchBegan = System.nanoTime();
                rows.clear();
                if (no == 0) {
                    rows.addBlankForms();
                }
                for (long unit = no * BATCH_UNITS; unit < (no + 1) * BATCH_UNITS; unit++) {
                    rows.add(unit);
                }
                copy(mine, rows);
                try (Statement statement = mine.createStatement()) {
                    statement.execute("insert into bench.batch values (" + no + ", " + rows.sheets + ", "
                            + rows.documents + ", " + rows.dossiers + ", " + rows.contents + ", "
                            + (System.nanoTime() - batchBegan) / SECOND / THREADS + ")");
                }
                mine.commit();
                if (at % LOOKED_BATCHES == 0) {
                    checkDiskSpace();
                }
                if (at % TOLD_BATCHES == TOLD_BATCHES - 1) {
                    double seconds = (System.nanoTime() - began) / SECOND;
                    figures.writeProgress(String.format(
                            Locale.ROOT,
                            "%d of %d batches loaded, %.0f min left",
                            at + 1,
                            missing.size(),
                            seconds / (at + 1) * (missing.size() - at - 1) / 60));
                }
            }
        }
    }

    private void copy(Connection connection, ArchiveSample rows) throws SQLException, IOException {
        copy(connection, "property (key, district, code)", rows.property);
        copy(connection, "dossier (id, owner, opened, provenance, confidentiality, number, title)", rows.dossier);
        copy(
                connection,
                "document (id, dossier, at, dated, volume, page, kind, provenance, district, confidentiality, number, title)",
                rows.document);
        if (titles) {
            return;
        }
        copy(connection, "person (key, digest)", rows.person);
        copy(connection, "sheet (document, content, page)", rows.sheet);
        copy(connection, "content (person, size, media, sha256)", rows.content);
        copy(connection, "holding (owner, document, at, kind, services)", rows.holding);
    }

    private static void copy(Connection connection, String table, StringBuilder rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy archive." + table + " from stdin", new StringReader(rows.toString()));
    }

    private void checkDiskSpace() throws IOException {
        long free = Files.getFileStore(home.base()).getUsableSpace();
        if (free < LEAST_FREE) {
            throw new CityException(
                    "Only " + (free >> 20) + " MB are free. Loaded data is kept; the same command resumes the run.");
        }
    }

    LoadTotals totals() throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), coalesce(sum(sheets), 0), coalesce(sum(documents), 0),"
                                + " coalesce(sum(dossiers), 0), coalesce(sum(contents), 0), coalesce(sum(seconds), 0) from bench.batch")) {
            row.next();
            return new LoadTotals(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getDouble(6));
        }
    }

    /** Size in bytes of a table or of one of its indexes, including all partitions. */
    record Size(String name, long bytes) {}

    List<Size> sizes() throws SQLException {
        List<Size> sizes = new ArrayList<>();
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery(
                        "with part as (select c.oid, coalesce(i.inhparent, c.oid) as whole from pg_class c"
                                + " left join pg_inherits i on i.inhrelid = c.oid where c.relnamespace = 'archive'::regnamespace"
                                + " and c.relkind in ('r', 'i', 't')) select whole::regclass::text, sum(pg_relation_size(oid, 'main')"
                                + " + pg_relation_size(oid, 'vm') + pg_relation_size(oid, 'fsm')) from part"
                                + " group by 1 having sum(pg_relation_size(oid)) > 100000 order by 2 desc")) {
            while (rows.next()) {
                sizes.add(new Size(rows.getString(1), rows.getLong(2)));
            }
        }
        return sizes;
    }

    void run(String statement) throws SQLException {
        try (Statement one = sql.createStatement()) {
            one.execute(statement);
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(texts(query).get(0));
    }

    List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
