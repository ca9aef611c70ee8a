package city.pishkhan.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Commands need a current login of the hub; its person is that of the login, whatever other users have its name. */
class HubCommandTest {
    private static final Caller MARYAM = new Caller("maryam-1", Set.of("operator"), "k.maryam");
    private static final UserDirectory MACHINES = List::of;

    private record People(boolean excluding) implements UserDirectory {
        @Override
        public List<User> users() {
            return List.of(new User("maryam-1", Set.of("chair"), "a.users", "k.other"));
        }

        @Override
        public Optional<Text> exclusionReason(String login, Set<String> roles) {
            return excluding && login.equals("maryam-1") ? Optional.of(new Text("no", "نه")) : Optional.empty();
        }
    }

    private static final class LookupCommand extends HubCommand {
        private Caller found;

        private LookupCommand(UserDirectory... directories) {
            this.directories = List.of(directories);
            this.authenticators = ShellSessions.authenticators();
        }

        @Override
        protected void run() {
            found = operator();
        }
    }

    private static void assertRefused(String code, Executable execution) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, execution);
        assertTrue(refused.getMessage().contains("(" + code + ")"), refused::getMessage);
    }

    @Test
    void commandRunsAsLoginWithItsPerson() throws Exception {
        LookupCommand command = new LookupCommand(MACHINES, new People(false));
        ShellSessions.as(MARYAM, ShellSessions.CURRENT, command);
        assertEquals(Caller.atConsole("maryam-1", Set.of("operator"), "k.maryam"), command.found);
    }

    @Test
    void karafUserAndLocalSessionAreRefused() {
        LookupCommand command = new LookupCommand(MACHINES);
        // a user of Karaf with the name of a login is not this login
        assertRefused("shell.login", () -> ShellSessions.asKarafUser("maryam-1", command));
        assertRefused("shell.login", command::execute);
        assertNull(command.found);
    }

    @Test
    void removedLoginIsRefusedInOpenSession() {
        LookupCommand command = new LookupCommand(MACHINES);
        assertRefused("shell.login-ended", () -> ShellSessions.as(MARYAM, "users former", command));
        command.authenticators = List.of();
        assertRefused("shell.login-ended", () -> ShellSessions.as(MARYAM, ShellSessions.CURRENT, command));
        assertNull(command.found);
    }

    @Test
    void oneExcludingProviderIsEnough() {
        for (LookupCommand command :
                List.of(new LookupCommand(MACHINES, new People(true)), new LookupCommand(new People(true), MACHINES))) {
            assertRefused("login.excluded", () -> ShellSessions.as(MARYAM, ShellSessions.CURRENT, command));
        }
    }
}
