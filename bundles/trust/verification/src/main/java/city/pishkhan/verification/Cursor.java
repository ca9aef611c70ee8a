package city.pishkhan.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query lazily. An error causes an {@link IllegalStateException}. */
final class Cursor<T> implements Iterator<T> {
    private final ResultSet rows;
    private final Row<T> mapper;
    private @Nullable Boolean more;

    /** Maps a row to a value. */
    @FunctionalInterface
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    private Cursor(ResultSet rows, Row<T> mapper) {
        this.rows = rows;
        this.mapper = mapper;
    }

    /**
     * Runs a query.
     *
     * @param fetch number of rows fetched at once, inside a transaction
     * @return a stream that the reader must close
     */
    static <T> Stream<T> open(Connection connection, String sql, int fetch, Row<T> mapper) {
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            statement.setFetchSize(fetch);
            Iterator<T> values = new Cursor<>(statement.executeQuery(), mapper);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false)
                    .onClose(() -> closeUnchecked(statement));
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read: " + e.getMessage(), e);
        }
    }

    private static void closeUnchecked(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (more == null) {
                more = rows.next();
            }
            return more;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        more = null;
        try {
            return mapper.map(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
