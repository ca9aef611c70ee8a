package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.postgresql.PGStatement;

/** Direct access to the hub's own database. */
final class Store implements AutoCloseable {

    /** Tables whose rows change continuously without any call; only their number of rows is compared. */
    private static final Set<String> RESTLESS = Set.of(
            "cases.heartbeat",
            "journal.numbered",
            "webhooks.webhook",
            "discipline.follower",
            "violations.sweep",
            "violations.report");

    /**
     * Tables that change with time and not with calls, so they are not compared. Seals, keys, receipts and tree nodes
     * cover earlier entries; messages follow entries. Access counts and networks of logins are written with a delay.
     * Sheets are re-read, and unused ones swept. Nodes write heartbeats and decode earlier uploads. Journal entries
     * themselves are compared.
     */
    private static final Set<String> CLOCKWORK = Set.of(
            "journal.seal",
            "journal.key",
            "journal.witness",
            "journal.receipt",
            "notifications.follower",
            "notifications.message",
            "discipline.tally",
            "discipline.archive_day",
            "archive.fixity",
            "archive.sweep",
            "archive.tree",
            "archive.tree_node",
            "archive.tree_change",
            "archive.tree_node_before",
            "archive.tree_change_before",
            "archive.fault",
            "cases.reading",
            "cases.reading_digest",
            "sessions.login_network",
            "sessions.attempt",
            "audit.journaled_act",
            "citizenlogin.notice",
            "cluster.node",
            "cluster.shared_key",
            "archive.examination");

    /**
     * Events of operators' actions; they reach the journal a second or two later, possibly during another test. A login that a test has
     * added and removed is deleted from the accepted logins a minute later.
     */
    private static final String ACTS =
            "('operator.command', 'operator.login', 'configuration.changed', 'configuration.found', 'bundles.changed', 'bundles.found', 'hub.started', 'login.removed',"
                    + " 'archive-tree.sealed', 'archive-fixity.faults', 'archive-fixity.repaired')";

    private static final String ACCEPTED = "approvals.accepted";
    private static final String SESSIONS = "sessions.session";

    private static final Map<String, String> WITHOUT_ACTS = Map.of(
            "journal.entry",
            "(select * from journal.entry where event not in " + ACTS + ")",
            "journal.number",
            "(select n.* from journal.number n join journal.entry e on e.id = n.entry where e.event not in " + ACTS
                    + ")");

    /**
     * Tables with thousands of rows. Their row versions are compared instead of the content, because hashing the content takes most of the
     * time of a snapshot. Every write creates another version.
     */
    private static final Set<String> LARGE = Set.of("planning.claim", "planning.property");

    /** Compared columns of an inquiry; the number of dispatches is not compared. */
    private static final String INQUIRY =
            "row(id, case_id, agency, digest, state, verdict, answer_digest, extensions, superseded_by)::text";

    private static final Pattern BINARY = Pattern.compile("\\\\\\\\x([0-9a-f]+)");

    private final Path folder;
    private Connection opened;
    /** the statement of a snapshot, which is planned once because planning takes longer than running it */
    private PreparedStatement comparison;

    private List<String> comparedTables = List.of();

    Store(Path data) throws IOException, SQLException {
        folder = data.resolve("postgres");
        opened = open();
    }

