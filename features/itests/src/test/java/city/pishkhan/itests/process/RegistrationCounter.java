package city.pishkhan.itests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * A bundle that records each registration of a service of the hub's components. A component that restarts because its configuration arrives
 * late unregisters its service and registers it again.
 */
public final class RegistrationCounter implements BundleActivator {
    private static final String FILE = "registrations.txt";

    /** Builds the bundle and deploys it to a container before any bundle of the hub is installed. */
    static void deploy(Path jar) throws IOException {
        // the container scans deploy/ all the time, so the jar is moved there when it is complete
        Path draft = jar.resolveSibling("." + jar.getFileName() + ".draft");
        Files.write(draft, ActivatorJar.of("test.registrations", "1.0.0", RegistrationCounter.class));
        Files.move(draft, jar);
    }

    /**
     * Number of service registrations per component, by name and PID.
     *
     * @param data data folder of the container
     */
    static Map<String, Integer> readCounts(Path data) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<String> lines = Files.lines(data.resolve(FILE))) {
            lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        }
        return counts;
    }

    @Override
    public void start(BundleContext context) throws IOException {
        Path file = Path.of(context.getProperty("karaf.data"), FILE);
        Files.writeString(file, "");
        context.addServiceListener(event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                write(file, event.getServiceReference());
            }
        });
    }

    private static void write(Path file, ServiceReference<?> service) {
        Object component = service.getProperty("component.name");
        if (component != null && component.toString().startsWith("city.pishkhan")) {
            try {
                Files.writeString(
                        file,
                        component + " " + service.getProperty("service.pid") + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void stop(BundleContext context) {
        // the framework removes the service listener when the bundle stops
    }
}
