package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Text;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Ends cases: withdraws open inquiries, cancels unpaid bills, refunds paid bills according to the rules of the case, and cancels its
 * deliveries.
 */
final class CaseClosing {
    private static final String REVOKED = "certificate.revoked";

    private final CaseRepository store;
    private final Function<CaseFile, Procedure> procedures;
    private final InquiryIssuer inquiryIssuer;
    private final Payments payments;
    private final Deliveries deliveries;
    private final CompletionHold completionHold;
    private final Journal journal;

    /** @param procedures returns the procedure of a case in the case's own rule set */
    CaseClosing(
            CaseRepository store,
            Function<CaseFile, Procedure> procedures,
            InquiryIssuer inquiryIssuer,
            Payments payments,
            Deliveries deliveries,
            CompletionHold completionHold,
            Journal journal) {
        this.store = store;
        this.procedures = procedures;
        this.inquiryIssuer = inquiryIssuer;
        this.payments = payments;
        this.deliveries = deliveries;
        this.completionHold = completionHold;
        this.journal = journal;
    }

    /**
     * Ends a case.
     *
     * @param end    how the case ended, for refunds; {@code null} if it is approved
     * @param code   machine-readable reason
     * @param reason reason in words, or {@code null}
     */
    void end(CaseFile file, State state, CaseEnd end, Caller actor, String code, Text reason) {
        String name = state.name().toLowerCase(Locale.ROOT);
        completionHold.release(file, actor);
        file.move(state);
        file.startClock(file.ended());
        file.note(reason);
        file.incrementVersion();
        inquiryIssuer.withdraw(file, actor, store.inquiries().lock(file.id()), "case " + name);
        inquiryIssuer.notifyCaseEnded(file, procedures.apply(file), "case " + name);
        if (end != null) {
            refund(file, end, code);
            deliveries.cancel(file.id(), code);
        }
        Map<String, Object> details = new TreeMap<>(Map.of("code", code));
        if (reason != null) {
            // only a commitment is journaled, because the reason may contain names of people
            details.put("reason", journal.commitment(file.salt(), reason.toString()));
        }
        journal.record(file.id(), "case." + name, actor, details);
    }

    private void refund(CaseFile file, CaseEnd end, String code) {
        payments.endCase(file.id(), code, end, procedures.apply(file).refunds().of(end));
    }

    /**
     * Handles the revocation of the case's certificate: its delivery is stopped and payments are refunded by the rules
     * of the case. An open case ends in the state REFUSED; an ended case keeps its state.
     */
    void handleRevocation(CaseFile file, Caller actor) {
        if (file.state().hasEnded()) {
            refund(file, CaseEnd.REVOKED, REVOKED);
        } else {
            end(file, State.REFUSED, CaseEnd.REVOKED, actor, REVOKED, null);
        }
        deliveries.stop(file.id(), actor);
    }
}
