package city.pishkhan.shell;

import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.ShellLogin;
import city.pishkhan.stubs.Stubs;
import java.security.Principal;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Sessions of the shell as Karaf's SSH server runs them: with the JAAS subject of a login. */
final class ShellSessions {
    static final String CURRENT = "users current";

    private ShellSessions() {}

    /** Accepts logins with the voucher {@link #CURRENT} only. */
    static List<Authenticator> authenticators() {
        return List.of(Stubs.intercept(Authenticator.class, (proxy, method, args) -> args[1].equals(CURRENT)));
    }

    /** Runs a command in the session of a login of the hub. */
    static void as(Caller caller, String voucher, HubCommand command) throws Exception {
        run(Set.of(new UserPrincipal(caller.principal()), new ShellLogin(caller, voucher)), command);
    }

    /** Runs a command in the session of a user of Karaf's own realm. */
    static void asKarafUser(String name, HubCommand command) throws Exception {
        run(Set.of(new UserPrincipal(name)), command);
    }

    private static void run(Set<Principal> principals, HubCommand command) throws Exception {
        Subject subject = new Subject(true, principals, Set.of(), Set.of());
        try {
            Subject.doAs(subject, (PrivilegedExceptionAction<Object>) command::execute);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }
}
