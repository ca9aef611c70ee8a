package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
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
    /** Escape sequences with which an interactive session draws its lines. */
    private static final Pattern CONTROL = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])|\r");

    private static final String PROMPT = "Password of the login";
    private static final String FAILED = "Error executing command";
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Wide enough that no line of a command is wrapped. */
    private static final int TERMINAL_COLUMNS = 500;

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
        return run(null, command);
    }

    /** @param user console user, or {@code null} for the first one */
    String run(String user, String command) throws IOException {
        Ran ran = runOnce(user, command);
        if (ran.status == null && READING.matcher(command).lookingAt()) {
            ran = runOnce(user, command);
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

    private Ran runOnce(String name, String command) throws IOException {
        String[] user = user(name);
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

    /**
     * Types a command into an interactive session and answers its password prompt.
     *
     * @param user console user, or {@code null} for the first one
     * @return output of the session
     * @throws CityException if the command failed
     */
    String type(String user, String command, String password) throws IOException {
        String[] login = user(user);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ClientSession session = client().connect(login[0], "127.0.0.1", port)
                .verify(REACH_LIMIT)
                .getSession()) {
            session.addPasswordIdentity(login[1]);
            session.auth().verify(REACH_LIMIT);
            try (ChannelShell channel = session.createShellChannel()) {
                channel.setOut(printed);
                channel.setErr(printed);
                channel.setPtyColumns(TERMINAL_COLUMNS);
                channel.open().verify(REACH_LIMIT);
                OutputStream keyboard = channel.getInvertedIn();
                type(keyboard, command);
                if (isPrompted(printed)) {
                    type(keyboard, password);
                }
                type(keyboard, "logout");
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND_LIMIT);
            }
        } catch (IOException e) {
            throw new CityException("The console does not carry out '" + command + "': " + e.getMessage(), e);
        }
        String output = text(printed);
        if (output.contains(FAILED)) {
            throw new CityException("The console does not carry out '" + command + "':\n" + output);
        }
        return output;
    }

    private static void type(OutputStream keyboard, String line) throws IOException {
        keyboard.write((line + "\r").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Waits for the password prompt or for the failure of the command. */
    private static boolean isPrompted(ByteArrayOutputStream printed) {
        for (Instant until = Instant.now().plus(REACH_LIMIT); Instant.now().isBefore(until); ) {
            if (text(printed).contains(PROMPT)) {
                return true;
            }
            if (text(printed).contains(FAILED)) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new CityException("The console asks for no password:\n" + text(printed));
    }

    private static String text(ByteArrayOutputStream printed) {
        return CONTROL.matcher(printed.toString(StandardCharsets.UTF_8)).replaceAll("");
    }

    private String[] user(String name) throws IOException {
        try (Stream<String> lines = Files.lines(users)) {
            return lines.map(String::strip)
                    .filter(line -> line.matches("[^#_].*=.*"))
                    .map(line -> line.split("\\s*[=,]\\s*", 3))
                    .filter(login -> name == null || login[0].equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CityException(users + " has no login for the console"));
        }
    }
}
