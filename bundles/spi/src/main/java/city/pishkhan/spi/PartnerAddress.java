package city.pishkhan.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Where a partner is, as a configuration says it: with or without a slash at its end it is the same place. */
public final class PartnerAddress {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private PartnerAddress() {}

    /** @return without slashes at the end of its path, so that a path below it can follow; others' words stay as they are */
    public static URI plain(URI address) {
        String path = address.getRawPath();
        if (path == null || !path.endsWith("/") || address.getRawQuery() != null || address.getRawFragment() != null) {
            return address;
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    /**
     * Opens a connection to an address and closes it: what a connector's {@link PartnerHealth} does whose partner offers nothing to ask for.
     *
     * @param address http or https
     * @param limit   time to wait for the connection
     * @throws PartnerUnavailable if it does not stand in time
     */
    public static void reach(URI address, Duration limit) {
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
