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
import org.awaitility.Awaitility;

/** The hub's own database, looked at from beside the hub. */
final class Store implements AutoCloseable {

    /** These move by themselves, whatever comes in at the doors: there the number of rows counts, not what is in them. */
    private static final Set<String> RESTLESS = Set.of(
            "cases.heartbeat",
            "journal.numbered",
            "oversight.webhook",
            "discipline.follower",
            "reports.sweep",
            "reports.report");

    /**
     * These change by the clock: a seal comes over entries that were there before, its key with the first, a witness's receipt after it;
     * text messages follow them; who looked is written a second later, how often an office did so on a day is counted after that, and from which
     * network somebody logged in, or tried to; sheets are read again, their hashes sealed, and those that nobody named swept away; each node says every few seconds that it lives, and decodes what was
     * uploaded before. The entries are looked at.
     */
    private static final Set<String> CLOCKWORK = Set.of(
            "journal.seal",
            "journal.key",
            "journal.witness",
            "journal.receipt",
            "notices.follower",
            "notices.message",
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
            "audit.carried",
            "citizens.notice",
            "cluster.node",
            "cluster.shared_key",
            "archive.examination");

    /**
     * What operators do comes into the journal a second or two later, whatever is tried at the doors meanwhile; and a login that a test wrote
     * and took away is forgotten a minute after that.
     */
    private static final String ACTS =
            "('operator.command', 'operator.login', 'configuration.changed', 'configuration.found', 'bundles.changed', 'bundles.found', 'login.removed',"
                    + " 'archive-tree.sealed', 'archive-fixity.faults', 'archive-fixity.repaired')";

    private static final String ACCEPTED = "approvals.accepted";
    private static final String SESSIONS = "sessions.session";

    private static final Map<String, String> WITHOUT_ACTS = Map.of(
            "journal.entry",
            "(select * from journal.entry where event not in " + ACTS + ")",
            "journal.number",
            "(select n.* from journal.number n join journal.entry e on e.id = n.entry where e.event not in " + ACTS
                    + ")");

    /** Of an inquiry this counts; how often it has been sent does not. */
    private static final String INQUIRY =
            "row(id, case_id, agency, digest, state, verdict, answer_digest, extensions, superseded_by)::text";

    private static final Pattern BINARY = Pattern.compile("\\\\\\\\x([0-9a-f]+)");

    private final Path folder;
    private Connection opened;

    Store(Path data) throws IOException, SQLException {
        folder = data.resolve("postgres");
        opened = open();
    }

    private Connection open() throws IOException, SQLException {
        String port = Files.readString(folder.resolve("port")).strip();
        String password = Files.readString(folder.resolve("hub.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
    }

    /** Another one where a test has ended the database since. */
    private Connection connection() throws SQLException {
        if (!opened.isValid(1)) {
            opened.close();
            try {
                opened = open();
            } catch (IOException e) {
                throw new SQLException(e);
            }
        }
        return opened;
    }

    /** Every table with the number of its rows and a digest of what is in them. */
    private Map<String, String> now() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        List<String> tables = tables();
        tables.removeAll(CLOCKWORK);
        for (String table : tables) {
            String row = table.equals("cases.inquiry") ? INQUIRY : "t::text";
            String content = RESTLESS.contains(table) ? "0" : "coalesce(sum(hashtextextended(" + row + ", 0)), 0)";
            try (Statement statement = connection().createStatement();
                    ResultSet result = statement.executeQuery("select count(*), " + content + " from "
                            + WITHOUT_ACTS.getOrDefault(table, table) + " t")) {
                result.next();
                found.put(table, result.getLong(1) + " rows, " + result.getString(2));
            }
        }
        return found;
    }

    /** All rows of all tables as text, and their binary values as what they might say. */
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
                        "select table_schema || '.' || table_name from information_schema.tables"
                                + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }

    /** As {@link #now}, once whatever earlier calls set going has come to rest. */
    Map<String, String> atRest() {
        List<Map<String, String>> looks = new ArrayList<>();
        long patient = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Awaitility.await("the database comes to rest")
                .pollInterval(Duration.ofMillis(150))
                .until(() -> {
                    // asked first: what is looked at then holds that every agency heard what it is to be told
                    if (count("select count(*) from cases.notice where told is null") > 0
                            || unsent() > 0
                            // the post is asked every second how far a letter is; one that never comes must not keep a
                            // test
                            || System.nanoTime() < patient
                                    && count("select count(*) from deliveries.delivery where next_at is not null")
                                            > 0) {
                        // a look reads every row there is
                        return false;
                    }
                    looks.add(now());
                    Map<String, String> last = looks.get(looks.size() - 1);
                    return last.get("outbox.message").startsWith("0 rows")
                            // every entry has its number
                            && rows(last, "journal.entry").equals(rows(last, "journal.number"))
                            && looks.size() > 1
                            && last.equals(looks.get(looks.size() - 2));
                });
        return looks.get(looks.size() - 1);
    }

    private static long count(Map<String, String> look, String table) {
        return Long.parseLong(look.getOrDefault(table, "0 rows").replaceFirst(" .*", ""));
    }

    private static String rows(Map<String, String> look, String table) {
        return look.get(table).replaceFirst(",.*", "");
    }

    /** As {@link #now}, once the outbox is empty: an inquiry of another case may be sent again at any moment. What a message does shows elsewhere. */
    private Map<String, String> relayed() {
        List<Map<String, String>> looks = new ArrayList<>();
        Awaitility.await("the outbox is empty").until(() -> {
            if (unsent() > 0) {
                return false;
            }
            looks.add(now());
            return looks.get(looks.size() - 1).get("outbox.message").startsWith("0 rows");
        });
        return looks.get(looks.size() - 1);
    }

    /** Messages that the outbox has still to send. */
    private long unsent() throws SQLException {
        return count("select count(*) from outbox.message");
    }

    /** What somebody does about whom the hub shall not care. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    /** Does something, and finds every table with the same rows afterwards. @param but tables that may have changed */
    void unchangedBy(Deed deed, String... but) {
        Map<String, String> before = atRest();
        try {
            deed.run();
            Map<String, String> after = relayed();
            before.keySet().removeAll(Set.of(but));
            if (count(after, ACCEPTED) < count(before, ACCEPTED)) {
                // forgotten, see above; nothing at a door makes them fewer
                before.remove(ACCEPTED);
            }
            if (count(after, SESSIONS) == count(before, SESSIONS)) {
                // of a page that is open still, when it was seen last
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

    /** The last number that the journal has given: reading all that the other tests left takes a minute. */
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

    /** Lets the time of an inquiry be up. */
    void overdue(UUID inquiry) throws SQLException {
        try (PreparedStatement statement =
                bound("update cases.inquiry set due = now() - interval '1 minute' where id = ?", inquiry)) {
            statement.executeUpdate();
        }
    }

    /** Lets days pass that a test cannot wait for. */
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
