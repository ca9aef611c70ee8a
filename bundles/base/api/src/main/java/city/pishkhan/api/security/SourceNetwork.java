package city.pishkhan.api.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Network of an address for the limits on guessing: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address. An
 * IPv6 subscriber can choose at least 64 bits, and the IPv4 addresses of an office or a carrier vary in their last eight.
 */
public final class SourceNetwork {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
    /** Matches valid numeric addresses only, because the JDK resolves {@code 256.0.0.1} as a name. */
    private static final Pattern NUMERIC =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final int LONGEST = 60;
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 8;

    private SourceNetwork() {}

    /**
     * Returns the network of an address.
     *
     * @param address numeric; an IPv6 address with or without brackets
     * @return e.g. {@code 203.0.113.0/24}, {@code 2001:db8:0:7:0:0:0:0/64}; a text that is not an address is returned unchanged
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
            throw new IllegalStateException("an address must have 4 or 16 bytes", e);
        }
    }

    /**
     * Parses a numeric address without a DNS query.
     *
     * @return {@code null} for an invalid address; an IPv4-mapped IPv6 address becomes an IPv4 address
     */
    public static @Nullable InetAddress parse(String address) {
        if (address == null || address.length() > LONGEST) {
            return null;
        }
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        String text = bracketed ? address.substring(1, address.length() - 1) : address;
        if (!NUMERIC.matcher(text).matches()) {
            return null;
        }
        try {
            // a text of these characters is never resolved as a host name
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
