package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The journal in the hub's database at one moment, read in one read-only transaction that ends with {@link #close}. */
public final class JdbcJournal implements Source {
    private static final int FETCH = 1_000;
    /** Number of seals fetched at once; small, because a seal with its leaves has up to 320 kB. */
    private static final int FETCH_SEALS = 10;

    private static final String SELECT = "select n.sequence, e.id, e.case_id, e.position, e.at, e.event, e.actor,"
            + " e.details, e.previous, e.hash from journal.entry e";

    private final Connection connection;
    private final boolean ownsConnection;

    /** @param connection connection for the exclusive use of this object, which closes it */
    public JdbcJournal(Connection connection) throws SQLException {
        this(connection, true);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private JdbcJournal(Connection connection, boolean ownsConnection) {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
    }

    /** Reads the journal within a running transaction, which remains open. */
    public static JdbcJournal within(Connection connection) {
        return new JdbcJournal(connection, false);
    }

    @Override
    public List<SealKey> keys() {
        try (Stream<SealKey> keys = rows(
                "select number, id, public_key, previous, at, reason, signature from journal.key order by number",
                FETCH,
                row -> new SealKey(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        time(row, 5),
                        row.getString(6),
                        row.getString(7)))) {
            return keys.toList();
        }
    }

    @Override
    public Stream<Sealed> seals() {
        return rows(
                "select number, first, last, chains, root, previous, at, key, signature, frontier, leaves"
                        + " from journal.seal order by number",
                FETCH_SEALS,
                JdbcJournal::sealed);
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        Seal seal = new Seal(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                time(row, 7),
                row.getString(8),
                row.getString(9));
        return new Sealed(seal, row.getBytes(10), row.getBytes(11));
    }

    @Override
    public Stream<Entry> entries() {
        Stream<Entry> numbered = rows(
                SELECT + " join journal.number n on n.entry = e.id order by n.sequence", FETCH, JdbcJournal::entry);
        Stream<Entry> unnumbered = Stream.of(true)
                .flatMap(later -> rows(
                        SELECT + " left join journal.number n on n.entry = e.id where n.entry is null"
                                + " order by e.case_id, e.position",
                        FETCH,
                        JdbcJournal::entry));
        return Stream.concat(numbered, unnumbered);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject(1, Long.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getLong(4),
                time(row, 5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private <T> Stream<T> rows(String sql, int fetch, Cursor.Row<T> row) {
        return Cursor.open(connection, sql, fetch, row);
    }

    @Override
    public void close() {
        if (!ownsConnection) {
            return;
        }
        try (connection) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
