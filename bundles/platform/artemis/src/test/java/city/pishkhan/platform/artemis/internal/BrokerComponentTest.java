package city.pishkhan.platform.artemis.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.StartState;
import city.pishkhan.stubs.Stubs;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class BrokerComponentTest {

    private final Map<Object, Object> services = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private BrokerComponent component(Map<String, Object> values) {
        BrokerComponent.Config config =
                proxy(BrokerComponent.Config.class, (name, arguments) -> values.getOrDefault(name, defaults(name)));
        BundleContext bundles = proxy(BundleContext.class, (name, arguments) -> {
            if (!name.equals("registerService")) {
                return folder.toString();
            }
            services.put(arguments[0], arguments[1]);
            return proxy(ServiceRegistration.class, (n, a) -> services.remove(arguments[0]));
        });
        return new BrokerComponent(bundles, config);
    }

    private static Object defaults(String name) {
        try {
            return BrokerComponent.Config.class.getMethod(name).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, arguments) -> answer.apply(method.getName(), arguments));
    }

    private String problem() {
        return ((StartState) services.get(StartState.class)).problem().orElse("");
    }

    /** Starts as soon as its folder can be written. A file blocks the path of the folder until it is deleted. */
    @Test
    void startsWhenFolderBecomesWritable() throws Exception {
        Path place = Files.writeString(folder.resolve("taken"), "");
        BrokerComponent broker = component(Map.of("data", place.toString()));
        assertTrue(problem().contains(place.toString()), problem());
        assertFalse(problem().contains("InvocationTarget"), problem());
        assertFalse(broker.isUp());
        assertThrows(IllegalStateException.class, broker::queueDepths);
        assertFalse(services.containsKey(ConnectionFactory.class));
        Files.delete(place);
        await().atMost(20, SECONDS).until(broker::isUp);
        assertTrue(services.containsKey(ConnectionFactory.class));
        // waits, because the service is registered a moment before the state is updated
        await().atMost(20, SECONDS).until(() -> problem().isEmpty());
        broker.queueDepths();
        broker.stop();
        assertTrue(services.isEmpty(), services.toString());
    }

    @Test
    void reportsInvalidConfiguration() throws Exception {
        BrokerComponent broker = component(Map.of("mode", "remote"));
        assertTrue(problem().contains("embedded or external"), problem());
        broker.stop();
    }
}
