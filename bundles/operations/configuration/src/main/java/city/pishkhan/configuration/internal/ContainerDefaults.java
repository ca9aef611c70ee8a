package city.pishkhan.configuration.internal;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * Framework properties that our distribution sets in {@code config.properties} and another Karaf does not. They are set before
 * they are used, because this bundle starts first. Values set by the container are kept.
 */
final class ContainerDefaults {
    private static final Map<String, String> VALUES = Map.of(
            // no HTTP server before the server is configured; otherwise it would listen on port 8080 on all addresses
            "org.osgi.service.http.port",
            "-1",
            // time that a caller waits for a service that another thread activates; the default of five seconds is too
            // short for a schema migration
            "ds.lock.timeout.milliseconds",
            "120000");

    private ContainerDefaults() {}

    /** Sets JVM system properties, which the framework uses if its own properties have no value. */
    static void apply(BundleContext context) {
        apply(context::getProperty, System::setProperty);
    }

    static void apply(Function<String, String> getter, BiConsumer<String, String> setter) {
        VALUES.forEach((key, value) -> {
            if (getter.apply(key) == null) {
                setter.accept(key, value);
            }
        });
    }
}
