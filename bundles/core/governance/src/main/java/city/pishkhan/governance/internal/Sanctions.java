package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Determines which offices, experts and services are suspended by disciplinary decisions. A warning suspends nothing. */
final class Sanctions {
    /** sanctions by kind and name of their target, in the order in which they come into force */
    private final Map<String, List<Decision>> decisions = new HashMap<>();

    private final Appeals appeals;

    Sanctions(Appeals appeals) {
        this.appeals = appeals;
    }

    /** @param decision a sanction that comes into force after those added before */
    void add(Decision decision) {
        if (!"warn".equals(decision.terms().measure())) {
            decisions
                    .computeIfAbsent(
                            key(decision.terms().target(), decision.terms().name()), s -> new ArrayList<>())
                    .add(decision);
        }
    }

    private static String key(@Nullable String target, @Nullable String name) {
        return target + ' ' + name;
    }

    /**
     * Returns the decision that suspends a target at an instant, or {@code null} if it is not suspended.
     *
     * @param target  {@code office}, {@code expert} or {@code service}
     * @param service code of the service; {@code null} to find suspensions from all services only
     */
    @Nullable
    Decision suspension(String target, String name, @Nullable String service, Instant at) {
        return suspensions(target, name, at).stream()
                .filter(by ->
                        by.terms().service() == null || by.terms().service().equals(service))
                .findFirst()
                .orElse(null);
    }

    /** Returns all decisions that suspend a target at an instant, suspensions from all services first. */
    List<Decision> suspensions(String target, String name, Instant at) {
        Map<String, Decision> last = new LinkedHashMap<>();
        for (Decision decision : decisions.getOrDefault(key(target, name), List.of())) {
            if (decision.isInForce(at) && appeals.isEffective(decision, at)) {
                // a decision without a service concerns all services and replaces decisions about single services
                if (decision.terms().service() == null) {
                    last.clear();
                }
                last.put(decision.terms().service(), decision);
            }
        }
        return last.values().stream()
                .filter(decision -> isSuspending(decision, at))
                .toList();
    }

    private static boolean isSuspending(Decision decision, Instant at) {
        LocalDate until = decision.terms().until();
        return "suspend".equals(decision.terms().measure())
                && (until == null || !RegisterSnapshot.day(at).isAfter(until));
    }
}
