package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Deliveries;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Procedures.Procedure;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Ends cases: what is still awaited is withdrawn, what is unpaid is cancelled. */
final class Ending {
    private final CaseStore store;
    private final Function<CaseFile, Procedure> procedures;
    private final Asking asking;
    private final Payments payments;
    private final Deliveries deliveries;
    private final Holding holding;
    private final Journal journal;

    /** @param procedures of a case, in its own rule set */
    Ending(
            CaseStore store,
            Function<CaseFile, Procedure> procedures,
            Asking asking,
            Payments payments,
            Deliveries deliveries,
            Holding holding,
            Journal journal) {
        this.store = store;
        this.procedures = procedures;
        this.asking = asking;
        this.payments = payments;
        this.deliveries = deliveries;
        this.holding = holding;
        this.journal = journal;
    }

    /** @param code why, for machines @param reason why, in people's words, or {@code null} */
    void end(CaseFile file, State state, Caller actor, String code, String reason) {
        String name = state.name().toLowerCase(Locale.ROOT);
        holding.free(file, actor);
        file.move(state);
        file.startClock(file.ended);
        file.note(reason);
        file.touch();
        asking.withdraw(file, actor, store.inquiries().of(file.id), "case " + name);
        if (state == State.WITHDRAWN) {
            payments.withdraw(file.id, code, procedures.apply(file).withdrawalRefund());
        } else if (state != State.APPROVED) {
            payments.cancel(file.id, code);
        }
        if (state != State.APPROVED) {
            deliveries.cancel(file.id, code);
        }
        Map<String, Object> told = new TreeMap<>(Map.of("code", code));
        if (reason != null) {
            // people's words may name people
            told.put("reason", journal.commit(file.salt(), reason));
        }
        journal.record(file.id, "case." + name, actor, told);
    }
}
