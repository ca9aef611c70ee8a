package city.pishkhan.itests.doors;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the hub's bundles count of their own work: decision tables evaluated, sealed values opened. */
final class WorkDone {
    private static final Pattern LINE = Pattern.compile("pishkhan_work_total\\{of=\"([^\"]+)\"} (\\S+)");

    private final Map<String, Double> counts = new TreeMap<>();

    static WorkDone now(Town town) throws Exception {
        WorkDone done = new WorkDone();
        Matcher line = LINE.matcher(town.visitor().get("/metrics").body());
        while (line.find()) {
            done.counts.put(line.group(1), Double.parseDouble(line.group(2)));
        }
        return done;
    }

    /** How often since, a permit. @param of the value of the metric's label */
    double since(WorkDone before, String of, int permits) {
        return (counts.get(of) - before.counts.get(of)) / permits;
    }
}
