package city.pishkhan.platform.postgres.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.StartState;
import city.pishkhan.stubs.Stubs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresComponentTest {

    private record Published(DataSource source, Dictionary<?, ?> properties) {}

    private final CopyOnWriteArrayList<Published> published = new CopyOnWriteArrayList<>();

    private final CopyOnWriteArrayList<StartState> states = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void publishesAnExternalDatabase() throws Exception {
        PGSimpleDataSource database = TestServer.database("postgres");
        Path secret = Files.writeString(folder.resolve("password"), database.getPassword() + "\n");
        PostgresComponent component = component(Map.of(
                "mode",
                "external",
                "url",
                "jdbc:postgresql://127.0.0.1:" + database.getPortNumbers()[0] + "/postgres",
                "user",
                "postgres",
                "password",
                "file:" + secret));
        await().atMost(20, SECONDS).until(() -> published.size() == 1);
        assertEquals("hub", published.get(0).properties().get("osgi.jndi.service.name"));
        try (Connection connection = published.get(0).source().getConnection();
                ResultSet result = connection.createStatement().executeQuery("show application_name")) {
            result.next();
            assertEquals("pishkhan", result.getString(1));
        }
        component.stop();
        assertTrue(published.isEmpty());
    }

    @Test
    void publishesEmbeddedServer() throws Exception {
        PostgresComponent component =
                component(Map.of("dir", folder.resolve("pg").toString(), "pool_size", 3));
        await().atMost(60, SECONDS).until(() -> published.size() == 1);
        try (Connection connection = published.get(0).source().getConnection()) {
            assertEquals("hub", connection.getCatalog());
            assertEquals("hub", connection.getMetaData().getUserName());
        }
        component.stop();
        assertTrue(PidFile.read(folder.resolve("pg/data")).isEmpty());
    }

    /** Retries the start and reports the reason. A file blocks the path of the folder until it is deleted. */
    @Test
    void retriesStartAndReportsReason() throws Exception {
        Path place = Files.writeString(folder.resolve("taken"), "");
        PostgresComponent component = component(Map.of("dir", place.toString(), "pool_size", 3));
        await().atMost(10, SECONDS)
                .until(() -> states.get(0).problem().orElse("").contains(place.toString()));
        Files.delete(place);
        await().atMost(60, SECONDS).until(() -> published.size() == 1);
        assertTrue(states.get(0).problem().isEmpty(), states.get(0).problem().toString());
        component.stop();
    }

    @Test
    void reportsMissingSettings() {
        assertTrue(refusal(Map.of("mode", "remote")).contains("embedded or external"));
        assertTrue(refusal(Map.of("mode", "external")).contains("url and password"));
        assertTrue(
                refusal(Map.of("mode", "external", "url", "jdbc:postgresql://x/y", "password", "env:NOT_SET_ANYWHERE"))
                        .contains("NOT_SET_ANYWHERE"));
    }

    private String refusal(Map<String, Object> values) {
        return assertThrows(IllegalArgumentException.class, () -> component(values))
                .getMessage();
    }

    private PostgresComponent component(Map<String, Object> values) throws Exception {
        Map<String, Object> all = new HashMap<>(values);
        PostgresComponent.Config config = proxy(
                PostgresComponent.Config.class,
                (method, arguments) -> all.getOrDefault(method.getName(), method.getDefaultValue()));
        BundleContext bundles = proxy(BundleContext.class, (method, arguments) -> {
            if (!method.getName().equals("registerService")) {
                return null;
            }
            if (arguments[0] == StartState.class) {
                states.add((StartState) arguments[1]);
                return proxy(ServiceRegistration.class, (m, a) -> null);
            }
            Published service = new Published((DataSource) arguments[1], (Dictionary<?, ?>) arguments[2]);
            published.add(service);
            return proxy(
                    ServiceRegistration.class,
                    (m, a) -> m.getName().equals("unregister") ? published.remove(service) : null);
        });
        return new PostgresComponent(bundles, config);
    }

    private interface Answer {
        Object to(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return Stubs.intercept(type, (proxy, method, arguments) -> answer.to(method, arguments));
    }
}
