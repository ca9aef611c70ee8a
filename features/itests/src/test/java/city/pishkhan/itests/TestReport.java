package city.pishkhan.itests;

import java.util.List;
import java.util.logging.Logger;

/** What tests saw and measured, for whoever reads the report of a run. */
public final class TestReport {
    private static final Logger LOG = Logger.getLogger("tests");
    private static final int LAST_LINES = 200;

    private TestReport() {}

    /** One step of a city that comes up. */
    public static void step(String who, String what) {
        say(who + ": " + what);
    }

    public static void say(String text) {
        LOG.info(text);
    }

    /** The end of a log, for a test that failed. What a stack trace says, its first lines say. */
    public static void end(Object log, List<String> lines) {
        List<String> said =
                lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
        say("The end of " + log + ":\n"
                + String.join("\n", said.subList(Math.max(0, said.size() - LAST_LINES), said.size())));
    }
}
