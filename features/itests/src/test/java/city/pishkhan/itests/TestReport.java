package city.pishkhan.itests;

import java.util.List;
import java.util.logging.Logger;

/** Writes observations and measurements of tests to the log of a run. */
public final class TestReport {
    private static final Logger LOG = Logger.getLogger("tests");
    private static final int LAST_LINES = 200;

    private TestReport() {}

    /** Logs one step of a starting city. */
    public static void step(String who, String what) {
        log(who + ": " + what);
    }

    public static void log(String text) {
        LOG.info(text);
    }

    /** Logs the last lines of a log file for a failed test. Stack frames are left out. */
    public static void logTail(Object log, List<String> lines) {
        List<String> shown =
                lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
        log("The end of " + log + ":\n"
                + String.join("\n", shown.subList(Math.max(0, shown.size() - LAST_LINES), shown.size())));
    }
}
