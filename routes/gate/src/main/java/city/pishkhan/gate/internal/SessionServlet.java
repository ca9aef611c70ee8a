package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.runtime.DoorPaths;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Serves {@code /auth/v1/session}. POST opens a session and sets its cookie, GET returns the session's caller, DELETE ends the session. The
 * body of POST is {@code {"user", "password"}}, or for citizens {@code {"nationalId", "code"}} or {@code {"tracking", "pin"}}. It is a
 * servlet and not a route, so that other doors need not handle cookies.
 */
@DoorPaths(SessionServlet.DOOR)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=session",
            "osgi.http.whiteboard.servlet.pattern=" + SessionServlet.PATH
        })
public final class SessionServlet extends HttpServlet {
    static final String DOOR = "/auth/v1";
    static final String PATH = DOOR + "/session";

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_LOGIN = 2_000;
    private static final Set<String> MEMBERS = Set.of("user", "password", "nationalId", "code", "tracking", "pin");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Authenticator authenticator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Sessions sessions;

    /** The login service for citizens; {@code null} in a hub without citizen logins. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile CitizenLogin citizens;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Gate.ensurePassed(request, response)) {
            return;
        }
        Authenticator logins = authenticator;
        Sessions open = sessions;
        if (logins == null || open == null) {
            throw RequestAuthentication.starting();
        }
        switch (request.getMethod()) {
            case "POST" -> open(request, response, logins, open);
            case "GET", "HEAD" -> show(request, response, open);
            case "DELETE" -> end(request, response, open);
            default -> throw Refusal.of(Refusal.Kind.MALFORMED, "method.unknown", null);
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Authenticator logins, Sessions sessions)
            throws IOException {
        JsonNode login = login(request);
        Authenticator.Token token = login.has("user")
                ? logins.login(
                        login.path("user").asText(),
                        login.path("password").asText().toCharArray(),
                        request.getRemoteAddr())
                : CitizenCredentials.enter(citizens, login, request.getRemoteAddr());
        SessionCookie.value(request).ifPresent(sessions::end);
        Sessions.Session session = sessions.open(token);
        response.setHeader("Set-Cookie", SessionCookie.header(request, session.value()));
        write(response, session.value(), session.caller(), session.expires(), sessions.idle());
    }

    /** Requires a JSON content type, because an HTML form of another site cannot send it. */
    private static JsonNode login(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "content-type.unknown", null);
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_LOGIN + 1);
        try {
            JsonNode login = body.length > LONGEST_LOGIN ? null : JSON.readTree(body);
            if (login != null && login.isObject()) {
                login.fieldNames().forEachRemaining(SessionServlet::requireKnownMember);
                if (hasTextMembers(login, "user", "password") || CitizenCredentials.isCitizenLogin(login)) {
                    return login;
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // same reply as for any other invalid login; the exception's message could contain a password
        }
        throw Refusal.of(Refusal.Kind.MALFORMED, "login.malformed", null);
    }

    /** Returns whether the object has exactly these members, all of them strings. */
    static boolean hasTextMembers(JsonNode login, String... members) {
        return login.size() == members.length
                && Stream.of(members).allMatch(member -> login.path(member).isTextual());
    }

    private static void requireKnownMember(String member) {
        if (!MEMBERS.contains(member)) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "request.unknown-member", member, member);
        }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, Sessions sessions)
            throws IOException {
        Caller caller = SessionCookie.caller(request, sessions).orElseThrow(SessionServlet::noSession);
        write(response, SessionCookie.value(request).orElseThrow(), caller, null, sessions.idle());
    }

    private static void end(HttpServletRequest request, HttpServletResponse response, Sessions sessions) {
        SessionCookie.caller(request, sessions).orElseThrow(SessionServlet::noSession);
        SessionCookie.value(request).ifPresent(sessions::end);
        response.setHeader("Set-Cookie", SessionCookie.header(request, ""));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static Refusal noSession() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.session", null);
    }

    private static void write(
            HttpServletResponse response, String value, Caller caller, @Nullable Instant expires, Duration idle)
            throws IOException {
        Map<String, Object> body = new TreeMap<>();
        body.put("principal", caller.principal());
        body.put("roles", List.copyOf(new TreeSet<>(caller.roles())));
        body.put("csrf", SessionCookie.csrf(value));
        body.put("idleSeconds", idle.toSeconds());
        if (expires != null) {
            body.put("expires", expires.toString());
        }
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
