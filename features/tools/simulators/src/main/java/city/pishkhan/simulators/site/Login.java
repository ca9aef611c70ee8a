package city.pishkhan.simulators.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Credentials that a partner requires of the hub: {@code user} and {@code password} (Basic), {@code token} (Bearer), or none. */
public final class Login {

    private final Optional<String> wanted;

    public Login(Site site) {
        Optional<String> bearer = site.credential("token").map(token -> "Bearer " + token);
        wanted = bearer.or(() -> site.credential("user")
                .map(user -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":"
                                                + site.credential("password").orElse(""))
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns whether the Authorization header has the required credentials. */
    public boolean isAllowed(String authorization) {
        return wanted.isEmpty()
                || authorization != null
                        && MessageDigest.isEqual(
                                wanted.get().getBytes(StandardCharsets.UTF_8),
                                authorization.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Checks a REST call, and replies with 401 if the credentials are wrong.
     *
     * @return {@code true} if the call may continue
     */
    public boolean isAllowed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean allowed = isAllowed(request.getHeader("Authorization"));
        if (!allowed) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
        return allowed;
    }

    /**
     * Checks a SOAP call.
     *
     * @throws SecurityException if the credentials are wrong; it becomes a SOAP fault that the contract does not define
     */
    public void check(HttpServletRequest request) {
        if (!isAllowed(request.getHeader("Authorization"))) {
            throw new SecurityException("login required");
        }
    }
}
