package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Establishes who calls. The doors' gate asks it once per request; no password is hashed for a token. */
public interface Authenticator {

    /**
     * A login exchanged for a short-lived token.
     *
     * @param value   the bearer token
     * @param expires when it stops being good
     * @param caller  whose it is
     * @param voucher what knows the user: {@link #USER_FILES}, with a digest of the password's hash behind it, or a realm of the container's
     */
    record Token(String value, Instant expires, Caller caller, String voucher) {}

    /** Begins the voucher of users in the hub's own files: who leaves them, loses a role or gets another password there is refused from then on. */
    String USER_FILES = "users";

    /** @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures */
    Token login(String user, char[] password);

    /**
     * A login from an address, whose failures count against the address too.
     *
     * @param remoteAddress numeric
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    default Token login(String user, char[] password, String remoteAddress) {
        return login(user, password);
    }

    /** @throws Refusal UNAUTHENTICATED; so is, as {@code login.excluded}, a token of roles that one person never has together */
    Caller token(String bearer);

    /**
     * Whether a caller of an earlier login is still who it was then.
     *
     * @param voucher of that login
     * @return {@code false} if the user files no longer know the user, or not as the same person in these roles, or by another password, or if
     *     its roles exclude each other; what other realms think now is not asked
     */
    boolean stands(Caller caller, String voucher);

    /**
     * A name and a password that come with every message; good ones are believed for a while without another look. Only for callers
     * on a line that others cannot read.
     *
     * @param remoteAddress numeric
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    Caller password(String user, char[] password, String remoteAddress);

    /**
     * HTTP Basic, allowed at the admin port only, which listens on loopback.
     *
     * @throws Refusal UNAUTHENTICATED, or TOO_MANY after repeated failures
     */
    Caller basic(String user, char[] password, String remoteAddress);

    /**
     * A machine that showed a client certificate which the TLS connector found to be good.
     *
     * @throws Refusal UNAUTHENTICATED if nobody said whose it is, or if that person has roles elsewhere that exclude its own
     */
    default Caller certificate(X509Certificate certificate) {
        throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.certificate", null);
    }
}
