package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.security.AccessController;
import java.security.Principal;
import java.util.Collection;
import java.util.Optional;
import javax.security.auth.Subject;

/**
 * A login of the hub with which an operator has logged in to the shell. It is a principal of the session's JAAS subject. Users of
 * Karaf's own realm, start scripts of the local console and scheduled jobs have no such principal.
 *
 * @param caller  the login with its accepted roles and its person
 * @param voucher as in {@link Authenticator.Token}
 */
public record ShellLogin(Caller caller, String voucher) implements Principal {

    @Override
    public String getName() {
        return caller.principal();
    }

    /** Returns the login of the current thread's session; empty if the session has none. */
    @SuppressWarnings("removal") // Karaf 4.4 passes the subject in the access control context
    public static Optional<ShellLogin> find() {
        return Optional.ofNullable(Subject.getSubject(AccessController.getContext()))
                .flatMap(subject ->
                        subject.getPrincipals(ShellLogin.class).stream().findFirst());
    }

    /**
     * Returns the login of the current thread's session, if it is still valid.
     *
     * @param authenticators services that check the login; without any, no login is valid
     * @throws Refusal FORBIDDEN {@code shell.login} if the session has no login of the hub, or {@code shell.login-ended} if the
     *     login was removed or changed
     */
    public static Caller require(Collection<Authenticator> authenticators) {
        ShellLogin login = find().orElseThrow(() -> Refusal.of(Refusal.Kind.FORBIDDEN, "shell.login", null));
        if (authenticators.stream().noneMatch(a -> a.isValid(login.caller, login.voucher))) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "shell.login-ended", null, login.getName());
        }
        return login.caller;
    }
}
