package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.platform.startup.StartState;
import city.pishkhan.stubs.Stubs;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class SchemasComponentTest {
    private final Map<Object, Object> services = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger(2);

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, arguments) -> answer.apply(method.getName(), arguments));
    }

    private BundleContext framework(Path data) {
        return proxy(BundleContext.class, (name, arguments) -> switch (name) {
            case "getProperty" -> arguments[0].equals("karaf.data") ? data.toString() : null;
            case "registerService" -> {
                Object type = arguments[0];
                services.put(type, arguments[1]);
                yield proxy(ServiceRegistration.class, (n, a) -> services.remove(type));
            }
            default -> null;
        });
    }

    /** A database that fails at first, as after a restart of the server. */
    private DataSource initiallyFailing(DataSource database) {
        return Stubs.intercept(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection") && failures.getAndDecrement() > 0) {
                throw new SQLException("the database system is starting up");
            }
            try {
                return method.invoke(database, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Test
    void retriesStartUntilDatabaseIsAvailable(@TempDir Path data) {
        try (TestStore store = TestStore.start()) {
            SchemasComponent component = new SchemasComponent(framework(data), initiallyFailing(store.dataSource()));
            assertFalse(services.containsKey(Schemas.class), "the first attempt fails");
            Awaitility.await().until(() -> services.containsKey(Schemas.class));
            assertFalse(Participation.isUndecided());
            Awaitility.await().until(() -> ((StartState) services.get(StartState.class))
                    .problem()
                    .isEmpty());
            component.stop();
            assertFalse(services.containsKey(Schemas.class));
        }
    }
}
