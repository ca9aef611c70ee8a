package city.pishkhan.access.internal.users;

import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

/** Checks a password with the user files; the option {@code folder} names their folder. */
public final class UsersLoginModule implements LoginModule {
    public static final String FOLDER = "folder";

    /** Users by folder; shared by all logins, because JAAS creates a module for each login. */
    private static final Map<Path, UserFiles> FILES = new ConcurrentHashMap<>();

    /** Hash to compare with if the user is unknown, so that the reply takes as long as for a known user. */
    private static final String DUMMY_HASH = Passwords.dummyHash();

    /** Principal of a login by a user file, with its person (see {@link Caller#person}) and the voucher of its password. */
    public record FileUserPrincipal(String user, String person, String voucher) implements Principal {
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
        this.files = Objects.requireNonNull(FILES.get(Path.of((String) options.get(FOLDER))));
    }

    /** Loads the users of a folder and includes them in {@link #isCurrent}. */
    public static UserFiles load(Path folder, PersonDigests persons) {
        return FILES.compute(
                folder,
                (at, known) -> known != null && known.hasDigests(persons) ? known : new UserFiles(folder, persons));
    }

    /**
     * Returns {@code true} if a file still has this caller with the same person, all these roles and the same password. Before
     * any folder is loaded, every caller is accepted.
     */
    public static boolean isCurrent(Caller caller, String voucher) {
        return FILES.isEmpty()
                || FILES.values().stream().anyMatch(files -> files.recent(caller.principal())
                        .filter(u -> u.person().equals(caller.person())
                                && u.roles().containsAll(caller.roles())
                                && UserFiles.isCurrentVoucher(u, voucher))
                        .isPresent());
    }

    /** All roles that the logins of all files give a person. */
    public static Set<String> rolesOf(String person) {
        return person.isEmpty()
                ? Set.of()
                : FILES.values().stream()
                        .flatMap(f -> f.rolesOf(person).stream())
                        .collect(Collectors.toSet());
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user");
        PasswordCallback password = new PasswordCallback("password", false);
        handleCallbacks(name, password);
        Optional<UserFiles.User> user = files.find(name.getName());
        char[] given = password.getPassword();
        boolean matches =
                Passwords.matches(given, user.map(UserFiles.User::hash).orElse(DUMMY_HASH));
        Passwords.wipe(given);
        password.clearPassword();
        if (!matches || user.isEmpty()) {
            throw new FailedLoginException("unknown user or wrong password");
        }
        granted = Stream.concat(
                        Stream.of(
                                new UserPrincipal(name.getName()),
                                new FileUserPrincipal(
                                        name.getName(),
                                        user.get().person(),
                                        user.get().voucher())),
                        user.get().roles().stream().map(RolePrincipal::new))
                .toArray(Principal[]::new);
        return true;
    }

    private void handleCallbacks(Callback... questions) throws LoginException {
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
