package city.pishkhan.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator is looked up in all user directories, independently of their order. */
class HubCommandTest {
    private static final UserDirectory MACHINES = List::of;

    private record People(boolean excluding) implements UserDirectory {
        @Override
        public List<User> users() {
            return List.of(new User("local", Set.of("chair"), "a.users", "maryam"));
        }

        @Override
        public Optional<Text> exclusionReason(String login, Set<String> roles) {
            return excluding && login.equals("local") ? Optional.of(new Text("no", "نه")) : Optional.empty();
        }
    }

    private static final class LookupCommand extends HubCommand {
        private Caller found;

        private LookupCommand(UserDirectory... directories) {
            this.directories = List.of(directories);
        }

        @Override
        protected void run() {
            found = operator();
        }
    }

    @Test
    void oneExcludingProviderIsEnough() {
        for (LookupCommand command :
                List.of(new LookupCommand(MACHINES, new People(true)), new LookupCommand(new People(true), MACHINES))) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, command::execute);
            assertTrue(refused.getMessage().contains("login.excluded"), refused::getMessage);
        }
    }

    @Test
    void oneProviderMayKnowPerson() throws Exception {
        for (LookupCommand command : List.of(
                new LookupCommand(MACHINES, new People(false)), new LookupCommand(new People(false), MACHINES))) {
            command.execute();
            assertEquals("maryam", command.found.person());
        }
    }
}
