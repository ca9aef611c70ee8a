package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rejects changes that a page of another site makes a browser send. It applies to every door and to all credentials that a browser adds by
 * itself: a cookie, a stored password, a client certificate. Clients other than browsers send neither of the two headers checked.
 */
final class CrossSiteCheck {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final List<String> allowed;
    private final String authority;

    /**
     * @param allowed path prefixes at this hub to which pages of other sites may send requests, e.g. the path to which a
     *                bank's page returns the payer
     * @param address public address of the hub
     */
    CrossSiteCheck(List<String> allowed, URI address) {
        this.allowed = List.copyOf(allowed);
        this.authority = authority(address.getScheme() + "://" + address.getRawAuthority());
    }

    /** @throws Refusal FORBIDDEN if another site caused the request */
    void check(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())
                || isOwn(request)
                || allowed.stream().anyMatch(request.getRequestURI()::startsWith)) {
            return;
        }
        throw Refusal.of(Refusal.Kind.FORBIDDEN, "request.cross-site", null);
    }

    private boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITES.contains(site);
        }
        // browsers do not send Sec-Fetch-Site over plain HTTP
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        String host = request.getHeader("Host");
        String from = authority(origin);
        return from.equals(authority) || host != null && from.equals(authority(scheme(origin) + "://" + host));
    }

    private static String scheme(String origin) {
        return origin.startsWith("https:") ? "https" : "http";
    }

    /** Host and port of an origin in lower case, without the default port of its scheme. */
    private static String authority(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int begin = lower.indexOf("://");
        if (begin < 0) {
            return "no origin: " + lower;
        }
        String port = lower.startsWith("https:") ? ":443" : ":80";
        String authority = lower.substring(begin + 3);
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
