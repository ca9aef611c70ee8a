package city.pishkhan.access.internal.login;

import city.pishkhan.access.internal.tokens.KnownLogin;
import city.pishkhan.access.internal.users.Passwords;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.ShellLogin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/**
 * Logs an operator in to the shell over SSH, with an accepted login of the hub and its password. JMX and other users of Karaf's
 * realm do not get the hub's logins.
 */
public final class ShellLoginModule implements LoginModule {
    static final String ACCESS = "pishkhan.access";
    static final String REALM = "pishkhan.realm";
    /** Option with the paths of Karaf's own user files. */
    static final String USERS = "pishkhan.users";

    private static final String SSH = "ssh";

    private Subject subject;
    private CallbackHandler handler;
    private AccessService access;
    private ShellRealm realm;
    private List<?> karafUsers;
    private Principal[] granted = {};

    @Override
    public void initialize(Subject subject, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        this.subject = subject;
        this.handler = handler;
        this.access = (AccessService) Objects.requireNonNull(options.get(ACCESS));
        this.realm = (ShellRealm) Objects.requireNonNull(options.get(REALM));
        this.karafUsers = (List<?>) Objects.requireNonNull(options.get(USERS));
    }

    @Override
    public boolean login() throws LoginException {
        if (subject.getPrincipals(ClientPrincipal.class).stream()
                .noneMatch(client -> client.getMethod().equals(SSH))) {
            throw new FailedLoginException("not over SSH");
        }
        NameCallback name = new NameCallback("user");
        PasswordCallback password = new PasswordCallback("password", false);
        try {
            handler.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException e) {
            // the client sent a public key instead of a password; the hub's logins have no public keys
            throw (LoginException) new FailedLoginException("no password given").initCause(e);
        }
        char[] given = password.getPassword() == null ? new char[0] : password.getPassword();
        try {
            granted = authenticate(name.getName(), given);
            return true;
        } finally {
            Passwords.wipe(given);
            password.clearPassword();
        }
    }

    private Principal[] authenticate(String user, char[] password) throws LoginException {
        if (!access.isInFiles(user) && isKarafUser(user)) {
            // Karaf checks this user's password, so it must not count as a wrong password of the hub
            throw new FailedLoginException("a user of Karaf");
        }
        KnownLogin login;
        try {
            login = access.loginAtShell(user, password);
        } catch (Refusal e) {
            throw (LoginException) new FailedLoginException(e.english()).initCause(e);
        }
        if (!login.caller().isOperator()) {
            throw new FailedLoginException("not an operator");
        }
        return Stream.concat(
                        Stream.of(new UserPrincipal(user), new ShellLogin(login.caller(), login.voucher())),
                        realm.shellRoles(user).stream().map(RolePrincipal::new))
                .toArray(Principal[]::new);
    }

    private boolean isKarafUser(String user) {
        return karafUsers.stream().map(String::valueOf).map(Path::of).anyMatch(file -> contains(file, user));
    }

    private static boolean contains(Path file, String user) {
        Properties users = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            users.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return false; // Karaf cannot read this file either, so it does not know the user
        }
        return users.containsKey(user);
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(List.of(granted));
        return granted.length > 0;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(List.of(granted));
        granted = new Principal[0];
        return true;
    }
}
