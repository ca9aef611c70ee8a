package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.DeferredWrite;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement that defers an entity manager's writes to the end of the transaction. Every statement targets exactly one row
 * and reports an update count of 1; the real count is checked when the statement is sent.
 */
final class DeferredStatement implements InvocationHandler {
    private final Connection connection;
    private final DeferredWrites writes;
    private final String sql;
    private Map<Integer, DeferredWrite.Argument> row = new TreeMap<>();
    private final List<List<DeferredWrite.Argument>> batch = new ArrayList<>();

    private DeferredStatement(Connection connection, DeferredWrites writes, String sql) {
        this.connection = connection;
        this.writes = writes;
        this.sql = sql;
    }

    static PreparedStatement of(Connection connection, DeferredWrites writes, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                DeferredStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new DeferredStatement(connection, writes, sql));
    }

    /** Returns {@code true} for the statements with which entity managers write one row by its key. */
    static boolean isDeferrable(String sql) {
        return sql.startsWith("update ") || sql.startsWith("insert into ");
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] args) {
        switch (method.getName()) {
            case "executeUpdate":
                defer(List.copyOf(row.values()));
                return 1;
            case "addBatch":
                batch.add(List.copyOf(row.values()));
                return null;
            case "executeBatch":
                return executeBatch();
            case "clearParameters":
                row = new TreeMap<>();
                return null;
            case "clearBatch":
                batch.clear();
                return null;
            case "getConnection":
                return connection;
            case "close", "setQueryTimeout", "setFetchSize", "getWarnings", "clearWarnings":
                return null;
            case "isClosed", "isWrapperFor":
                return false;
            case "getMaxRows", "getQueryTimeout":
                return 0;
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == args[0];
            case "toString":
                return sql;
            default:
                return set(method, args);
        }
    }

    private @Nullable Object set(Method method, Object[] args) {
        if (!method.getName().startsWith("set") || args == null || !(args[0] instanceof Integer index)) {
            throw new UnsupportedOperationException(method.getName());
        }
        row.put(index, (statement, at) -> {
            Object[] moved = Arrays.copyOf(args, args.length);
            moved[0] = at;
            try {
                method.invoke(statement, moved);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof SQLException fault ? fault : new SQLException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new SQLException(e);
            }
        });
        return null;
    }

    private int[] executeBatch() {
        batch.forEach(this::defer);
        int[] counts = new int[batch.size()];
        Arrays.fill(counts, 1);
        batch.clear();
        return counts;
    }

    private void defer(List<DeferredWrite.Argument> arguments) {
        writes.add(DeferredWrite.of(sql, arguments, rows -> {
            if (rows != 1) {
                throw new IllegalStateException(rows + " rows instead of one: " + sql);
            }
        }));
    }
}
