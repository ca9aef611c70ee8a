package city.pishkhan.persistence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/** A connection whose transaction belongs to somebody else: commit, rollback, close and autocommit do nothing. */
final class SharedConnection implements InvocationHandler {
    private static final Set<String> NOT_YOURS = Set.of("commit", "close", "setAutoCommit", "setReadOnly", "abort");

    private final Connection connection;

    private SharedConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new SharedConnection(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        String name = method.getName();
        if (NOT_YOURS.contains(name) || name.equals("rollback") && args == null) {
            return null;
        }
        try {
            return method.invoke(connection, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
