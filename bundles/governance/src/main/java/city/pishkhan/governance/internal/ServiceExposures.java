package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Exposure;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which services the committees opened to which offices, and withdrew again: of those in force, the last one that concerns an office counts. */
final class ServiceExposures {
    /** by service, in the order in which they count */
    private final Map<String, List<Decision>> decisions = new TreeMap<>();

    /** @param decision exposes or withdraws, and comes in force after those that were added before */
    void add(Decision decision) {
        decisions
                .computeIfAbsent(decision.terms().service(), s -> new ArrayList<>())
                .add(decision);
    }

    /** The exposure that counts for an office; empty if none does. */
    Optional<Decision> at(String code, String service, Instant at) {
        Decision last = null;
        for (Decision decision : decisions.getOrDefault(service, List.of())) {
            boolean concerned = decision.terms().offices().isEmpty()
                    || decision.terms().offices().contains(code);
            if (concerned && !decision.inForce().isAfter(at)) {
                last = decision;
            }
        }
        return Optional.ofNullable(last).filter(d -> d.kind() == Kind.EXPOSE);
    }

    /** Whether any office may open a case of the service: what takes it from some leaves it to others. */
    boolean open(String service, Instant at) {
        boolean open = false;
        for (Decision decision : decisions.getOrDefault(service, List.of())) {
            if (!decision.inForce().isAfter(at)) {
                open = decision.kind() == Kind.EXPOSE
                        || open && !decision.terms().offices().isEmpty();
            }
        }
        return open;
    }

    /** All of them, past and coming ones too, by service. */
    List<Exposure> all(Instant at) {
        return decisions.values().stream()
                .flatMap(List::stream)
                .map(d -> exposure(d, at))
                .toList();
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
                d.inForce().isAfter(at));
    }
}
