package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which sanctions do not count because their parties appealed, or because that was granted. */
final class Appeals {
    private final Map<UUID, Instant> filed;
    /** by the sanction's id */
    private final Map<UUID, Decision> decided = new HashMap<>();

    /** @param filed when, by the sanction's id */
    Appeals(Map<UUID, Instant> filed) {
        this.filed = filed;
    }

    /** @param decision on an appeal, adopted */
    void add(Decision decision) {
        decided.put(decision.terms().appeal(), decision);
    }

    /** Whether a sanction counts at that instant. What is urgent counts until an appeal is granted. */
    boolean counts(Decision sanction, Instant at) {
        Decision word = decided.get(sanction.id());
        if (word != null && !word.inForce().isAfter(at)) {
            return !Boolean.TRUE.equals(word.terms().granted());
        }
        Instant since = filed.get(sanction.id());
        return since == null || since.isAfter(at) || sanction.terms().pressing();
    }

    /** What makes a sanction count: the decision on its appeal, or else itself. */
    Decision word(Decision sanction, Instant at) {
        Decision word = decided.get(sanction.id());
        return word != null && !word.inForce().isAfter(at) ? word : sanction;
    }
}
