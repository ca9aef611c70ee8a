package city.pishkhan.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of IP addresses with a common prefix, or one address. Immutable. */
public final class AddressRange {
    private static final int LONGEST = 60;
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
    /**
     * Accepts only valid numeric addresses, because Java would look up any other text, such as {@code 256.0.0.1}, as a
     * host name.
     */
    private static final Pattern RANGE =
            Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Parses a range.
     *
     * @param text e.g. {@code 192.0.2.7}, {@code 192.0.2.0/24} or {@code 2001:db8::/64}
     * @return empty if the text is not a range
     */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = RANGE.matcher(text.length() > LONGEST ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            byte[] prefix = InetAddress.getByName(matcher.group(1)).getAddress();
            int most = prefix.length * Byte.SIZE;
            int bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
            return bits > most ? Optional.empty() : Optional.of(new AddressRange(prefix, bits));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Splits the values of a configured list; a configuration file may contain the list as one string with commas. */
    public static List<String> entries(String... configured) {
        List<String> entries = new ArrayList<>();
        for (String value : configured) {
            Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .forEach(entries::add);
        }
        return entries;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((bytes[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
