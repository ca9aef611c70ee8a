package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/**
 * SSH client of the operator's console of a hub on this machine. It does the same as {@code bin/client -b}, without a JVM for each
 * command, and also uses the first login of {@code etc/users.properties}.
 */
final class HubConsole {

    private static final Duration REACH_LIMIT = Duration.ofSeconds(30);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(120);
    private static final Pattern READING = Pattern.compile("pishkhan:[a-z-]+-(show|list|check|history)\\b");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static SshClient client;

    private final Path users;
    private final int port;

    HubConsole(Path users, int port) {
        this.users = users;
        this.port = port;
    }

    /** Returns the shared client, whose threads are daemons. */
    private static synchronized SshClient client() {
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            // any server key is accepted: the key is generated at the hub's start, and the address is the local machine
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
        }
        return client;
    }

    /**
     * Runs a command. Karaf's SSH server sometimes closes the channel of a command with long output before the last lines and the exit
     * status are sent; a read-only command is then repeated once.
     *
     * @return output of the command
     * @throws CityException if the command failed
     */
    String run(String command) throws IOException {
        Ran ran = runOnce(command);
        if (ran.status == null && READING.matcher(command).lookingAt()) {
            ran = runOnce(command);
        }
        if (ran.status == null || ran.status != 0) {
            throw new CityException(
                    "The console does not carry out '" + command + "', status " + ran.status + ":\n" + ran.printed);
        }
        return ran.printed;
    }

    /**
     * The result of a command.
     *
     * @param printed output without colours
     * @param status  exit status, or {@code null} if the connection ended before the command did
     */
    private record Ran(String printed, Integer status) {}

    private Ran runOnce(String command) throws IOException {
        String[] user = user();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Integer status;
        try (ClientSession session =
                client().connect(user[0], "127.0.0.1", port).verify(REACH_LIMIT).getSession()) {
            session.addPasswordIdentity(user[1]);
            session.auth().verify(REACH_LIMIT);
            try (ChannelExec channel = session.createExecChannel(command)) {
                channel.setOut(printed);
                channel.setErr(printed);
                channel.open().verify(REACH_LIMIT);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND_LIMIT);
                status = channel.getExitStatus();
            }
        } catch (IOException e) {
            throw new CityException("The console does not carry out '" + command + "': " + e.getMessage(), e);
        }
        return new Ran(
                COLOUR.matcher(printed.toString(StandardCharsets.UTF_8))
                        .replaceAll("")
                        .strip(),
                status);
    }

    private String[] user() throws IOException {
        try (Stream<String> lines = Files.lines(users)) {
            return lines.map(String::strip)
                    .filter(line -> line.matches("[^#_].*=.*"))
                    .map(line -> line.split("\\s*[=,]\\s*", 3))
                    .findFirst()
                    .orElseThrow(() -> new CityException(users + " has no login for the console"));
        }
    }
}
