package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records the outcome of a complaint when its decision is signed. */
final class ComplaintOutcomes {
    private ComplaintOutcomes() {}

    /**
     * Records the outcome if the complaint awaits a decision and this signed decision is the newest one drafted for it.
     */
    static void settle(Handle sql, Journal journal, Decision decision) {
        UUID id = decision.terms().complaint();
        if (ComplaintRepository.lock(sql, id)
                .filter(row -> row.state().equals("deciding"))
                .isEmpty()) {
            return;
        }
        List<UUID> proposals = ProposalRepository.listAfterHearing(sql, id);
        if (!proposals.get(proposals.size() - 1).equals(decision.id())) {
            return;
        }
        boolean adopted = decision.state().equals("adopted");
        ComplaintRepository.recordDecision(
                sql,
                id,
                adopted ? decision.terms().measure() : null,
                adopted ? decision.number() : null,
                ComplaintRepository.now());
        Map<String, Object> told =
                new TreeMap<>(Map.of("complaint", id, "decision", decision.number(), "outcome", decision.state()));
        if (adopted) {
            told.put("measure", decision.terms().measure());
        }
        journal.record(null, "complaint.decided", Caller.HUB, told);
    }
}
