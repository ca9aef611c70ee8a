package city.pishkhan.doors;

import city.pishkhan.api.health.IncidentLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures log entries of SLF4J (Camel and the hub) and java.util.logging (CXF). */
public final class LogCapture {
    private LogCapture() {}

    /**
     * Runs work and captures its log entries.
     *
     * @return one line per entry of level WARN or above, without stack traces
     */
    public static List<String> capture(Callable<?> work) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        IncidentLog.clear();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                    lines.add(entry.getLevel() + " " + entry.getLoggerName() + " - " + entry.getMessage() + " "
                            + entry.getThrown());
                }
            }

            @Override
            public void flush() {
                // nothing is buffered
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.err;
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        // slf4j-simple reads System.err for each entry, so it writes to the replacement
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.call();
        } finally {
            System.setErr(before);
            root.removeHandler(handler);
        }
        bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.matches("\\[[^]]*] (WARN|ERROR) .*"))
                .forEach(lines::add);
        return lines;
    }
}