    private Connection open() throws IOException, SQLException {
        String port = Files.readString(folder.resolve("port")).strip();
        String password = Files.readString(folder.resolve("hub.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
    }

    /** Returns the connection; opens a new one if a test has stopped the database. */
    private Connection connection() throws SQLException {
        if (!opened.isValid(1)) {
            opened.close();
            comparison = null;
            try {
                opened = open();
            } catch (IOException e) {
                throw new SQLException(e);
            }
        }
        return opened;
    }

    /** Number of rows and a digest of the content of every compared table. */
    private Map<String, String> snapshot() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        List<String> tables = tables();
        tables.removeAll(CLOCKWORK);
        if (comparison == null || !tables.equals(comparedTables)) {
            comparedTables = tables;
            comparison = connection()
                    .prepareStatement(
                            tables.stream().map(Store::comparison).collect(Collectors.joining("\nunion all\n")));
            comparison.unwrap(PGStatement.class).setPrepareThreshold(1);
        }
        try (ResultSet result = comparison.executeQuery()) {
            while (result.next()) {
                found.put(result.getString(1), result.getLong(2) + " rows, " + result.getString(3));
            }
        }
        return found;
    }

    /** A query of the table's name, its number of rows and a digest of its content. */
    private static String comparison(String table) {
        String row = table.equals("cases.inquiry") ? INQUIRY : "t::text";
        String digest = "coalesce(sum(hashtextextended(" + row + ", 0)), 0)";
        if (RESTLESS.contains(table)) {
            digest = "0";
        } else if (LARGE.contains(table)) {
            digest = "coalesce(sum(hashint8(xmin::text::bigint)::bigint * 31 + hashtid(ctid)), 0)";
        }
        return "select '" + table + "', count(*), (" + digest + ")::text from "
                + WITHOUT_ACTS.getOrDefault(table, table) + " t";
    }

    /** All rows of all tables as text; binary values are also decoded as UTF-8. */
    String dump() throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : tables()) {
            try (Statement statement = connection().createStatement();
                    ResultSet rows = statement.executeQuery("select row_to_json(t)::text from " + table + " t")) {
                while (rows.next()) {
                    String row = rows.getString(1);
                    all.append(table).append(' ').append(row).append('\n');
                    BINARY.matcher(row).results().forEach(m -> all.append(
                                    new String(HexFormat.of().parseHex(m.group(1)), StandardCharsets.UTF_8))
                            .append('\n'));
                }
            }
        }
        return all.toString();
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery(
                        "select schemaname || '.' || tablename from pg_tables"
                                + " where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like 'pg\\_temp%' order by 1")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }

    /** Returns {@link #snapshot} once the effects of earlier calls have ended. */
    Map<String, String> awaitAtRest() {
        List<Map<String, String>> snapshots = new ArrayList<>();
        long patient = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Awaitility.await("the database comes to rest")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(150))
                .until(() -> {
                    // checked before the snapshot, so that the snapshot has no unsent notices to agencies
                    if (count("select count(*) from cases.notice where sent_at is null") > 0
                            || unsent() > 0
                            // deliveries are polled every second; a delivery that never arrives must not block a test
                            || System.nanoTime() < patient
                                    && count("select count(*) from deliveries.delivery where next_at is not null")
                                            > 0) {
                        // reading all tables is expensive
                        return false;
                    }
                    snapshots.add(snapshot());
                    Map<String, String> last = snapshots.get(snapshots.size() - 1);
                    return last.get("outbox.message").startsWith("0 rows")
                            // the numbering timer has assigned a sequence number to every journal entry
                            && rows(last, "journal.entry").equals(rows(last, "journal.number"))
                            && snapshots.size() > 1
                            && last.equals(snapshots.get(snapshots.size() - 2));
                });
        return snapshots.get(snapshots.size() - 1);
    }

    private static long count(Map<String, String> snapshot, String table) {
        return Long.parseLong(snapshot.getOrDefault(table, "0 rows").replaceFirst(" .*", ""));
    }

    private static String rows(Map<String, String> snapshot, String table) {
        return snapshot.get(table).replaceFirst(",.*", "");
    }

    /**
     * Returns a {@link #snapshot} that was taken while the outbox was empty. The hub may resend an inquiry of another case at any moment,
     * and its message in the outbox would look like a change by the action. A message of the action itself is still detected, by
     * its effects in other tables.
     */
    private Map<String, String> awaitRelayed() {
        List<Map<String, String>> snapshots = new ArrayList<>();
        Awaitility.await("the outbox is empty").until(() -> {
            if (unsent() > 0) {
                return false;
            }
            snapshots.add(snapshot());
            return snapshots.get(snapshots.size() - 1).get("outbox.message").startsWith("0 rows");
        });
        return snapshots.get(snapshots.size() - 1);
    }

    /** Number of messages that the outbox has not sent yet. */
    private long unsent() throws SQLException {
        return count("select count(*) from outbox.message");
    }

    /** An action that must not change the database. */
    @FunctionalInterface
    interface ReadOnlyAction {
        void run() throws Exception;
    }

    /**
     * Runs an action and verifies that no table has changed.
     *
     * @param but tables that may change
     */
    void assertUnchangedBy(ReadOnlyAction deed, String... but) {
        Map<String, String> before = awaitAtRest();
        try {
            deed.run();
            Map<String, String> after = awaitRelayed();
            before.keySet().removeAll(Set.of(but));
            if (count(after, ACCEPTED) < count(before, ACCEPTED)) {
                // the hub removes accepted logins after a minute, see {@link #ACTS}; no call at a door removes any
                before.remove(ACCEPTED);
            }
            if (count(after, SESSIONS) == count(before, SESSIONS)) {
                // an open page only updates the time of its last request
                before.remove(SESSIONS);
            }
            Map<String, String> was = new TreeMap<>(before);
            was.entrySet().removeAll(after.entrySet());
            after.keySet().retainAll(was.keySet());
            assertEquals(was, after, "tables that have changed");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Last sequence number of the journal; reading all entries of other tests would take a minute. */
    long newestEntry() throws SQLException {
        return count("select coalesce(max(sequence), 0) from journal.number");
    }

    long count(String query, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(query, values);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    String text(String query, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(query, values);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getString(1) : null;
        }
    }

    /** Sets the deadline of an inquiry to the past. */
    void setOverdue(UUID inquiry) throws SQLException {
        try (PreparedStatement statement =
                bound("update cases.inquiry set due = now() - interval '1 minute' where id = ?", inquiry)) {
            statement.executeUpdate();
        }
    }

    /** Executes a statement, e.g. to simulate elapsed days. */
    void execute(String change, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(change, values)) {
            statement.execute();
        }
    }

    private PreparedStatement bound(String query, Object... values) throws SQLException {
        PreparedStatement statement = connection().prepareStatement(query);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws IOException {
        try {
            opened.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
