package city.pishkhan.audit.internal;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each line that may change something, typed at the console or over SSH. A line is recorded before it is executed, because
 * a command that stops the hub never returns.
 */
@Component(service = CommandSessionListener.class)
public final class ConsoleAudit implements CommandSessionListener {
    private static final Messages MESSAGES = Messages.of(ConsoleAudit.class);
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAudit.class);
    /** Variable of the gogo session that contains the Karaf session. */
    private static final String SESSION = ".session";

    private final ActRecorder recorder;
    private final Path etc;
    /** SHA-256 digests of the shipped scripts. */
    private final Set<String> shipped;

    @Activate
    public ConsoleAudit(BundleContext context, @Reference ActRecorder recorder) {
        this(recorder, Path.of(String.valueOf(context.getProperty("karaf.etc"))), loadShippedScripts());
    }

    ConsoleAudit(ActRecorder recorder, Path etc, Set<String> shipped) {
        this.recorder = recorder;
        this.etc = etc;
        this.shipped = shipped;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        try {
            CommandLine typed = new CommandLine(line, word -> name(session, word));
            if (line.toString().isBlank() || typed.isReadOnly() || isShippedScript(line)) {
                return;
            }
            recorder.record("operator.command", actor(), typed.masked(), Map.of("commands", typed.commands()));
        } catch (RuntimeException e) {
            LOG.error(MESSAGES.bilingual("console-audit.lost"), e);
        }
    }

    /**
     * Returns {@code true} if the line is a script that the distribution ships and that Karaf runs at each login. A changed or
     * added script is recorded at each login like a typed line, because its commands run in the name of an operator.
     */
    private boolean isShippedScript(CharSequence line) {
        String text = withoutComments(line.toString());
        try (Stream<Path> scripts =
                Stream.concat(Stream.of(etc.resolve("shell.init.script")), files(etc.resolve("scripts")))) {
            return scripts.anyMatch(script -> isShipped(script) && text.equals(text(script)));
        }
    }

    private boolean isShipped(Path script) {
        try {
            return Files.isRegularFile(script) && shipped.contains(Sha256.hex(Files.readAllBytes(script)));
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> loadShippedScripts() {
        try (InputStream in = ConsoleAudit.class.getResourceAsStream("shipped-scripts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> l.split(" ", 2)[0])
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes comment lines and blanks, because the shell passes a script to its listeners in parsed form, not as it is in the
     * file.
     */
    private static String withoutComments(String script) {
        return script.lines()
                .map(l -> l.replaceAll("\\s+", ""))
                .filter(l -> !l.startsWith("//") && !l.startsWith("#"))
                .collect(Collectors.joining());
    }

    private static Stream<Path> files(Path folder) {
        try {
            return Files.isDirectory(folder)
                    ? Files.list(folder).filter(f -> f.getFileName().toString().matches("[^.].*\\.script"))
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static @Nullable String text(Path script) {
        try {
            return Files.isRegularFile(script)
                    ? withoutComments(Files.readString(script, StandardCharsets.UTF_8))
                    : null;
        } catch (IOException e) {
            return null; // an unreadable script matches no line, so the line is recorded
        }
    }

    /** Returns the user who logged in. The session's user variable is not used, because anyone in the session can set it. */
    private static String actor() {
        String user = ShellUtil.getCurrentUserName();
        return "console:" + (user == null ? "local" : user);
    }

    private static Optional<String> name(CommandSession session, String word) {
        if (!(session.get(SESSION) instanceof Session karaf)) {
            return Optional.empty();
        }
        return karaf.getRegistry().getCommands().stream()
                .filter(c -> word.equals(c.getName()) || word.equals(fullName(c)))
                .map(ConsoleAudit::fullName)
                .sorted()
                .findFirst();
    }

    private static String fullName(Command command) {
        return command.getScope() + ":" + command.getName();
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception exception) {
        // nothing to do: the line was recorded before it was executed
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        // nothing to do: the line was recorded before it was executed
    }
}
