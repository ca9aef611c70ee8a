package city.pishkhan.gate.internal.http;

import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.NullContract;
import city.pishkhan.tls.AddressRange;
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
import org.jspecify.annotations.Nullable;

/**
 * Determines the client of a request. {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} and {@code -Proto} are evaluated only as far
 * as they come from configured proxies: from the TCP peer, from right to left, up to the first address that is not a trusted proxy. No DNS
 * queries are made.
 */
public final class TrustedProxies {
    /** client address that is assumed for callers at the admin port */
    private static final String ADMIN_CLIENT = "127.0.0.1";

    private static final Messages MESSAGES = Messages.of(TrustedProxies.class);

    /**
     * matches an IPv6 address in brackets or an IPv4 address, with or without a port; an IPv6 address without brackets
     * does not match and has no port
     */
    private static final Pattern NODE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9.]+)(:[0-9]{1,5})?");

    /** Headers that show that a request was forwarded by a proxy. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private static final int MOST_HOPS = 50;

    /**
     * @param node address as written by the proxy
     * @param secure encryption as reported by the proxy, or {@code null} if not reported
     */
    private record Hop(String node, @Nullable Boolean secure) {}

    private final List<AddressRange> ranges;

    /**
     * @param proxies addresses or ranges (CIDR), e.g. {@code 192.0.2.7}, {@code 2001:db8::/64}
     * @throws IllegalArgumentException if an entry is neither an address nor a range
     */
    public TrustedProxies(List<String> proxies) {
        ranges = AddressRange.entries(proxies.toArray(String[]::new)).stream()
                .map(entry -> AddressRange.parse(entry).orElseThrow(() -> invalidAddress(entry)))
                .toList();
    }

    private static IllegalArgumentException invalidAddress(String text) {
        return new IllegalArgumentException(MESSAGES.bilingual("trusted-proxies.address", text));
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && ranges.stream().anyMatch(r -> r.contains(address));
    }

    /** @param request as received by the server */
    public ClientAddress client(HttpServletRequest request) {
        InetAddress peer = SourceNetwork.parse(request.getRemoteAddr());
        boolean isLocal = isLocal(request, peer);
        // a proxy on this machine is trusted by its address, and no proxy leads to the admin port
        if (peer == null || !isTrusted(peer) || isLocal && peer.getHostAddress().equals(ADMIN_CLIENT)) {
            return new ClientAddress(text(peer, request), request.isSecure(), isLocal);
        }
        ClientAddress asPeer = new ClientAddress(text(peer, request), request.isSecure(), false);
        ClientAddress standard = resolveClient(asPeer, forwarded(request));
        ClientAddress usual = resolveClient(asPeer, xForwarded(request));
        if (request.getHeader("Forwarded") == null) {
            return usual;
        }
        if (request.getHeader("X-Forwarded-For") == null) {
            return standard;
        }
        // a proxy writes one of the headers and may pass on the other from its client, so differing headers are both
        // ignored
        return standard.address().equals(usual.address()) ? standard : asPeer;
    }

    /** A loopback peer alone is not sufficient, because a reverse proxy on this machine has the same address. */
    private static boolean isLocal(HttpServletRequest request, @Nullable InetAddress peer) {
        return request.getAttribute(AdminPort.ATTRIBUTE) != null
                && peer != null
                && peer.isLoopbackAddress()
                && FORWARDING.stream().noneMatch(name -> request.getHeader(name) != null);
    }

    /**
     * Returns the network by which requests are counted.
     * @return {@code null} if only a trusted proxy is known, because it represents clients of many networks
     */
    public @Nullable String network(ClientAddress client) {
        return !ranges.isEmpty() && isTrusted(SourceNetwork.parse(client.address()))
                ? null
                : SourceNetwork.of(client.address());
    }

    private static String text(@Nullable InetAddress address, HttpServletRequest request) {
        return address == null ? request.getRemoteAddr() : address.getHostAddress();
    }

    /** @param hops from left to right, as in the header */
    private ClientAddress resolveClient(ClientAddress peer, List<Hop> hops) {
        ClientAddress found = peer;
        for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS; i--) {
            InetAddress address = parseNode(hops.get(i).node);
            if (address == null) {
                // the address is hidden or unknown, so the proxy that reported it counts as the client
                return found;
            }
            Boolean secure = hops.get(i).secure;
            found = new ClientAddress(address.getHostAddress(), secure == null ? peer.secure() : secure, false);
            if (!isTrusted(address)) {
                return found;
            }
        }
        return found;
    }

    private static @Nullable InetAddress parseNode(String text) {
        Matcher node = NODE.matcher(text);
        return SourceNetwork.parse(node.matches() ? node.group(1) : text);
    }

    /** Joins several header lines in their order (RFC 9110, 5.3). */
    private static String joined(HttpServletRequest request, String name) {
        return String.join(",", Collections.list(request.getHeaders(name)));
    }

    private static List<Hop> xForwarded(HttpServletRequest request) {
        List<String> nodes = items(joined(request, "X-Forwarded-For"));
        List<String> schemes = items(joined(request, "X-Forwarded-Proto"));
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            // with as many schemes as addresses, each address has its scheme; a single scheme applies to all; otherwise
            // the schemes are ignored
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

    @NullContract("!null -> !null")
    private static @Nullable Boolean secure(@Nullable String scheme) {
        return scheme == null ? null : scheme.toLowerCase(Locale.ROOT).equals("https");
    }

    /** Parses {@code Forwarded}; a malformed part invalidates all parts to its left. */
    private static List<Hop> forwarded(HttpServletRequest request) {
        return new ForwardedHeader(joined(request, "Forwarded"))
                .hops().stream()
                        .map(pairs -> new Hop(pairs.getOrDefault("for", ""), secure(pairs.get("proto"))))
                        .toList();
    }
}
