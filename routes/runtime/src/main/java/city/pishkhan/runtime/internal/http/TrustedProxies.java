package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.messages.Messages;
import city.pishkhan.tls.AdminPort;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the client of a request. What {@code Forwarded} (RFC 7239), or {@code X-Forwarded-For} and {@code -Proto}, say is believed only as
 * far as configured proxies said it: from the TCP peer on, from right to left, up to the first address that is no such proxy. Nobody is
 * asked for names.
 */
public final class TrustedProxies {
    /** the address of those who call at the admin port */
    private static final String ADMIN_CLIENT = "127.0.0.1";

    private static final Messages MESSAGES = Messages.of(TrustedProxies.class);

    private static final Pattern RANGE = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");
    /** an IPv6 address in brackets, or an IPv4 one, with or without a port; an IPv6 one alone is taken as a whole */
    private static final Pattern NODE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9.]+)(:[0-9]{1,5})?");

    /** Headers by which a proxy admits that it forwards. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private static final int MOST_HOPS = 50;

    private record Range(byte[] prefix, int bits) {

        boolean holds(InetAddress address) {
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

    /** @param node as a proxy wrote it @param secure as that proxy saw it; {@code null} if it did not say */
    private record Hop(String node, Boolean secure) {}

    private final List<Range> ranges;

    /**
     * @param proxies addresses or ranges (CIDR), e.g. {@code 192.0.2.7}, {@code 2001:db8::/64}
     * @throws IllegalArgumentException for what is neither
     */
    public TrustedProxies(List<String> proxies) {
        ranges = proxies.stream()
                // a file gives a list as one text
                .flatMap(p -> Stream.of(p.split(",")))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .map(TrustedProxies::range)
                .toList();
    }

    private static Range range(String text) {
        Matcher matcher = RANGE.matcher(text);
        InetAddress address = matcher.matches() ? SourceNetwork.parse(matcher.group(1)) : null;
        if (address == null) {
            throw bad(text);
        }
        byte[] prefix = address.getAddress();
        int most = prefix.length * Byte.SIZE;
        int bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
        if (bits > most) {
            throw bad(text);
        }
        return new Range(prefix, bits);
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(MESSAGES.both("trusted-proxies.address", text));
    }

    private boolean trusted(InetAddress address) {
        return address != null && ranges.stream().anyMatch(r -> r.holds(address));
    }

    /** @param request as the server got it */
    public ClientAddress client(HttpServletRequest request) {
        InetAddress peer = SourceNetwork.parse(request.getRemoteAddr());
        boolean isLocal = isLocal(request, peer);
        // a proxy on this machine is trusted by its address, and no proxy leads to the admin port
        if (!trusted(peer) || isLocal && peer.getHostAddress().equals(ADMIN_CLIENT)) {
            return new ClientAddress(text(peer, request), request.isSecure(), isLocal);
        }
        ClientAddress asPeer = new ClientAddress(text(peer, request), request.isSecure(), false);
        ClientAddress standard = walked(asPeer, forwarded(request));
        ClientAddress usual = walked(asPeer, xForwarded(request));
        if (request.getHeader("Forwarded") == null) {
            return usual;
        }
        if (request.getHeader("X-Forwarded-For") == null) {
            return standard;
        }
        // a proxy writes one of them, and may hand on the other as its client sent it: where they differ neither is
        // believed
        return standard.address().equals(usual.address()) ? standard : asPeer;
    }

    /** The peer's address itself proves nothing, because a reverse proxy on this machine has the same. */
    private static boolean isLocal(HttpServletRequest request, InetAddress peer) {
        return request.getAttribute(AdminPort.ATTRIBUTE) != null
                && peer != null
                && peer.isLoopbackAddress()
                && FORWARDING.stream().noneMatch(name -> request.getHeader(name) != null);
    }

    /**
     * The network whose requests count together.
     *
     * @return {@code null} if only a trusted proxy is known: it stands for clients of many networks
     */
    public String network(ClientAddress client) {
        return !ranges.isEmpty() && trusted(SourceNetwork.parse(client.address()))
                ? null
                : SourceNetwork.of(client.address());
    }

    private static String text(InetAddress address, HttpServletRequest request) {
        return address == null ? request.getRemoteAddr() : address.getHostAddress();
    }

    /** @param hops from left to right, as the header names them */
    private ClientAddress walked(ClientAddress peer, List<Hop> hops) {
        ClientAddress found = peer;
        for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS; i--) {
            InetAddress address = node(hops.get(i).node);
            if (address == null) {
                // hidden or unknown: the proxy that says so stands for it
                return found;
            }
            Boolean secure = hops.get(i).secure;
            found = new ClientAddress(address.getHostAddress(), secure == null ? peer.secure() : secure, false);
            if (!trusted(address)) {
                return found;
            }
        }
        return found;
    }

    private static InetAddress node(String text) {
        Matcher node = NODE.matcher(text);
        return SourceNetwork.parse(node.matches() ? node.group(1) : text);
    }

    /** Several lines of a header are one, in their order (RFC 9110, 5.3). */
    private static String joined(HttpServletRequest request, String name) {
        return String.join(",", Collections.list(request.getHeaders(name)));
    }

    private static List<Hop> xForwarded(HttpServletRequest request) {
        List<String> nodes = items(joined(request, "X-Forwarded-For"));
        List<String> schemes = items(joined(request, "X-Forwarded-Proto"));
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            // as many as addresses: one each; one alone stands for all; otherwise nobody can tell whose they are
            String scheme =
                    schemes.size() == nodes.size() ? schemes.get(i) : schemes.size() == 1 ? schemes.get(0) : null;
            hops.add(new Hop(nodes.get(i), secure(scheme)));
        }
        return hops;
    }

    private static List<String> items(String header) {
        return header.isBlank()
                ? List.of()
                : Stream.of(header.split(",", -1)).map(String::strip).toList();
    }

    private static Boolean secure(String scheme) {
        return scheme == null ? null : scheme.toLowerCase(Locale.ROOT).equals("https");
    }

    /** A part that cannot be read makes everything to its left void. */
    private static List<Hop> forwarded(HttpServletRequest request) {
        return new ForwardedHeader(joined(request, "Forwarded"))
                .hops().stream()
                        .map(pairs -> new Hop(pairs.getOrDefault("for", ""), secure(pairs.get("proto"))))
                        .toList();
    }
}
