package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.TreeMap;

/** Writes journal entries of deliveries. They contain ids, codes, tracking numbers and commitments, but no personal data. */
final class DeliveryJournal {
    private final Journal journal;

    DeliveryJournal(Journal journal) {
        this.journal = journal;
    }

    /** @param more details in addition to the delivery's id and way */
    void record(DeliveryRow row, State state, Caller actor, Map<String, ?> more) {
        record(row, state.code(), actor, more);
    }

    void record(DeliveryRow row, String what, Caller actor, Map<String, ?> more) {
        Map<String, Object> details = new TreeMap<>(more);
        details.put("delivery", row.id());
        details.put("way", row.hasWay());
        journal.record(row.caseId(), "delivery." + what, actor, details);
    }
}
