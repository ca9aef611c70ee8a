package city.pishkhan.itests.modules;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Durations of deployments and rollbacks, for the handbook. */
final class DeploymentFigures {
    private final Map<String, List<Long>> millis = new TreeMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private double load;
    private int looks;

    /**
     * Adds the duration of one deployment.
     *
     * @param hung {@code true} if the previous version hung in its stop, which then takes the maximum time
     * @param file {@code true} if the deployment is a file in {@code etc}, which the hub polls once a second
     */
    void add(String kind, Entry entry, boolean hung, boolean file) {
        kinds.merge(kind, 1, Integer::sum);
        load += ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        looks++;
        if (entry.effect() == Effect.REFUSED) {
            return;
        }
        String what = entry.effect() == Effect.WENT_BACK ? "return" : "switch";
        String of = hung ? " after a stop that hangs" : file ? " of a file" : " of bundles";
        millis.computeIfAbsent(what + of, key -> new ArrayList<>()).add(entry.millis());
    }

    int smallestCount() {
        return kinds.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /** Table lines, one per kind of deployment. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        millis.forEach((what, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            lines.add("| %s | %,d | %,d | %,d | %,d |"
                    .formatted(
                            what,
                            sorted.size(),
                            sorted.get(sorted.size() / 2),
                            sorted.get((int) (sorted.size() * 0.95)),
                            sorted.get(sorted.size() - 1)));
        });
        lines.add("machine: %d processors, load average %.1f"
                .formatted(Runtime.getRuntime().availableProcessors(), load / Math.max(1, looks)));
        return lines;
    }
}
