package city.pishkhan.platform.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** PostgreSQL's COPY, for who has more rows than statements are made for. */
public final class TableCopy {
    private TableCopy() {}

    /**
     * Copies rows in, in the connection's transaction.
     *
     * @param connection of the hub's data source
     * @param statement  {@code copy … from stdin}
     * @param rows       in the form that the statement names, by itself PostgreSQL's text format
     * @return how many there were
     */
    public static long in(Connection connection, String statement, byte[] rows) throws SQLException {
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

    /** Takes rows. */
    @FunctionalInterface
    public interface RowOutput {
        /** @param row in the form that the statement names, with the end of its line */
        void row(byte[] row) throws IOException;
    }

    /**
     * Copies rows out, in the connection's transaction.
     *
     * @param statement {@code copy … to stdout}
     * @param rows      takes one after the other
     */
    public static void out(Connection connection, String statement, RowOutput rows) throws SQLException, IOException {
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
