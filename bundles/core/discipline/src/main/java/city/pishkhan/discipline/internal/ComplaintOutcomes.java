package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Records the outcome of drafted decisions. It is usually recorded with the signature; the periodic check covers drafts made by
 * older versions.
 */
final class ComplaintOutcomes {
    private final ComplaintRepository store;
    private final Committee committee;
    private final Journal journal;

    ComplaintOutcomes(ComplaintRepository store, Committee committee, Journal journal) {
        this.store = store;
        this.committee = committee;
        this.journal = journal;
    }

    /** Checks all complaints awaiting a decision. If several nodes do so, only one records each outcome. */
    void look() {
        for (UUID id : store.tx().required(ComplaintRepository::deciding)) {
            store.tx().run(sql -> settle(sql, journal, id, committee::find));
        }
    }

    /** @param decisions looks up a decision by its id */
    static void settle(Handle sql, Journal journal, UUID id, Function<UUID, Optional<Decision>> decisions) {
        Optional<ComplaintRow> deciding =
                ComplaintRepository.lock(sql, id).filter(r -> r.state().equals("deciding"));
        List<UUID> proposals = ProposalRows.ofCourse(sql, id);
        Optional<Decision> signed = deciding.flatMap(r -> decisions.apply(proposals.get(proposals.size() - 1)))
                .filter(d -> !d.state().equals("draft"));
        signed.ifPresent(decision -> {
            ProposalRows.signed(sql, decision.id(), decision.state());
            boolean adopted = decision.state().equals("adopted");
            ComplaintRepository.decided(
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
        });
    }
}
