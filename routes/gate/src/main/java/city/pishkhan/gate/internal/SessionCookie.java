package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Session cookie that browsers send instead of a token. Scripts cannot read it, and browsers do not send it for requests of other sites.
 * Changes also need the header {@code X-CSRF-Token}, whose value only the hub's own pages know.
 */
final class SessionCookie {
    static final String CSRF_HEADER = "X-CSRF-Token";

    /** Name of the cookie over TLS. Browsers accept a cookie with this prefix only from the host itself. */
    private static final String SECURE = "__Host-pishkhan";

    private static final String PLAIN = "pishkhan";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private SessionCookie() {}

    /** Returns the session cookie's value; empty if the request has no such cookie. */
    static Optional<String> value(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c -> c.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /**
     * Formats a Set-Cookie header that lasts until the browser is closed; the hub may end the session earlier.
     * @param value empty to delete the cookie
     */
    static String header(HttpServletRequest request, String value) {
        return name(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : "") + (value.isEmpty() ? "; Max-Age=0" : "");
    }

    /** Value that the hub's pages send in {@link #CSRF_HEADER}. */
    static String csrf(String value) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(("csrf " + value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Returns the caller of the session.
     * @param sessions {@code null} while the session service is unavailable
     * @return empty without a cookie or without {@code sessions}
     * @throws Refusal UNAUTHENTICATED if the session has ended, FORBIDDEN if another site caused the request
     */
    static Optional<Caller> caller(HttpServletRequest request, Sessions sessions) {
        Optional<String> value = value(request);
        if (value.isEmpty() || sessions == null) {
            return Optional.empty();
        }
        requireOwnSite(request, value.get());
        Optional<Caller> caller = sessions.find(value.get());
        if (caller.isEmpty()) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.session/caller", null);
        }
        return caller;
    }

    private static void requireOwnSite(HttpServletRequest request, String value) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean safe = SAFE.contains(request.getMethod());
        String token = request.getHeader(CSRF_HEADER);
        boolean known = token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), csrf(value).getBytes(StandardCharsets.UTF_8));
        if (site != null && !OWN_SITES.contains(site) || !safe && !known) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "login.csrf", CSRF_HEADER, CSRF_HEADER);
        }
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE : PLAIN;
    }
}
