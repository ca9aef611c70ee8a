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

/** What all commands share: who is at the console, and how a refusal is said. */
public abstract class HubCommand implements Action {
    private static final Set<String> ROLES = Set.of("operator");

    @Reference
    protected Session session;

    /** All that know logins: which of them knows this one must not depend on which was there first. */
    @Reference
    List<UserDirectory> directories;

    /**
     * The operator at the console, as the journal names them: the person who has the login of that name at the doors, and there no role that
     * an operator never has.
     */
    protected final Caller operator() {
        // who logged in, not a variable of the session, which anybody at it may set
        String user = ShellUtil.getCurrentUserName();
        String name = user == null ? "local" : user;
        String person = directories.stream()
                .flatMap(directory -> directory.users().stream())
                .filter(u -> u.name().equals(name))
                .map(UserDirectory.User::person)
                .findFirst()
                .orElse("");
        directories.stream()
                .flatMap(directory -> directory.excluded(name, ROLES).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new Refusal(Refusal.Kind.FORBIDDEN, "login.excluded", null, why.english(), why.persian());
                });
        return Caller.atConsole(name, ROLES, person);
    }

    @Override
    public final Object execute() throws Exception {
        try {
            run();
            return null;
        } catch (Refusal e) {
            // the shell prints the message alone, and a script sees that the command failed
            throw new IllegalArgumentException(e.english() + " (" + e.code() + ")");
        }
    }

    /** Prints to the session. */
    protected abstract void run() throws Exception;
}
