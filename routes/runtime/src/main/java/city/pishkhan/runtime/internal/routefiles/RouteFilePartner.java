package city.pishkhan.runtime.internal.routefiles;

import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Health of the partners that a route file calls. The property {@link #PATH} of the file's configuration declares how a partner is asked: a path
 * that answers 2xx to a GET without credentials, or {@code none}. Without it a connection to each address is opened and closed.
 */
final class RouteFilePartner implements PartnerHealth {
    static final String PATH = "health.path";

    private static final String NONE = "none";
    private static final int MILLIS = 2_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final List<URI> addresses;
    private final String path;

    /**
     * @param addresses  that the file calls
     * @param properties of the file
     */
    RouteFilePartner(List<URI> addresses, Map<String, String> properties) {
        this.addresses = addresses;
        this.path = properties.getOrDefault(PATH, "").strip();
    }

    @Override
    public boolean health() {
        if (addresses.isEmpty() || path.equals(NONE)) {
            return false;
        }
        Set<String> asked = new LinkedHashSet<>();
        for (URI address : addresses) {
            if (asked.add(origin(address))) {
                if (path.isEmpty()) {
                    connect(address);
                } else {
                    get(address);
                }
            }
        }
        return true;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getHost() + ":" + port(address);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("https") ? HTTPS : HTTP;
    }

    private static void connect(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port(address)), MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw unreached(address, e);
        }
    }

    private void get(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(origin(address) + path).toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                int status = connection.getResponseCode();
                if (status / 100 != 2) {
                    throw new PartnerUnavailable(origin(address) + path + " answers HTTP " + status);
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreached(address, e);
        }
    }

    private static PartnerUnavailable unreached(URI address, Exception e) {
        return new PartnerUnavailable(
                origin(address) + " is not reached: " + e.getClass().getSimpleName(), e);
    }
}
