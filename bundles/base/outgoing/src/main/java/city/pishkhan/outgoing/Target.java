package city.pishkhan.outgoing;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * The address of a request. Unless the configuration allows it, names must not resolve to the city's internal network.
 * Otherwise anyone who can configure a target could reach services that only the hub can reach.
 */
public record Target(URI address, boolean privateAllowed) {
    private static final int CARRIER_FIRST = 100;
    private static final int CARRIER_MASK = 0xC0;
    private static final int CARRIER_SECOND = 64;
    private static final int UNIQUE_LOCAL = 0xFC;
    private static final int UNIQUE_LOCAL_MASK = 0xFE;

    /**
     * @param privateAllowed {@code true} to allow private and loopback addresses and plain HTTP
     * @throws IllegalArgumentException if the address is invalid; the message names the problem
     */
    public static Target of(String url, boolean privateAllowed) {
        URI address = URI.create(url.strip());
        if (address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("url must be https://host[:port]/path, without a user and without #");
        }
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        if (!https && !(privateAllowed && "http".equalsIgnoreCase(address.getScheme()))) {
            throw new IllegalArgumentException("url must be https"
                    + (privateAllowed ? " or http" : " (http only with allow.private.targets=true)"));
        }
        return new Target(address, privateAllowed);
    }

    /**
     * Resolves the name again, because its address may change. The JVM caches the result for some seconds, so that the request
     * uses the address checked here.
     *
     * @throws IOException if the name is unknown or resolves to a forbidden address
     */
    public void check() throws IOException {
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            if (!privateAllowed && !isPublic(each)) {
                throw new IOException(
                        "the target's address is private, loopback or not a host's; allow.private.targets=true allows it");
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        boolean special = address instanceof Inet4Address
                ? first == 0
                        || first >= 240
                        || first == CARRIER_FIRST && (bytes[1] & CARRIER_MASK) == CARRIER_SECOND
                        || first == 192 && bytes[1] == 0 && bytes[2] == 0
                        || first == 198 && (bytes[1] & 0xFE) == 18
                : (first & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL
                        // translated and tunnelled IPv6 addresses contain an IPv4 address
                        || first == 0
                        || first == 0x20 && (bytes[1] & 0xFF) == 0x02
                        || first == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return !(special
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress());
    }
}
