package city.pishkhan.simulators;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** What a partner demands of the hub: {@code user} and {@code password} (Basic) or {@code token} (Bearer), or nothing if none is set. */
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

    /** Whether the Authorization header is the wanted one. */
    public boolean allows(String authorization) {
        return wanted.isEmpty()
                || authorization != null
                        && MessageDigest.isEqual(
                                wanted.get().getBytes(StandardCharsets.UTF_8),
                                authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** For REST: says 401 itself. @return whether to go on */
    public boolean allows(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean allowed = allows(request.getHeader("Authorization"));
        if (!allowed) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
        return allowed;
    }

    /** For SOAP. @throws SecurityException which becomes a SOAP fault that is none of the contract's */
    public void check(HttpServletRequest request) {
        if (!allows(request.getHeader("Authorization"))) {
            throw new SecurityException("login required");
        }
    }
}
