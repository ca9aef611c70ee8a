package city.pishkhan.payments.internal.store;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.common.DutyJson;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Locks the case before an attempt changes, and records the change in the journal. */
public final class AttemptJournal {
    private final Journal journal;
    private final Supplier<CaseEvents> events;

    /** @param events returns {@code null} while the case engine is not available */
    public AttemptJournal(Journal journal, Supplier<CaseEvents> events) {
        this.journal = journal;
        this.events = events;
    }

    /**
     * @throws Refusal {@code UNAVAILABLE} if the case engine is not available; the caller must retry, or the message
     *     broker must redeliver the caller's message
     */
    public CaseEvents events() {
        CaseEvents engine = events.get();
        if (engine == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "payment.not-ready", null);
        }
        return engine;
    }

    public boolean isReady() {
        return events.get() != null;
    }

    public void lock(UUID caseId) {
        events().lock(caseId);
    }

    /** Writes a journal entry for each state change of the attempt in this transaction. */
    public void record(AttemptEntity a, Caller actor) {
        for (AttemptEntity.Move move : a.moves()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("attempt", a.id);
            details.put("bill", a.bill);
            details.put("gateway", a.gateway);
            details.put("order", a.order);
            details.put("from", move.from() == null ? "none" : move.from().publicName());
            add(details, "code", a.code);
            add(details, "held", a.held);
            add(details, "reference", a.reference);
            if (move.to() == AttemptState.SETTLED || move.to() == AttemptState.DOUBLE) {
                details.put("amount", a.receivedAmount());
            }
            journal.record(a.caseId, "payment." + move.to().publicName(), actor, details);
        }
        a.moves().clear();
        if (a.returnMissed) {
            a.returnMissed = false;
            journal.record(
                    a.caseId,
                    "payment.return-lost",
                    actor,
                    Map.of("attempt", a.id, "bill", a.bill, "gateway", a.gateway, "order", a.order));
        }
    }

    private static void add(Map<String, Object> details, String name, String value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    public static Attempt toView(AttemptEntity a) {
        boolean started = a.state == AttemptState.STARTED;
        return new Attempt(
                a.id,
                a.bill,
                a.gateway,
                a.order,
                a.state.publicName(),
                a.code,
                started ? URI.create(a.page) : null,
                started ? DutyJson.form(a.form) : Map.of(),
                a.isReturnLost());
    }
}
