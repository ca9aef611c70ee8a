package city.pishkhan.shell;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The line that a person is executing in each interactive session. Start scripts, {@code shell:source}, SSH commands without a
 * terminal and schedulers do not execute typed lines.
 */
@Component(service = {CommandSessionListener.class, TypedLines.class})
public final class TypedLines implements CommandSessionListener {
    /** Variable of the gogo session that contains the Karaf session. */
    private static final String SESSION = ".session";

    private static final String GOGO_SESSION = "org.apache.felix.gogo.runtime.CommandSessionImpl";
    private static final String CONSOLE = "org.apache.karaf.shell.impl.console.ConsoleSessionImpl";
    /** Method of the console that executes a line from its line reader and nothing else. */
    private static final String EXECUTE_TYPED = "doExecute";

    private final BooleanSupplier isTyped;
    private final Map<Session, String> lines = Collections.synchronizedMap(new WeakHashMap<>());

    @Activate
    public TypedLines() {
        this(TypedLines::isCalledForTypedLine);
    }

    /** @param isTyped {@code true} while the console executes a line from its line reader */
    TypedLines(BooleanSupplier isTyped) {
        this.isTyped = isTyped;
    }

    /** Returns the typed line that the session is executing; empty if there is none, e.g. while a start script runs. */
    Optional<String> find(Session session) {
        return Optional.ofNullable(lines.get(session));
    }

    /** Returns {@code true} if the console's own loop has called the innermost execution on this thread. */
    private static boolean isCalledForTypedLine() {
        List<StackWalker.StackFrame> callers = StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(f -> !isGogoExecution(f))
                        .dropWhile(TypedLines::isGogoExecution)
                        .limit(1)
                        .toList());
        return callers.stream()
                .anyMatch(f ->
                        f.getClassName().equals(CONSOLE) && f.getMethodName().equals(EXECUTE_TYPED));
    }

    private static boolean isGogoExecution(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(GOGO_SESSION);
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        if (isTyped.getAsBoolean() && session.get(SESSION) instanceof Session console) {
            lines.put(console, line.toString());
        }
    }

    private void end(CommandSession session) {
        if (isTyped.getAsBoolean() && session.get(SESSION) instanceof Session console) {
            lines.remove(console);
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception exception) {
        end(session);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        end(session);
    }
}
