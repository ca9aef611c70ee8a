package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which offices, experts and services the disciplinary decisions suspend. A warning suspends nobody. */
final class Sanctions {
    /** by target and name, in the order in which they count */
    private final Map<String, List<Decision>> decisions = new HashMap<>();

    /** @param decision a sanction that comes in force after those that were added before */
    void add(Decision decision) {
        if (!decision.terms().measure().equals("warn")) {
            decisions
                    .computeIfAbsent(
                            key(decision.terms().target(), decision.terms().name()), s -> new ArrayList<>())
                    .add(decision);
        }
    }

    private static String key(String target, String name) {
        return target + ' ' + name;
    }

    /**
     * The decision by which something is suspended at that instant, or {@code null}.
     *
     * @param target  {@code office}, {@code expert} or {@code service}
     * @param service that is asked for; {@code null} if only a suspension from all of them counts
     */
    Decision suspension(String target, String name, String service, Instant at) {
        Map<String, Decision> last = new HashMap<>();
        for (Decision decision : decisions.getOrDefault(key(target, name), List.of())) {
            if (!decision.inForce().isAfter(at)) {
                // without a service it concerns all of them, and lifts what concerned one
                if (decision.terms().service() == null) {
                    last.clear();
                }
                last.put(decision.terms().service(), decision);
            }
        }
        Decision whole = suspending(last.get(null), at);
        return whole != null ? whole : service == null ? null : suspending(last.get(service), at);
    }

    private static Decision suspending(Decision decision, Instant at) {
        if (decision == null || !decision.terms().measure().equals("suspend")) {
            return null;
        }
        LocalDate until = decision.terms().until();
        return until == null || !RegisterSnapshot.day(at).isAfter(until) ? decision : null;
    }
}
