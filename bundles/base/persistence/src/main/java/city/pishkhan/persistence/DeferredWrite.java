package city.pishkhan.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A write whose result no statement of its transaction reads. It waits for the commit and is sent in ONE statement together
 * with the other waiting writes. See {@link Tx#atCommit}.
 */
public final class DeferredWrite {

    /** The value of one {@code ?} of the SQL. */
    @FunctionalInterface
    public interface Argument {
        /**
         * Sets the value.
         *
         * @param index index of the parameter, from 1
         */
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    /** Receives the result of the write. It runs before the commit; an exception from it rolls the transaction back. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * Reads the result.
         *
         * @param row the row of results
         * @param column column with the result of this write, from 1
         */
        void read(ResultSet row, int column) throws SQLException;
    }

    private final String table;
    private final String expressions;
    private final @Nullable String result;
    private final List<Argument> arguments;
    private final Outcome outcome;

    private DeferredWrite(
            String table, String expressions, @Nullable String result, List<Argument> arguments, Outcome outcome) {
        this.table = table;
        this.expressions = expressions;
        this.result = result;
        this.arguments = List.copyOf(arguments);
        this.outcome = outcome;
    }

    /**
     * Creates a single INSERT, UPDATE or DELETE.
     *
     * @param sql the statement, without RETURNING
     * @param arguments one for each {@code ?}
     * @param rows receives the number of rows written
     */
    public static DeferredWrite of(String sql, List<Argument> arguments, LongConsumer rows) {
        return new DeferredWrite(table(sql), sql, null, arguments, (row, column) -> rows.accept(row.getLong(column)));
    }

    /**
     * Creates a group of writes in which later expressions use the results of earlier ones.
     *
     * @param table table that the expressions write
     * @param expressions common table expressions, {@code name as (…), …}; their names must be unique in the hub
     * @param result SQL expression over them; its value is passed to the outcome
     */
    public static DeferredWrite of(
            String table, String expressions, String result, List<Argument> arguments, Outcome outcome) {
        return new DeferredWrite(table, expressions, result, arguments, outcome);
    }

    /** Returns the table name of {@code insert into x}, {@code delete from x} or {@code update x}. */
    private static String table(String sql) {
        StringTokenizer words = new StringTokenizer(sql, " \t\r\n(");
        if (!words.nextToken().equalsIgnoreCase("update")) {
            words.nextToken();
        }
        return words.nextToken();
    }

    /**
     * Returns {@code true} if both writes may be in one statement. Parts of one statement do not see each other's changes, and
     * each row may be written only once.
     */
    public boolean canShareStatement(DeferredWrite other) {
        return !table.equals(other.table) || result == null && expressions.equals(other.expressions);
    }

    /**
     * Returns the common table expressions of this write.
     *
     * @param name name that is unique in the statement
     */
    public String expressions(String name) {
        return result == null ? name + " as (" + expressions + " returning 1)" : expressions;
    }

    /**
     * Returns the SQL expression for the result of this write.
     *
     * @param name as in {@link #expressions(String)}
     */
    public String result(String name) {
        return result == null ? "(select count(*) from " + name + ")" : result;
    }

    /**
     * Sets all arguments.
     *
     * @param first index of the first argument
     * @return the index after the last argument
     */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Argument argument : arguments) {
            argument.bind(statement, index++);
        }
        return index;
    }

    /** Passes the result of this write to its outcome. */
    public void read(ResultSet row, int column) throws SQLException {
        outcome.read(row, column);
    }

    /** SQL text of this write; equal texts produce equal combined statements. */
    public String text() {
        return expressions;
    }

    /** Passes a string, which may be {@code null}. */
    public static Argument text(@Nullable String value) {
        return (statement, index) -> statement.setString(index, value);
    }

    /** Passes bytes, which may be {@code null}. */
    public static Argument bytes(byte @Nullable [] value) {
        return (statement, index) -> statement.setBytes(index, value);
    }

    /** Passes a value of any type that the driver can map by itself. */
    public static Argument object(@Nullable Object value) {
        return (statement, index) -> statement.setObject(index, value);
    }

    /**
     * Passes the values as an SQL array.
     *
     * @param type SQL name of the element type
     */
    public static Argument array(String type, List<?> values) {
        return (statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray()));
    }
}
