package city.pishkhan.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.LongConsumer;

/**
 * A write that nothing in its transaction reads: it waits for the commit, and goes to the database together with the others that wait, as ONE
 * statement. See {@link Tx#atCommit}.
 */
public final class DeferredWrite {

    /** One {@code ?} of the SQL. */
    @FunctionalInterface
    public interface Argument {
        /** @param index of the parameter, from 1 */
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    /** Takes what became of it; runs before the commit, which an exception of it prevents. */
    @FunctionalInterface
    public interface Outcome {
        /** @param row its column holds what the write returns */
        void read(ResultSet row, int column) throws SQLException;
    }

    private final String table;
    private final String expressions;
    private final String result;
    private final List<Argument> arguments;
    private final Outcome outcome;

    private DeferredWrite(String table, String expressions, String result, List<Argument> arguments, Outcome outcome) {
        this.table = table;
        this.expressions = expressions;
        this.result = result;
        this.arguments = List.copyOf(arguments);
        this.outcome = outcome;
    }

    /**
     * An INSERT, UPDATE or DELETE.
     *
     * @param sql       without RETURNING
     * @param arguments one for each {@code ?}
     * @param rows      takes how many rows it wrote
     */
    public static DeferredWrite of(String sql, List<Argument> arguments, LongConsumer rows) {
        return new DeferredWrite(table(sql), sql, null, arguments, (row, column) -> rows.accept(row.getLong(column)));
    }

    /**
     * Several that see what the ones before them return.
     *
     * @param table       which they write
     * @param expressions common table expressions, {@code name as (…), …}; no other write of the hub may use the names
     * @param result      an expression over them, for the outcome
     */
    public static DeferredWrite of(
            String table, String expressions, String result, List<Argument> arguments, Outcome outcome) {
        return new DeferredWrite(table, expressions, result, arguments, outcome);
    }

    /** {@code insert into x}, {@code delete from x}, {@code update x} */
    private static String table(String sql) {
        StringTokenizer words = new StringTokenizer(sql, " \t\r\n(");
        if (!words.nextToken().equalsIgnoreCase("update")) {
            words.nextToken();
        }
        return words.nextToken();
    }

    /** Whether the two may be one statement: neither sees what the other writes, and a row is written once. */
    public boolean besides(DeferredWrite other) {
        return !table.equals(other.table) || result == null && expressions.equals(other.expressions);
    }

    /** @param name unique in the statement */
    public String expressions(String name) {
        return result == null ? name + " as (" + expressions + " returning 1)" : expressions;
    }

    /** See {@link #expressions(String)}. */
    public String result(String name) {
        return result == null ? "(select count(*) from " + name + ")" : result;
    }

    /** @return the index behind its last */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Argument argument : arguments) {
            argument.bind(statement, index++);
        }
        return index;
    }

    public void read(ResultSet row, int column) throws SQLException {
        outcome.read(row, column);
    }

    /** What it does, for the statement that it becomes part of. */
    public String text() {
        return expressions;
    }

    public static Argument text(String value) {
        return (statement, index) -> statement.setString(index, value);
    }

    public static Argument bytes(byte[] value) {
        return (statement, index) -> statement.setBytes(index, value);
    }

    /** Whatever the driver knows the type of. */
    public static Argument object(Object value) {
        return (statement, index) -> statement.setObject(index, value);
    }

    /** @param type the SQL name of an element's type */
    public static Argument array(String type, List<?> values) {
        return (statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray()));
    }
}
