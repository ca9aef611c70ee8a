package city.pishkhan.shell;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.ShellLogin;
import city.pishkhan.api.security.UserDirectory;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Base class of all commands: requires a login of the hub and turns a {@link Refusal} into an error message. */
public abstract class HubCommand implements Action {
    private static final Set<String> ROLES = Set.of("operator");

    @Reference
    protected Session session;

    /** All user directories, because the result must not depend on which directory registered first. */
    @Reference
    List<UserDirectory> directories;

    /** A list, because commands must exist while this service restarts. */
    @Reference
    List<Authenticator> authenticators;

    /**
     * Returns the operator who is logged in to the shell with a login of the hub, for access checks and the journal.
     *
     * @throws Refusal FORBIDDEN {@code shell.login} or {@code shell.login-ended} without a valid login of the hub, {@code
     *     login.excluded} if the login has roles that must not be combined with the operator's role
     */
    protected final Caller operator() {
        Caller login = ShellLogin.require(authenticators);
        requireNotExcluded(login.principal());
        return Caller.atConsole(login.principal(), ROLES, login.person());
    }

    /** @throws Refusal FORBIDDEN {@code login.excluded} if the login has roles that must not be combined with the operator's role */
    final void requireNotExcluded(String login) {
        directories.stream()
                .flatMap(directory -> directory.exclusionReason(login, ROLES).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new Refusal(Refusal.Kind.FORBIDDEN, "login.excluded", null, why.english(), why.persian());
                });
    }

    @Override
    public final @Nullable Object execute() throws Exception {
        try {
            operator();
            run();
            return null;
        } catch (Refusal e) {
            // the shell prints only the message; the exception tells a script that the command failed
            throw new IllegalArgumentException(e.english() + " (" + e.code() + ")");
        }
    }

    /** Runs the command and prints its result to the session. */
    protected abstract void run() throws Exception;
}
