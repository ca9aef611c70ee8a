package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.TreeMap;

/** What the journal is told of deliveries: ids, codes, numbers of the post and commitments. */
final class DeliveryJournal {
    private final Journal journal;

    DeliveryJournal(Journal journal) {
        this.journal = journal;
    }

    /** @param more beside the delivery's id and way */
    void tell(DeliveryRow row, State state, Caller actor, Map<String, ?> more) {
        tell(row, state.code(), actor, more);
    }

    void tell(DeliveryRow row, String what, Caller actor, Map<String, ?> more) {
        Map<String, Object> details = new TreeMap<>(more);
        details.put("delivery", row.id());
        details.put("way", row.way());
        journal.record(row.caseId(), "delivery." + what, actor, details);
    }
}
