package city.pishkhan.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.stubs.Stubs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start scripts are skipped only as the distribution ships them; any other script is recorded like a typed line. */
class ConsoleAuditTest {
    private static final String SHIPPED = "// a comment\nls = { service:list $args } ;\nsetopt group\n";
    private static final String VOTE = "pishkhan:approval-decide 1 yes";

    @TempDir
    Path folder;

    private Path etc;
    private ActRecorder recorder;
    private ConsoleAudit audit;

    @BeforeEach
    void ship() throws Exception {
        etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(etc.resolve("scripts"));
        Files.writeString(etc.resolve("shell.init.script"), SHIPPED);
        recorder = new ActRecorder(folder.resolve("acts"));
        audit = new ConsoleAudit(recorder, etc, Set.of(Sha256.hex(SHIPPED)));
    }

    @AfterEach
    void stop() {
        recorder.stop();
    }

    /** Executes the line in a session that knows one command, and returns the recorded names of its commands. */
    private List<Object> record(String line) {
        audit.beforeExecute(session(), line);
        return ActRecorder.spool(folder.resolve("acts")).waiting(10).stream()
                .map(act -> act.details().get("commands"))
                .toList();
    }

    private static CommandSession session() {
        Command decide = proxy(Command.class, "pishkhan", "approval-decide");
        Registry registry = Stubs.intercept(Registry.class, (proxy, method, args) -> List.of(decide));
        Session karaf = Stubs.intercept(Session.class, (proxy, method, args) -> registry);
        return Stubs.intercept(CommandSession.class, (proxy, method, args) -> karaf);
    }

    private static <T> T proxy(Class<T> type, String scope, String name) {
        return Stubs.intercept(type, (proxy, method, args) -> method.getName().equals("getScope") ? scope : name);
    }

    @Test
    void skipsShippedScript() {
        assertEquals(List.of(), record(SHIPPED.strip()));
        // a session without a terminal passes the script in parsed form
        assertEquals(List.of(), record("ls = { service:list $args } ; setopt group"));
    }

    @Test
    void recordsVoteInStartScriptAtEachSession() throws Exception {
        Files.writeString(etc.resolve("shell.init.script"), SHIPPED + VOTE + "\n");
        assertEquals(1, record(SHIPPED + VOTE).size());
        List<Object> twice = record(SHIPPED + VOTE);
        assertEquals(2, twice.size());
        assertTrue(twice.stream().allMatch(c -> c.toString().contains("pishkhan:approval-decide")), twice::toString);
    }

    @Test
    void recordsAddedScript() throws Exception {
        Files.writeString(etc.resolve("scripts/vote.script"), VOTE + "\n");
        assertEquals(List.of(List.of("pishkhan:approval-decide")), record(VOTE));
    }

    @Test
    void recordsTypedLine() {
        assertEquals(List.of(List.of("pishkhan:approval-decide")), record(VOTE));
    }
}
