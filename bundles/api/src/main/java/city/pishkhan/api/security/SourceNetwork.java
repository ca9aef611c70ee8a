package city.pishkhan.api.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The network that an address belongs to, as the brakes count it: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address. A
 * subscriber of IPv6 has at least 64 bits to choose from, and an office's or a carrier's IPv4 addresses change within their last eight.
 */
public final class SourceNetwork {
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final int LONGEST = 60;
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 8;

    private SourceNetwork() {}

    /**
     * @param address numeric, an IPv6 address with or without brackets
     * @return e.g. {@code 203.0.113.0/24}, {@code 2001:db8:0:7:0:0:0:0/64}; what is no address is its own network
     */
    public static String of(String address) {
        InetAddress parsed = parse(address);
        if (parsed == null) {
            return String.valueOf(address);
        }
        byte[] bytes = parsed.getAddress();
        int kept = parsed instanceof Inet6Address ? IPV6_BYTES : IPV4_BYTES;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /**
     * Reads a numeric address without asking any name server.
     *
     * @return {@code null} for what is none; an IPv4 address that is written as an IPv6 one is the IPv4 address
     */
    public static InetAddress parse(String address) {
        if (address == null || address.length() > LONGEST) {
            return null;
        }
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        String text = bracketed ? address.substring(1, address.length() - 1) : address;
        if (!NUMERIC.matcher(text).matches()) {
            return null;
        }
        try {
            // with these characters alone it is never taken for a name
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
