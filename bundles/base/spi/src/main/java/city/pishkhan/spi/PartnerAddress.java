package city.pishkhan.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Helpers for partner addresses in configurations. A trailing slash makes no difference. */
public final class PartnerAddress {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private PartnerAddress() {}

    /** @return the address without trailing slashes, so that a path can be appended; an address with a query or a fragment is unchanged */
    public static URI withoutTrailingSlash(URI address) {
        String path = address.getRawPath();
        if (path == null || !path.endsWith("/") || address.getRawQuery() != null || address.getRawFragment() != null) {
            return address;
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    /**
     * Opens a TCP connection to an address and closes it. A connector's {@link PartnerHealth} uses it if the partner has no call
     * for a health check.
     *
     * @param address http or https
     * @param limit   maximum time for the connection
     * @throws PartnerUnavailable if the connection is not established in time
     */
    public static void requireReachable(URI address, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port(address)), (int) limit.toMillis());
        } catch (IOException | IllegalArgumentException e) {
            throw new PartnerUnavailable(
                    origin(address) + " is not reached: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Scheme, host and port of an address. */
    public static String origin(URI address) {
        return address.getScheme() + "://" + address.getHost() + ":" + port(address);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? HTTPS : HTTP;
    }
}
