package city.pishkhan.runtime.internal.gate;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.runtime.Requests;
import city.pishkhan.runtime.internal.http.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Which paths are open, and who calls the others. */
public final class RequestAuthentication {
    /** The published contracts: everybody may read what he would have to send. */
    private static final Pattern CONTRACT = Pattern.compile("/[a-z]+/v1/openapi\\.(json|yaml)");

    /** Where a TLS connector leaves the client's certificates, its own first. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final Pattern SOAP =
            Pattern.compile("(text/xml|application/soap\\+xml|multipart/related)\\b", Pattern.CASE_INSENSITIVE);

    private static final String ELSEWHERE = "0.0.0.0";

    private final List<String> open;

    /** @param open paths that need no login; one that ends in a slash stands for everything below it, save the root, which is one page */
    RequestAuthentication(List<String> open) {
        this.open = List.copyOf(open);
    }

    private boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!plain(path)) {
            return false; // what a proxy, the server and the door might read differently is nobody's open path
        }
        return open.stream().anyMatch(o -> below(o) ? path.startsWith(o) : path.equals(o)) || contract(request);
    }

    /** All that lies below it; but the root by itself is one page. */
    private static boolean below(String path) {
        return path.length() > 1 && path.endsWith("/");
    }

    private static boolean contract(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            return false;
        }
        String path = request.getRequestURI();
        String query = request.getQueryString();
        boolean wsdl = query != null && path.startsWith("/soap/") && query.matches("(?i)(wsdl|xsd)(=[\\w./-]*)?");
        return wsdl || CONTRACT.matcher(path).matches();
    }

    private static boolean plain(String path) {
        return tidy(path) && !path.contains("%");
    }

    /** Whether server and door read the same in it. */
    static boolean tidy(String path) {
        return !path.contains("//") && !path.contains("/.") && !path.contains(";");
    }

    /**
     * Lets a request to an open path in, where the door may ask by {@link Requests#LOGIN} who calls, and any other whose caller is known:
     * who that is, the door finds as {@link Requests#CALLER}. Metrics are for operators and for the admin port.
     *
     * @param authenticator {@code null} while there is none
     * @param sessions      {@code null} while there are none
     * @throws Refusal UNAUTHENTICATED, FORBIDDEN, or UNAVAILABLE {@code hub.starting} while logins cannot be checked
     */
    void admit(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        if (isOpen(request)) {
            request.setAttribute(Requests.LOGIN, (Supplier<Caller>) () -> asked(request, authenticator, sessions));
            return;
        }
        boolean metricsPath = request.getRequestURI().equals("/metrics");
        if (metricsPath && isLocal(request) && request.getHeader("Authorization") == null) {
            return;
        }
        if (authenticator == null) {
            throw starting();
        }
        if (loginInMessage(request)) {
            String address = ClientAddress.of(request).address();
            request.setAttribute(Requests.PASSWORDS, (BiFunction<String, char[], Caller>)
                    (user, password) -> authenticator.password(user, password, address));
            if (request.getAttribute(CERTIFICATES) == null
                    && SessionCookie.value(request).isEmpty()) {
                return;
            }
        }
        Caller caller = caller(request, authenticator, sessions);
        if (metricsPath && !caller.operator()) {
            throw Refusal.forbidden("access.forbidden/admit");
        }
        request.setAttribute(Requests.CALLER, caller);
    }

    private static Caller asked(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        if (authenticator == null) {
            throw starting();
        }
        return caller(request, authenticator, sessions);
    }

    /**
     * A SOAP message without any login around it may have one in its header (WS-Security): over TLS, or at the admin port. The
     * operations behind it refuse whoever has none there either.
     */
    private static boolean loginInMessage(HttpServletRequest request) {
        String type = request.getContentType();
        return "POST".equals(request.getMethod())
                && request.getRequestURI().startsWith("/soap/")
                && type != null
                && SOAP.matcher(type).lookingAt()
                && request.getHeader("Authorization") == null
                && (request.isSecure() || isLocal(request));
    }

    /** @throws Refusal if nobody that we know */
    private static Caller caller(HttpServletRequest request, Authenticator authenticator, Sessions sessions) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            Optional<Caller> known = SessionCookie.caller(request, sessions);
            if (known.isPresent()) {
                request.setAttribute(Requests.BROWSER, true);
                return known.get();
            }
            if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
                return authenticator.certificate(chain[0]);
            }
            throw unauthenticated("access.unauthenticated/needed");
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return authenticator.token(value);
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
        // whoever a proxy names, on this machine or not, did not come by the admin port
        return authenticator.basic(
                login.substring(0, colon),
                login.substring(colon + 1).toCharArray(),
                isLocal(request) ? ClientAddress.of(request).address() : ELSEWHERE);
    }

    static Refusal starting() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "hub.starting", null);
    }

    /** Tests whether the call came in at the admin port, and so from a program on this machine. */
    public static boolean isLocal(HttpServletRequest request) {
        return ClientAddress.of(request).local();
    }

    private static Refusal unauthenticated(String key) {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, key, null);
    }
}
