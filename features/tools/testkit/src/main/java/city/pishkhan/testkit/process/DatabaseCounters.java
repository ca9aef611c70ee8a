package city.pishkhan.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters of the hub's database in its PostgreSQL server. The server must have been started with {@link #SETTING}.
 * Statements are those that clients send, each a round trip, without {@code BEGIN}, {@code COMMIT} and the like. The server's own
 * checks at commit, of foreign keys and of the ledger's balance, are excluded.
 */
public final class DatabaseCounters implements AutoCloseable {

    /** Value of the embedded server's configuration key {@code settings}. */
    public static final String SETTING = "shared_preload_libraries = 'pg_stat_statements'";

    private static final int PORT_LINE = 3;
    private static final String OF_THE_HUB =
            " from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = 'hub'"
                    + " and s.query !~* '^(begin|commit|rollback|set |show |deallocate|discard)'"
                    + " and s.query !~ '^SELECT \\S+ FROM ONLY ' and s.query !~ 'entry = new\\.entry'";

    private final Connection connection;

    /**
     * Counts since the server's start.
     *
     * @param statements   statements from clients
     * @param transactions committed or rolled-back transactions
     * @param writes       writing transactions
     * @param walBytes     bytes of write-ahead log
     */
    public record Counts(long statements, long transactions, long writes, long walBytes) {
        public Counts minus(Counts before) {
            return new Counts(
                    statements - before.statements,
                    transactions - before.transactions,
                    writes - before.writes,
                    walBytes - before.walBytes);
        }
    }

    public DatabaseCounters(Installation home) throws IOException, SQLException {
        connection = superuser(home, "postgres");
        try (Statement sql = connection.createStatement()) {
            sql.execute("create extension if not exists pg_stat_statements");
        }
    }

    /**
     * Connects as the embedded server's superuser.
     *
     * @param database {@code postgres}, or the hub's database {@code hub}
     */
    public static Connection superuser(Installation home, String database) throws IOException, SQLException {
        Path folder = home.data().resolve("postgres");
        List<String> pidFile = Files.readAllLines(folder.resolve("data/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + pidFile.get(PORT_LINE).strip() + "/" + database,
                "postgres",
                Files.readString(folder.resolve("superuser.password")).strip());
    }

    public Counts counts() throws SQLException {
        return new Counts(
                number("select coalesce(sum(calls), 0)" + OF_THE_HUB),
                number("select xact_commit + xact_rollback from pg_stat_database where datname = 'hub'"),
                number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"),
                number("select wal_bytes::bigint from pg_stat_wal"));
    }

    /**
     * Sets whether a page is logged completely at its first change after a checkpoint. The number of full pages depends on the server's
     * uptime, not on the measured work. Only for test servers, because the setting is unsafe on a power failure.
     */
    public void setFullPageWrites(boolean logged) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(logged ? "alter system reset full_page_writes" : "alter system set full_page_writes = off");
            sql.execute("select pg_reload_conf()");
        }
    }

    /** Returns the number of calls by statement, most frequent first. */
    public Map<String, Long> statements() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select regexp_replace(s.query, '\\s+', ' ', 'g'), sum(s.calls)"
                        + OF_THE_HUB + " group by 1 order by 2 desc, 1")) {
            Map<String, Long> calls = new LinkedHashMap<>();
            while (rows.next()) {
                calls.put(rows.getString(1), rows.getLong(2));
            }
            return calls;
        }
    }

    private long number(String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
