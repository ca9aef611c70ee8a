package city.pishkhan.persistence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of a connection whose transaction is managed elsewhere. Commit, rollback, close and autocommit do nothing. While
 * writes are deferred, inserts and updates wait for the other writes of the transaction.
 */
final class SharedConnection implements InvocationHandler {
    private static final Set<String> NOT_YOURS = Set.of("commit", "close", "setAutoCommit", "setReadOnly", "abort");

    private final Connection connection;
    private final DeferredWrites writes;

    private SharedConnection(Connection connection, DeferredWrites writes) {
        this.connection = connection;
        this.writes = writes;
    }

    static Connection of(Connection connection, DeferredWrites writes) {
        return (Connection) Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new SharedConnection(connection, writes));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        String name = method.getName();
        if (NOT_YOURS.contains(name) || name.equals("rollback") && args == null) {
            return null;
        }
        if (writes.open()
                && name.equals("prepareStatement")
                && args.length == 1
                && DeferredStatement.isDeferrable((String) args[0])) {
            return DeferredStatement.of((Connection) proxy, writes, (String) args[0]);
        }
        try {
            return method.invoke(connection, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
