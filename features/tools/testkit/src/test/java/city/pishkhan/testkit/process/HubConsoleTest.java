package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a real SSH server that runs commands of the local machine. */
class HubConsoleTest {

    @TempDir
    Path root;

    private SshServer server;
    private HubConsole console;

    @BeforeEach
    void server() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(root.resolve("host.key"));
        keys.setAlgorithm("RSA");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals("demo") && password.equals("pa-ss_1"));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.start();
        console = new HubConsole(root.resolve("users.properties"), server.getPort());
        users("# karaf = karaf,admin\n\n_g_\\:admingroup = group,admin\ndemo = pa-ss_1,admin,ssh\nother = x,admin\n");
    }

    private void users(String text) throws IOException {
        Files.writeString(root.resolve("users.properties"), text);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void returnsOutputOfCommand() throws Exception {
        assertEquals("ran پرونده", console.run("printf '\\033[1mran پرونده\\033[0m\\n'"));
        assertEquals("again", console.run("echo again"));
    }

    @Test
    void failedCommandThrowsWithItsOutput() {
        assertTrue(assertThrows(CityException.class, () -> console.run("sh -c 'echo out; echo why >&2; exit 1'"))
                .getMessage()
                .endsWith("\nout\nwhy"));
    }

    @Test
    void reportsMissingOrRejectedLogin() throws Exception {
        users("# karaf = karaf,admin\n");
        assertTrue(assertThrows(CityException.class, () -> console.run("true"))
                .getMessage()
                .endsWith("has no login for the console"));
        users("demo = guess,admin\n");
        assertTrue(assertThrows(CityException.class, () -> console.run("true"))
                .getMessage()
                .startsWith("The console does not carry out 'true': "));
    }
}
