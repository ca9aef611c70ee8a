package city.pishkhan.itests.doors;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counters of the hub's own work, such as evaluated decision tables and decrypted values, and the number of threads
 * that its JVM has started.
 */
final class WorkDone {
    /** name under which the number of threads started so far is counted */
    static final String THREADS = "threads";

    private static final Pattern LINE = Pattern.compile("pishkhan_work_total\\{of=\"([^\"]+)\"} (\\S+)");
    private static final Pattern STARTED = Pattern.compile("\njvm_threads_started_threads_total (\\S+)");

    private final Map<String, Double> counts = new TreeMap<>();

    static WorkDone now(SharedCity city) throws Exception {
        WorkDone done = new WorkDone();
        String metrics = city.adminVisitor().get("/metrics").body();
        Matcher line = LINE.matcher(metrics);
        while (line.find()) {
            done.counts.put(line.group(1), Double.parseDouble(line.group(2)));
        }
        Matcher started = STARTED.matcher(metrics);
        if (started.find()) {
            done.counts.put(THREADS, Double.parseDouble(started.group(1)));
        }
        return done;
    }

    /**
     * Increase per permit since an earlier count.
     *
     * @param of value of the metric's label
     */
    double increasePerPermit(WorkDone before, String of, int permits) {
        return (counts.get(of) - before.counts.get(of)) / permits;
    }
}
