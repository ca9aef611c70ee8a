package city.pishkhan.tls.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Settings common to all connectors of the HTTP server, and the address of the plain HTTP connector. They have the PID
 * {@code org.apache.felix.http}, which Felix's HTTP server reads as well.
 *
 * @param adminPort port of {@link city.pishkhan.tls.AdminPort} on 127.0.0.1; 0 for none
 * @param idleMillis idle timeout of a connection
 * @param headerBytes maximum size of all headers of a request
 * @param connections maximum number of open connections
 * @param idleMillisAtLimit idle timeout while the limit is reached, and so the longest wait of a new client
 * @param pace returns the present limits for slow clients, pipelining and networks
 */
record HttpSettings(
        String host,
        int port,
        int adminPort,
        long idleMillis,
        int headerBytes,
        int connections,
        long idleMillisAtLimit,
        Supplier<ClientLimits> pace) {

    static final String PID = "org.apache.felix.http";
    /**
     * Replaces Felix's own port key. With that key the server would open the port before the services are ready and
     * answer 404.
     */
    static final String PORT = "pishkhan.port";

    /** Key of the admin port. The default is the service port plus one; 0 means no admin port. */
    static final String ADMIN_PORT = "pishkhan.admin.port";

    static final String CONNECTIONS = "pishkhan.connections";
    static final String CROWDED = "pishkhan.connections.timeout";

    private static final int HIGHEST_PORT = 65_535;
    private static final int USUAL_PORT = 8181;
    private static final long USUAL_IDLE_MILLIS = 60_000;
    private static final int USUAL_HEADER_BYTES = 16_384;
    private static final int USUAL_CONNECTIONS = 8_000;
    private static final long USUAL_CROWDED_MILLIS = 5_000;
    /**
     * File descriptors reserved for other purposes than client connections: journals, logs, sheets and outgoing
     * connections.
     */
    private static final long OTHER_FILES = 1_000;

    /** Reads the present configuration, because the server and other components are notified of changes in any order. */
    static HttpSettings now(ConfigurationAdmin configurations) {
        Dictionary<String, Object> values = values(configurations);
        return of(values == null ? new Hashtable<>() : values, () -> ClientLimits.now(configurations));
    }

    static boolean isConfigured(ConfigurationAdmin configurations) {
        return values(configurations) != null;
    }

    private static Dictionary<String, Object> values(ConfigurationAdmin configurations) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + PID + ")");
            return found == null ? null : found[0].getProperties();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpSettings of(Dictionary<String, ?> values, Supplier<ClientLimits> pace) {
        Object host = values.get("org.apache.felix.http.host");
        int port = (int) number(values, PORT, USUAL_PORT);
        return new HttpSettings(
                host == null ? "127.0.0.1" : host.toString(),
                port,
                (int) number(values, ADMIN_PORT, port > 0 && port < HIGHEST_PORT ? port + 1 : 0),
                number(values, "org.apache.felix.http.timeout", USUAL_IDLE_MILLIS),
                (int) number(values, "org.apache.felix.http.jetty.headerBufferSize", USUAL_HEADER_BYTES),
                (int) Math.min(number(values, CONNECTIONS, USUAL_CONNECTIONS), filesLeft()),
                number(values, CROWDED, USUAL_CROWDED_MILLIS),
                pace);
    }

    private static long number(Dictionary<String, ?> values, String key, long otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : Long.parseLong(value.toString().strip());
    }

    /**
     * Returns the number of file descriptors that client connections may use; without a known system limit, {@link
     * Integer#MAX_VALUE}.
     */
    private static long filesLeft() {
        try {
            Object most = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
            return most instanceof Long files ? Math.max(100, files - OTHER_FILES) : Integer.MAX_VALUE;
        } catch (JMException e) {
            return Integer.MAX_VALUE; // the system has no limit of open files
        }
    }
}
