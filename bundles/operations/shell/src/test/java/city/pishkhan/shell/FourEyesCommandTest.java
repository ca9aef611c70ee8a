package city.pishkhan.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.messages.Text;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.felix.service.command.CommandSession;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;

/** Two shell users of one person, guessed passwords and scripts cannot request or decide a four-eyes act. */
class FourEyesCommandTest {
    private static final String LINE = "pishkhan:chair-make reza";
    private static final Map<String, Caller> LOGINS = Map.of(
            "reza", new Caller("reza", Set.of("operator"), "k.1"),
            "reza-2", new Caller("reza-2", Set.of("operator"), "k.1"),
            "maryam", new Caller("maryam", Set.of("operator"), "k.2"),
            "clerk", new Caller("clerk", Set.of("office:1204"), "k.3"),
            "shared", new Caller("shared", Set.of("operator")));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TypedLines typedLines = new TypedLines(() -> true);
    private Approvals.Approval asked;
    private Caller decider;
    private int prompts;

    /** Test command that requests an act, or decides on the act if it is already requested. */
    @Command(scope = "pishkhan", name = "chair-make")
    private static final class MakeChair extends FourEyesCommand {
        private final FourEyesCommandTest test;

        private MakeChair(FourEyesCommandTest test) {
            this.test = test;
        }

        @Override
        protected void run() {
            Map<String, String> terms = Map.of("who", "reza\u001b[2J");
            if (test.asked == null) {
                request("chair", terms, "because it is time");
            } else {
                approvals.decide(confirm("chair", terms, test.asked.reason()), test.asked.id(), true);
            }
        }
    }

    private final class OneApproval implements Approvals {
        @Override
        public Approval request(Caller caller, String act, Map<String, String> terms, String reason) {
            asked = new Approval(
                    UUID.randomUUID(),
                    act,
                    terms,
                    reason,
                    "asked",
                    caller.principal(),
                    Instant.EPOCH,
                    Instant.MAX,
                    null,
                    null,
                    null);
            return asked;
        }

        @Override
        public Approval decide(Caller caller, UUID id, boolean approve) {
            if (caller.isSamePerson(asked.askedBy(), LOGINS.get(asked.askedBy()).person())) {
                throw new Refusal(Refusal.Kind.FORBIDDEN, "approval.same-person", null, "same person", "همان شخص");
            }
            decider = caller;
            return asked;
        }

        @Override
        public Optional<Approval> find(Caller caller, UUID id) {
            return Optional.of(asked);
        }

        @Override
        public List<Approval> list(Caller caller, String state, int limit) {
            return List.of(asked);
        }
    }

