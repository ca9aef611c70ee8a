package city.pishkhan.shell;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;

/** What all commands share: who is at the console, and how a refusal is said. */
abstract class HubCommand implements Action {
    @Reference
    Session session;

    /** The operator at the console, as the journal names them. */
    final Caller operator() {
        Object user = session.get("USER");
        return new Caller("console:" + (user == null ? "local" : user), Set.of("operator"));
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

    abstract void run() throws Exception;
}
