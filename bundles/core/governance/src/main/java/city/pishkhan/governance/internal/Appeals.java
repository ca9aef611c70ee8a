package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Determines which sanctions have no effect because of an appeal. */
final class Appeals {
    private final Map<UUID, Instant> filed;
    /** decisions on appeals, by the sanction's id */
    private final Map<UUID, Decision> decided = new HashMap<>();

    /** @param filed time at which each appeal was filed, by the sanction's id */
    Appeals(Map<UUID, Instant> filed) {
        this.filed = filed;
    }

    /** @param decision an adopted decision on an appeal */
    void add(Decision decision) {
        decided.put(decision.terms().appeal(), decision);
    }

    /**
     * Returns {@code true} if a sanction is in effect at an instant. An ordinary sanction is suspended from the filing
     * of its appeal until the decision. An urgent sanction stays in effect unless the appeal is granted.
     */
    boolean isEffective(Decision sanction, Instant at) {
        Decision word = decided.get(sanction.id());
        if (word != null && word.isInForce(at)) {
            return !Boolean.TRUE.equals(word.terms().granted());
        }
        Instant since = filed.get(sanction.id());
        return since == null || since.isAfter(at) || sanction.terms().hasImmediateEffect();
    }

    /**
     * Returns the decision from which a sanction takes its effect: the decision on its appeal, or the sanction itself
     * if there is none.
     */
    Decision effectiveDecision(Decision sanction, Instant at) {
        Decision word = decided.get(sanction.id());
        return word != null && word.isInForce(at) ? word : sanction;
    }
}
