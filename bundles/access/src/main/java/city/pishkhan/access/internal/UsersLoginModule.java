package city.pishkhan.access.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Checks a password against the user files; its option {@code folder} says where they lie. */
public final class UsersLoginModule implements LoginModule {
    static final String FOLDER = "folder";

    /** JAAS makes a module per login; the files are read once for all of them. */
    private static final Map<Path, UserFiles> FILES = new ConcurrentHashMap<>();

    /** What an unknown user's password is held against, so that the answer takes as long as for a known one. */
    private static final String NOBODY = Passwords.ofNobody();

    /** Says of a subject that a user file knows it. */
    record OfFiles(String user) implements Principal {
        @Override
        public String getName() {
            return user;
        }
    }

    private Subject subject;
    private CallbackHandler handler;
    private UserFiles files;
    private Principal[] granted = {};

    @Override
    public void initialize(Subject subject, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        this.subject = subject;
        this.handler = handler;
        this.files = know(Path.of((String) options.get(FOLDER)));
    }

    /** The users of a folder, from now on among those that {@link #stands} looks for. */
    static UserFiles know(Path folder) {
        return FILES.computeIfAbsent(folder, UserFiles::new);
    }

    /** Whether a file still knows a user, in all these roles; for as long as no folder is known nobody is missed. */
    static boolean stands(String user, Set<String> roles) {
        return FILES.isEmpty()
                || FILES.values().stream().flatMap(f -> f.recent(user).stream()).anyMatch(u -> u.roles()
                        .containsAll(roles));
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user");
        PasswordCallback password = new PasswordCallback("password", false);
        ask(name, password);
        Optional<UserFiles.User> user = files.find(name.getName());
        char[] given = password.getPassword();
        boolean matches =
                Passwords.matches(given, user.map(UserFiles.User::hash).orElse(NOBODY));
        Passwords.wipe(given);
        password.clearPassword();
        if (!matches || user.isEmpty()) {
            throw new FailedLoginException("unknown user or wrong password");
        }
        granted = Stream.concat(
                        Stream.of(new UserPrincipal(name.getName()), new OfFiles(name.getName())),
                        user.get().roles().stream().map(RolePrincipal::new))
                .toArray(Principal[]::new);
        return true;
    }

    private void ask(Callback... questions) throws LoginException {
        try {
            handler.handle(questions);
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new LoginException("no user or password given").initCause(e);
        }
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(java.util.List.of(granted));
        return granted.length > 0;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(java.util.List.of(granted));
        granted = new Principal[0];
        return true;
    }
}
