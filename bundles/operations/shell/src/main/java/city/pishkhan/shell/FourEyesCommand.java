package city.pishkhan.shell;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/**
 * Base class of the commands that request a four-eyes act or decide on one. The operator confirms the act with the password of a
 * login of the hub, because one person can have several users of the shell.
 */
public abstract class FourEyesCommand extends HubCommand {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    /** Origin under which attempts are counted. It is no network, so wrong passwords here do not limit logins at the doors. */
    private static final String ORIGIN = "console";

    private static final String FAILED = "login.failed";

    @Reference
    protected Approvals approvals;

    @Reference
    Authenticator authenticator;

    @Reference
    TypedLines typedLines;

    @Option(
            name = "--login",
            description =
                    "Login of the hub that confirms the act with its password; by default the login named as the shell user")
    String login;

    /** Requests an act in the name of a confirmed login. */
    protected final Approvals.Approval request(String act, Map<String, String> terms, String reason) {
        return approvals.request(confirm(act, terms, reason), act, terms, reason);
    }

    /**
     * Shows the act and reads the password of the confirming login.
     *
     * @return the login with its roles and its person
     * @throws Refusal FORBIDDEN outside of an interactive session, UNAUTHENTICATED for a wrong password or a login that is not
     *     accepted, FORBIDDEN for a login without person or without the operator's role, TOO_MANY after repeated failures
     */
    protected final Caller confirm(String act, Map<String, String> terms, String reason) {
        requireTypedLine();
        String shellUser = operator().principal();
        String name = login == null ? shellUser.substring(shellUser.indexOf(':') + 1) : login;
        requireNotExcluded(name);
        print("Act:    " + act);
        new TreeMap<>(terms).forEach((term, value) -> print("  " + term + " = " + value));
        print("Reason: " + reason);
        Caller caller = authenticate(name, readPassword(name));
        if (!caller.isOperator()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "four-eyes.not-operator", null, name);
        }
        if (caller.person().isEmpty()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "four-eyes.no-person", null, name);
        }
        return caller;
    }

    /** The typed line must begin with this command, because aliases and scripts can call it with other arguments. */
    private void requireTypedLine() {
        Command command = getClass().getAnnotation(Command.class);
        Pattern own = Pattern.compile(
                "\\s*(" + Pattern.quote(command.scope() + ":") + ")?" + Pattern.quote(command.name()) + "(\\s.*)?",
                Pattern.DOTALL);
        if (typedLines.find(session).filter(line -> own.matcher(line).matches()).isEmpty()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "four-eyes.not-typed", null);
        }
    }

    private char[] readPassword(String name) {
        try {
            String password = session.readLine("Password of the login " + printable(name) + " at the hub: ", '*');
            return password == null ? new char[0] : password.toCharArray();
        } catch (IOException | UnsupportedOperationException e) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "four-eyes.not-typed", null);
        }
    }

    private Caller authenticate(String name, char[] password) {
        try {
            // checks the password itself, not the cached result of HTTP Basic, because the password must be right now
            return authenticator.login(name, password, ORIGIN).caller();
        } catch (Refusal e) {
            throw e.code().equals(FAILED)
                    ? Refusal.of(Refusal.Kind.UNAUTHENTICATED, "four-eyes.login-failed", null, name)
                    : e;
        }
    }

    private void print(String text) {
        session.getConsole().println(printable(text));
    }

    /** Removes control characters, which could hide a part of the act on the terminal. */
    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
