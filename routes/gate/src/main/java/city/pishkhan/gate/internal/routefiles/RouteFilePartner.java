package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Health of the partners that a route file calls. The property {@link #PATH} of the file's configuration defines the check: a path that
 * answers 2xx to a GET without credentials, or {@code none}. Without it, the check opens and closes a connection to each address.
 */
final class RouteFilePartner implements PartnerHealth {
    static final String PATH = "health.path";

    private static final String NONE = "none";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<URI> addresses;
    private final String path;

    /**
     * @param addresses  addresses that the file calls
     * @param properties properties of the file
     */
    RouteFilePartner(List<URI> addresses, Map<String, String> properties) {
        this.addresses = addresses;
        this.path = properties.getOrDefault(PATH, "").strip();
    }

    @Override
    public boolean isHealthy() {
        if (addresses.isEmpty() || path.equals(NONE)) {
            return false;
        }
        Participation.requireSending(PartnerAddress.origin(addresses.get(0)), PartnerUnavailable::new);
        Set<String> asked = new LinkedHashSet<>();
        for (URI address : addresses) {
            if (asked.add(PartnerAddress.origin(address))) {
                if (path.isEmpty()) {
                    PartnerAddress.requireReachable(address, LIMIT);
                } else {
                    get(address);
                }
            }
        }
        return true;
    }

    private void get(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(PartnerAddress.origin(address) + path).toURL().openConnection();
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setInstanceFollowRedirects(false);
            try {
                int status = connection.getResponseCode();
                if (status / 100 != 2) {
                    throw new PartnerUnavailable(PartnerAddress.origin(address) + path + " answers HTTP " + status);
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new PartnerUnavailable(
                    PartnerAddress.origin(address) + path + " is not reached: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
