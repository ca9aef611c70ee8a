package city.pishkhan.shell;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;

/** Base class of all commands: identifies the operator at the console and turns a {@link Refusal} into an error message. */
public abstract class HubCommand implements Action {
    private static final Set<String> ROLES = Set.of("operator");

    @Reference
    protected Session session;

    /** All user directories, because the result must not depend on which directory registered first. */
    @Reference
    List<UserDirectory> directories;

    /**
     * Returns the operator who is logged in to the console, for access checks and the journal. The operator's person is
     * that of the user with the same name in a user directory, or empty if no such user exists.
     *
     * @throws Refusal FORBIDDEN {@code login.excluded} if that login has roles that must not be combined with the
     *     operator's role
     */
    protected final Caller operator() {
        // the authenticated user, not a session variable, because anyone at the console can set session variables
        String user = ShellUtil.getCurrentUserName();
        String name = user == null ? "local" : user;
        String person = directories.stream()
                .flatMap(directory -> directory.users().stream())
                .filter(u -> u.name().equals(name))
                .map(UserDirectory.User::person)
                .findFirst()
                .orElse("");
        requireNotExcluded(name);
        return Caller.atConsole(name, ROLES, person);
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
