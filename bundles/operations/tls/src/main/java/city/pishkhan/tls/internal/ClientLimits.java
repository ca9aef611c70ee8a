package city.pishkhan.tls.internal;

import city.pishkhan.tls.AddressRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Limits for one connector: minimum speed at which clients read responses, pipelined requests, and connections of one
 * network. Their keys belong to the gate's PID {@code city.pishkhan.runtime.gate}.
 *
 * @param bytesPerSecond minimum rate while bytes of a response wait for the client; 0 for none
 * @param windowMillis time over which the rate is measured, after which a slower connection is closed
 * @param pipelined requests that a connection may send before the first one is answered, not counting the first
 * @param networkConnections maximum number of open connections of one network; 0 for no limit
 * @param proxies trusted proxies, whose connections are not limited
 */
record ClientLimits(
        long bytesPerSecond, long windowMillis, int pipelined, int networkConnections, List<AddressRange> proxies) {

    static final String PID = "city.pishkhan.runtime.gate";
    static final String RATE = "answer.rate";
    static final String WINDOW = "answer.window";
    static final String PIPELINED = "requests.pipelined";
    static final String NETWORK = "connections.network";
    static final String PROXIES = "trusted.proxies";

    private static final long USUAL_RATE = 500;
    private static final long USUAL_WINDOW = 40_000;
    private static final long USUAL_PIPELINED = 4;
    private static final long USUAL_NETWORK = 1_000;

    static ClientLimits now(ConfigurationAdmin configurations) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + PID + ")");
            Dictionary<String, Object> values = found == null ? null : found[0].getProperties();
            return of(values == null ? new Hashtable<>() : values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static ClientLimits of(Dictionary<String, ?> values) {
        return new ClientLimits(
                number(values, RATE, USUAL_RATE),
                Math.max(1, number(values, WINDOW, USUAL_WINDOW)),
                (int) number(values, PIPELINED, USUAL_PIPELINED),
                (int) number(values, NETWORK, USUAL_NETWORK),
                proxies(values.get(PROXIES)));
    }

    /**
     * Parses the trusted proxies. Invalid ranges are skipped here; the gate refuses to start with them and reports the
     * reason.
     */
    private static List<AddressRange> proxies(Object value) {
        String[] configured =
                value instanceof String[] list ? list : new String[] {value == null ? "" : value.toString()};
        return AddressRange.entries(configured).stream()
                .flatMap(entry -> AddressRange.parse(entry).stream())
                .toList();
    }

    boolean isProxy(InetAddress peer) {
        return proxies.stream().anyMatch(range -> range.contains(peer));
    }

    private static long number(Dictionary<String, ?> values, String key, long otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : Long.parseLong(value.toString().strip());
    }

    /**
     * Returns {@code true} if the client is too slow: at least one window has passed, and the rate is below the
     * minimum.
     */
    boolean isTooSlow(long bytes, long millis) {
        return millis >= windowMillis && bytes * 1_000 < bytesPerSecond * millis;
    }
}
