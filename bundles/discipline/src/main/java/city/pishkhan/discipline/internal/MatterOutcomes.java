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
 * What became of the decisions that were drafted: known with their signature, and looked for besides, for drafts that an older hub took
 * down.
 */
final class MatterOutcomes {
    private final MatterRepository store;
    private final Committee committee;
    private final Journal journal;

    MatterOutcomes(MatterRepository store, Committee committee, Journal journal) {
        this.store = store;
        this.committee = committee;
        this.journal = journal;
    }

    /** Looks once; of several nodes that look, one records. */
    void look() {
        for (UUID id : store.tx().required(MatterRows::deciding)) {
            store.tx().run(sql -> settle(sql, journal, id, committee::find));
        }
    }

    /** @param decisions what is known of a decision */
    static void settle(Handle sql, Journal journal, UUID id, Function<UUID, Optional<Decision>> decisions) {
        Optional<MatterRow> deciding =
                MatterRows.lock(sql, id).filter(r -> r.state().equals("deciding"));
        List<UUID> proposals = ProposalRows.ofCourse(sql, id);
        Optional<Decision> signed = deciding.flatMap(r -> decisions.apply(proposals.get(proposals.size() - 1)))
                .filter(d -> !d.state().equals("draft"));
        signed.ifPresent(decision -> {
            ProposalRows.signed(sql, decision.id(), decision.state());
            boolean adopted = decision.state().equals("adopted");
            MatterRows.decided(
                    sql,
                    id,
                    adopted ? decision.terms().measure() : null,
                    adopted ? decision.number() : null,
                    MatterRows.now());
            Map<String, Object> told =
                    new TreeMap<>(Map.of("complaint", id, "decision", decision.number(), "outcome", decision.state()));
            if (adopted) {
                told.put("measure", decision.terms().measure());
            }
            journal.record(null, "complaint.decided", Caller.HUB, told);
        });
    }
}
