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
            // no HTTP server before its configuration; it would listen on port 8080 on all addresses
            "org.osgi.service.http.port",
            "-1",
            // time that a caller waits for a service that another thread activates; the default of five seconds is too
            // short for a schema migration
            "ds.lock.timeout.milliseconds",
            "120000");

    private ContainerDefaults() {}

    /** Sets JVM system properties, which the framework uses if its own properties have no value. */
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
