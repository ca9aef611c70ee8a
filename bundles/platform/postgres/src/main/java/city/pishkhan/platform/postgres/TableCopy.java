package city.pishkhan.platform.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Copies large numbers of rows with PostgreSQL's COPY. */
public final class TableCopy {
    private TableCopy() {}

    /**
     * Copies rows to the database in the connection's transaction.
     *
     * @param connection connection of the hub's data source
     * @param statement {@code copy … from stdin}
     * @param rows rows in the format of the statement, by default PostgreSQL's text format
     * @return number of rows
     */
    public static long copyIn(Connection connection, String statement, byte[] rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Receives rows. */
    @FunctionalInterface
    public interface RowOutput {
        /** @param row row in the format of the statement, including the line break */
        void row(byte[] row) throws IOException;
    }

    /**
     * Copies rows from the database in the connection's transaction.
     *
     * @param statement {@code copy … to stdout}
     * @param rows receives the rows one after the other
     */
    public static void copyOut(Connection connection, String statement, RowOutput rows)
            throws SQLException, IOException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        try {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                rows.row(row);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
