package city.pishkhan.cases.internal;

import city.pishkhan.stubs.Stubs;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that records the statements of the current thread; a batch counts as one. */
final class StatementRecorder {
    private static final ThreadLocal<List<String>> SENT = ThreadLocal.withInitial(ArrayList::new);

    private StatementRecorder() {}

    /** The statements that the work sends. */
    static List<String> record(Runnable work) {
        SENT.get().clear();
        work.run();
        return List.copyOf(SENT.get());
    }

    static DataSource wrap(DataSource source) {
        return proxy(DataSource.class, source, "");
    }

    private static <T> T proxy(Class<T> type, Object target, String sql) {
        InvocationHandler handler = (self, method, args) -> {
            if (method.getName().startsWith("execute")) {
                SENT.get().add(args != null && args[0] instanceof String text ? text : sql);
            }
            try {
                Object result = method.invoke(target, args);
                String text = args != null && args.length > 0 && args[0] instanceof String s ? s : sql;
                if (result instanceof Connection) {
                    return proxy(Connection.class, result, text);
                }
                if (result instanceof PreparedStatement) {
                    return proxy(PreparedStatement.class, result, text);
                }
                return result instanceof Statement ? proxy(Statement.class, result, text) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return Stubs.intercept(type, handler);
    }
}
