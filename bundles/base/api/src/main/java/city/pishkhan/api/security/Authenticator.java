package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Authenticates callers. The HTTP gate calls it once per request; checking a token needs no password hash. */
public interface Authenticator {

    /**
     * A short-lived token issued for a login.
     *
     * @param value   the bearer token
     * @param expires time at which it expires
     * @param caller  caller that it authenticates
     * @param voucher source of the login: {@link #USER_FILES}, followed by a digest of the password's hash, or a realm of the
     *                container
     */
    record Token(String value, Instant expires, Caller caller, String voucher) {}

    /**
     * Prefix of the voucher of users in the hub's own files. A user who is removed from them, or whose roles or password change
     * there, is refused from then on.
     */
    String USER_FILES = "users";

    /**
     * Authenticates a user by password.
     *
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    Token login(String user, char[] password);

    /**
     * As {@link #login(String, char[])}, and counts failures for the address as well.
     *
     * @param remoteAddress numeric
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    default Token login(String user, char[] password, String remoteAddress) {
        return login(user, password);
    }

    /**
     * Authenticates a caller by token.
     *
     * @throws Refusal UNAUTHENTICATED, and with the code {@code login.excluded} for a token with roles that exclude each other
     */
    Caller authenticateToken(String bearer);

    /**
     * Checks that a login is still valid for its caller.
     *
     * @param voucher voucher of that login
     * @return {@code false} if the user files no longer contain the user with this person, roles and password, or if the roles
     *     exclude each other; other realms are not checked
     */
    boolean isValid(Caller caller, String voucher);

    /**
     * Authenticates a name and password that are sent with every message; successful results are cached for a while. Only for
     * encrypted or local connections.
     *
     * @param remoteAddress numeric
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    Caller authenticatePassword(String user, char[] password, String remoteAddress);

    /**
     * Authenticates by HTTP Basic; permitted only at the admin port, which listens on loopback.
     *
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    Caller authenticateBasic(String user, char[] password, String remoteAddress);

    /**
     * Authenticates a machine by a client certificate that the TLS connector has validated.
     *
     * @throws Refusal UNAUTHENTICATED if the certificate is not registered, or its person has other roles that exclude its own
     */
    default Caller authenticateCertificate(X509Certificate certificate) {
        throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.certificate", null);
    }
}
