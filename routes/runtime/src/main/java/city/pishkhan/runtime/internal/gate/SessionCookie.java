package city.pishkhan.runtime.internal.gate;

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
 * The cookie that a browser shows instead of a token: no script can read it, and no other site can send it. What changes something
 * must carry a header besides ({@code X-CSRF-Token}), which only a page of ours knows.
 */
final class SessionCookie {
    static final String CSRF_HEADER = "X-CSRF-Token";

    /** Over TLS browsers take this name from nobody but the host itself. */
    private static final String SECURE = "__Host-pishkhan";

    private static final String PLAIN = "pishkhan";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private SessionCookie() {}

    /** What the browser keeps of a session; empty if it keeps none. */
    static Optional<String> value(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c -> c.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** A Set-Cookie for as long as the browser is open; the hub ends it sooner. @param value empty to forget it */
    static String header(HttpServletRequest request, String value) {
        return name(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : "") + (value.isEmpty() ? "; Max-Age=0" : "");
    }

    /** What a page of ours sends back in {@link #CSRF_HEADER}. */
    static String csrf(String value) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(("csrf " + value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Who shows the cookie.
     *
     * @param sessions {@code null} while there are none
     * @return empty without a cookie
     * @throws Refusal UNAUTHENTICATED for a session that is over, FORBIDDEN for a call that another site made the browser send
     */
    static Optional<Caller> caller(HttpServletRequest request, Sessions sessions) {
        Optional<String> value = value(request);
        if (value.isEmpty() || sessions == null) {
            return Optional.empty();
        }
        ownSite(request, value.get());
        Optional<Caller> caller = sessions.find(value.get());
        if (caller.isEmpty()) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.session/caller", null);
        }
        return caller;
    }

    private static void ownSite(HttpServletRequest request, String value) {
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
