package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which offices, experts and services the disciplinary decisions suspend. A warning suspends nobody. */
final class Sanctions {
    /** by target and name, in the order in which they count */
    private final Map<String, List<Decision>> decisions = new HashMap<>();

    private final Appeals appeals;

    Sanctions(Appeals appeals) {
        this.appeals = appeals;
    }

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
        return suspensions(target, name, at).stream()
                .filter(by ->
                        by.terms().service() == null || by.terms().service().equals(service))
                .findFirst()
                .orElse(null);
    }

    /** All that suspend something at that instant: from all services first. */
    List<Decision> suspensions(String target, String name, Instant at) {
        Map<String, Decision> last = new LinkedHashMap<>();
        for (Decision decision : decisions.getOrDefault(key(target, name), List.of())) {
            if (!decision.inForce().isAfter(at) && appeals.counts(decision, at)) {
                // without a service it concerns all of them, and lifts what concerned one
                if (decision.terms().service() == null) {
                    last.clear();
                }
                last.put(decision.terms().service(), decision);
            }
        }
        return last.values().stream()
                .filter(decision -> suspending(decision, at))
                .toList();
    }

    private static boolean suspending(Decision decision, Instant at) {
        LocalDate until = decision.terms().until();
        return decision.terms().measure().equals("suspend")
                && (until == null || !RegisterSnapshot.day(at).isAfter(until));
    }
}
