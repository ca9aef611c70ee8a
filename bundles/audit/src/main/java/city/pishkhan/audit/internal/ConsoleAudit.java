package city.pishkhan.audit.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each line at the console or over SSH that may change something, recorded before it is carried out: one that ends the hub never comes back. */
@Component(service = CommandSessionListener.class)
public final class ConsoleAudit implements CommandSessionListener {
    private static final Messages MESSAGES = Messages.of(ConsoleAudit.class);
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAudit.class);
    /** Where Karaf keeps its session in gogo's. */
    private static final String SESSION = ".session";

    private final ActRecorder recorder;
    private final Path etc;

    @Activate
    public ConsoleAudit(BundleContext context, @Reference ActRecorder recorder) {
        this(recorder, Path.of(String.valueOf(context.getProperty("karaf.etc"))));
    }

    ConsoleAudit(ActRecorder recorder, Path etc) {
        this.recorder = recorder;
        this.etc = etc;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        try {
            CommandLine typed = new CommandLine(line, word -> name(session, word));
            if (line.toString().isBlank() || typed.reads() || startsSession(line)) {
                return;
            }
            recorder.record("operator.command", actor(), typed.masked(), Map.of("commands", typed.commands()));
        } catch (RuntimeException e) {
            LOG.error(MESSAGES.both("console-audit.lost"), e);
        }
    }

    /** Karaf runs these files at each login; who changes one is recorded by that. */
    private boolean startsSession(CharSequence line) {
        String text = code(line.toString());
        try (Stream<Path> scripts =
                Stream.concat(Stream.of(etc.resolve("shell.init.script")), files(etc.resolve("scripts")))) {
            return scripts.anyMatch(script -> text.equals(text(script)));
        }
    }

    /** Without comments and blanks: the shell tells what it runs as it has understood it. */
    private static String code(String script) {
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

    private static String text(Path script) {
        try {
            return Files.isRegularFile(script) ? code(Files.readString(script, StandardCharsets.UTF_8)) : null;
        } catch (IOException e) {
            return null; // then it is recorded
        }
    }

    /** Who logged in, not the session's variable, which anybody at it may set. */
    private static String actor() {
        String user = ShellUtil.getCurrentUserName();
        return "console:" + (user == null ? "local" : user);
    }

    private static Optional<String> name(CommandSession session, String word) {
        if (!(session.get(SESSION) instanceof Session karaf)) {
            return Optional.empty();
        }
        return karaf.getRegistry().getCommands().stream()
                .filter(c -> word.equals(c.getName()) || word.equals(full(c)))
                .map(ConsoleAudit::full)
                .sorted()
                .findFirst();
    }

    private static String full(Command command) {
        return command.getScope() + ":" + command.getName();
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception exception) {
        // it was tried, which is what counts
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        // as above
    }
}
