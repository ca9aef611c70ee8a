package city.pishkhan.configuration.internal;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * What our distribution says in {@code config.properties} and another Karaf does not: told before anybody asks, for this bundle starts first. A
 * container that says something itself keeps it.
 */
final class ContainerDefaults {
    private static final Map<String, String> VALUES = Map.of(
            // no server before its configuration has come: it would take 8080, for anybody
            "org.osgi.service.http.port",
            "-1",
            // who wants a service that another thread makes waits; five seconds do not suffice where a schema is
            // migrated
            "ds.lock.timeout.milliseconds",
            "120000");

    private ContainerDefaults() {}

    /** The framework looks among the properties of the JVM for what its own do not say. */
    static void tell(BundleContext context) {
        tell(context::getProperty, System::setProperty);
    }

    static void tell(Function<String, String> said, BiConsumer<String, String> say) {
        VALUES.forEach((key, value) -> {
            if (said.apply(key) == null) {
                say.accept(key, value);
            }
        });
    }
}