    private static Authenticator authenticator() {
        return Stubs.intercept(Authenticator.class, (proxy, method, args) -> {
            assertEquals("login", method.getName());
            assertEquals("console", args[2], "not a network that logins at the doors use");
            String password = new String((char[]) args[1]);
            if (password.equals("locked")) {
                throw new Refusal(Refusal.Kind.TOO_MANY, "login.locked", null, "locked", "قفل");
            }
            if (!LOGINS.containsKey(args[0]) || !password.equals("secret-" + args[0])) {
                throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "login.failed", null, "failed", "نشد");
            }
            return new Authenticator.Token("token", Instant.MAX, LOGINS.get(args[0]), "users 1");
        });
    }

    private Session session(String password) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Session[] self = new Session[1];
        self[0] = Stubs.intercept(Session.class, (proxy, method, args) -> {
            switch (method.getName()) {
                case "getConsole":
                    return out;
                case "readLine":
                    assertEquals('*', args[1]);
                    prompts++;
                    return password;
                case "hashCode":
                    return System.identityHashCode(self);
                case "equals":
                    return proxy == args[0];
                default:
                    throw new UnsupportedOperationException(method.getName());
            }
        });
        return self[0];
    }

    /**
     * Returns a command called by a line typed in an interactive session, or called by a script if the line is {@code
     * null}.
     */
    private MakeChair command(String login, String password, String line) {
        Session session = session(password);
        if (line != null) {
            typedLines.beforeExecute(gogo(session), line);
        }
        MakeChair command = new MakeChair(this);
        command.session = session;
        command.directories = List.of(new UserDirectory() {
            @Override
            public List<User> users() {
                return List.of();
            }

            @Override
            public Optional<Text> exclusionReason(String name, Set<String> roles) {
                return name.equals("excluded") ? Optional.of(new Text("no", "نه")) : Optional.empty();
            }
        });
        command.approvals = new OneApproval();
        command.authenticator = authenticator();
        command.typedLines = typedLines;
        command.login = login;
        return command;
    }

    private static CommandSession gogo(Session session) {
        return Stubs.intercept(CommandSession.class, (proxy, method, args) -> {
            assertEquals(".session", args[0]);
            return session;
        });
    }

    private void assertRefused(String code, String login, String password, String line) {
        String why = assertThrows(IllegalArgumentException.class, () -> command(login, password, line)
                        .execute())
                .getMessage();
        assertTrue(why.contains("(" + code + ")"), why);
    }

    @Test
    void secondPersonApproves() throws Exception {
        command("reza", "secret-reza", LINE).execute();
        assertEquals("reza", asked.askedBy());
        command("maryam", "secret-maryam", " chair-make").execute();
        assertEquals(LOGINS.get("maryam"), decider);
        String shown = printed.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("chair") && shown.contains("who = reza [2J") && shown.contains("because it"), shown);
        assertFalse(shown.contains("\u001b") || shown.contains("secret"), shown);
    }

    @Test
    void rejectsSecondLoginOfSamePerson() throws Exception {
        command("reza", "secret-reza", LINE).execute();
        assertRefused("approval.same-person", "reza-2", "secret-reza-2", LINE);
        assertRefused("approval.same-person", "reza", "secret-reza", LINE);
    }

    @Test
    void defaultLoginIsShellUserAndNeedsPassword() {
        // the shell user is "local" in this test; the hub has no login of that name
        assertRefused("four-eyes.login-failed", null, "secret-reza", LINE);
    }

    @Test
    void rejectsWrongPasswordAndUnsuitableLogin() {
        assertRefused("four-eyes.login-failed", "reza", "secret-maryam", LINE);
        assertRefused("four-eyes.login-failed", "reza", null, LINE);
        assertRefused("four-eyes.login-failed", "unknown", "secret-unknown", LINE);
        assertRefused("login.locked", "reza", "locked", LINE);
        assertRefused("four-eyes.not-operator", "clerk", "secret-clerk", LINE);
        assertRefused("four-eyes.no-person", "shared", "secret-shared", LINE);
        assertRefused("login.excluded", "excluded", "secret-excluded", LINE);
        assertEquals(null, asked);
    }

    @Test
    void scriptsAndDifferentLinesGetNoPrompt() {
        for (String line : new String[] {
            null,
            "shell:source x.script",
            "x = { pishkhan:chair-make }",
            "chair-makes",
            "other; chair-make",
            "a\nchair-make"
        }) {
            assertRefused("four-eyes.not-typed", "reza", "secret-reza", line);
        }
        assertEquals(0, prompts);
    }

    @Test
    void typedLineEndsWithItsExecution() {
        MakeChair command = command("reza", "secret-reza", LINE);
        typedLines.afterExecute(gogo(command.session), LINE, (Object) null);
        assertThrows(IllegalArgumentException.class, command::execute);
        typedLines.beforeExecute(gogo(command.session), LINE);
        typedLines.afterExecute(gogo(command.session), LINE, new Exception());
        assertThrows(IllegalArgumentException.class, command::execute);
    }

    @Test
    void scriptIsNoTypedLine() {
        TypedLines here = new TypedLines();
        Session session = session("");
        here.beforeExecute(gogo(session), LINE);
        assertEquals(Optional.empty(), here.find(session));
    }
}
