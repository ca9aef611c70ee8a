package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Exposure;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decisions that expose services to offices, which may then open cases of them, or that withdraw services. For each
 * office the last such decision in force applies.
 */
final class ServiceExposures {
    /** exposures and withdrawals by service, in the order in which they come into force */
    private final Map<String, List<Decision>> decisions = new TreeMap<>();

    /** @param decision exposure or withdrawal that comes into force after those added before */
    void add(Decision decision) {
        decisions
                .computeIfAbsent(decision.terms().service(), s -> new ArrayList<>())
                .add(decision);
    }

    /** Returns the exposure in force for an office; empty if the service is not exposed to it. */
    Optional<Decision> at(String code, String service, Instant at) {
        Decision last = null;
        for (Decision decision : decisions.getOrDefault(service, List.of())) {
            List<String> offices = offices(decision);
            boolean concerned = offices.isEmpty() || offices.contains(code);
            if (concerned && decision.isInForce(at)) {
                last = decision;
            }
        }
        return Optional.ofNullable(last).filter(d -> d.kind() == Kind.EXPOSE);
    }

    /**
     * Returns {@code true} if the service is exposed to any office. A withdrawal from some offices leaves it exposed to the
     * remaining ones.
     */
    boolean isExposed(String service, Instant at) {
        boolean open = false;
        for (Decision decision : decisions.getOrDefault(service, List.of())) {
            if (decision.isInForce(at)) {
                open = decision.kind() == Kind.EXPOSE
                        || open && !offices(decision).isEmpty();
            }
        }
        return open;
    }

    /** Returns all exposures and withdrawals by service, including past and coming ones. */
    List<Exposure> all(Instant at) {
        return decisions.values().stream()
                .flatMap(List::stream)
                .map(d -> exposure(d, at))
                .toList();
    }

    /** Offices of an exposure or withdrawal; empty for all offices. */
    private static List<String> offices(Decision decision) {
        return Objects.requireNonNull(decision.terms().offices());
    }

    private static Exposure exposure(Decision d, Instant at) {
        Terms terms = d.terms();
        return new Exposure(
                terms.service(),
                d.kind() == Kind.EXPOSE,
                terms.offices(),
                terms.quota(),
                d.number(),
                d.inForce(),
                !d.isInForce(at));
    }
}
