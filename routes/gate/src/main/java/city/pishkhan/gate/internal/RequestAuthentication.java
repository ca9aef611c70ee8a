package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.gate.internal.http.ClientAddress;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Decides which paths are public and authenticates the callers of all others. */
public final class RequestAuthentication {
    /** Paths of the published contracts, which any client may read. */
    private static final Pattern CONTRACT = Pattern.compile("/[a-z]+/v1/openapi\\.(json|yaml)");

    /** Attribute in which a TLS connector stores the client's certificate chain, the client's own certificate first. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final Pattern SOAP =
            Pattern.compile("(text/xml|application/soap\\+xml|multipart/related)\\b", Pattern.CASE_INSENSITIVE);

    private static final String ELSEWHERE = "0.0.0.0";

    private final List<String> open;

    /** @param open paths that need no login; a trailing slash includes all paths below, except that {@code /} is only the root page */
    RequestAuthentication(List<String> open) {
        this.open = List.copyOf(open);
    }

    private boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!isPlain(path)) {
            return false; // a path that the proxy, the server and the door could interpret differently is never public
        }
        for (String entry : open) {
            if (isPrefix(entry) ? path.startsWith(entry) : path.equals(entry)) {
                return true;
            }
        }
        return isContract(request);
    }

    /** Returns whether an entry of the public paths includes all paths below it; the entry {@code /} alone does not. */
    private static boolean isPrefix(String path) {
        return path.length() > 1 && path.endsWith("/");
    }

    private static boolean isContract(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            return false;
        }
        String path = request.getRequestURI();
        String query = request.getQueryString();
        boolean wsdl = query != null && path.startsWith("/soap/") && query.matches("(?i)(wsdl|xsd)(=[\\w./-]*)?");
        return wsdl || CONTRACT.matcher(path).matches();
    }

    private static boolean isPlain(String path) {
        return isUnambiguous(path) && !path.contains("%");
    }

    /** Returns whether the server and the door interpret the path identically. */
    static boolean isUnambiguous(String path) {
        return !path.contains("//") && !path.contains("/.") && !path.contains(";");
    }

    /**
     * Admits requests to public paths, where the door can use {@link Requests#LOGIN} to authenticate the caller. Admits other requests if
     * their caller is authenticated, and sets {@link Requests#CALLER}. Metrics require an operator or the admin port.
     * @param authenticator {@code null} while the authentication service is unavailable
     * @param sessions      {@code null} while the session service is unavailable
     * @throws Refusal UNAUTHENTICATED, FORBIDDEN, or UNAVAILABLE {@code hub.starting} while logins cannot be checked
     */
    void admit(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        if (isOpen(request)) {
            request.setAttribute(
                    Requests.LOGIN, (Supplier<Caller>) () -> requireCaller(request, authenticator, sessions));
            return;
        }
        boolean metricsPath = request.getRequestURI().equals("/metrics");
        if (metricsPath && isLocal(request) && request.getHeader("Authorization") == null) {
            return;
        }
        if (authenticator == null) {
            throw starting();
        }
        if (canHaveLoginInMessage(request)) {
            String address = ClientAddress.of(request).address();
            request.setAttribute(Requests.PASSWORDS, (BiFunction<String, char[], Caller>)
                    (user, password) -> authenticator.authenticatePassword(user, password, address));
            if (request.getAttribute(CERTIFICATES) == null
                    && SessionCookie.value(request).isEmpty()) {
                return;
            }
        }
        Caller caller = caller(request, authenticator, sessions);
        if (metricsPath && !caller.isOperator()) {
            throw Refusal.forbidden("access.forbidden/admit");
        }
        request.setAttribute(Requests.CALLER, caller);
    }

    private static Caller requireCaller(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        if (authenticator == null) {
            throw starting();
        }
        return caller(request, authenticator, sessions);
    }

    /**
     * Returns whether a SOAP message may contain its login in the header (WS-Security). This requires TLS or the admin port, and a request
     * without an Authorization header. The operations reject messages without a login.
     */
    private static boolean canHaveLoginInMessage(HttpServletRequest request) {
        String type = request.getContentType();
        return "POST".equals(request.getMethod())
                && request.getRequestURI().startsWith("/soap/")
                && type != null
                && SOAP.matcher(type).lookingAt()
                && request.getHeader("Authorization") == null
                && (request.isSecure() || isLocal(request));
    }

    /**
     * Authenticates the caller of a request.
     *
     * @throws Refusal UNAUTHENTICATED if the request has no valid credentials
     */
    private static Caller caller(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            Optional<Caller> known = SessionCookie.caller(request, sessions);
            if (known.isPresent()) {
                request.setAttribute(Requests.BROWSER, true);
                return known.get();
            }
            if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
                return authenticator.authenticateCertificate(chain[0]);
            }
            throw unauthenticated("access.unauthenticated/needed");
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return authenticator.authenticateToken(value);
        }
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value, request, authenticator);
        }
        throw unauthenticated("access.unauthenticated/scheme");
    }

    private static Caller basic(String value, HttpServletRequest request, Authenticator authenticator) {
        String login;
        try {
            login = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unauthenticated("access.unauthenticated/basic");
        }
        int colon = login.indexOf(':');
        if (colon < 0) {
            throw unauthenticated("access.unauthenticated/basic");
        }
        // a caller reported by a proxy did not use the admin port, even if the proxy runs on this machine
        return authenticator.authenticateBasic(
                login.substring(0, colon),
                login.substring(colon + 1).toCharArray(),
                isLocal(request) ? ClientAddress.of(request).address() : ELSEWHERE);
    }

    static Refusal starting() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "hub.starting", null);
    }

    /** Returns whether the request arrived at the admin port, and thus from a program on this machine. */
    public static boolean isLocal(HttpServletRequest request) {
        return ClientAddress.of(request).local();
    }

    private static Refusal unauthenticated(String key) {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, key, null);
    }
}
