package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps a case from its end while nobody may act for its owner, its office may not finish anything, another case of the property comes first, or a certificate that it
 * builds on is not valid any more; money, answers and decisions of others are kept meanwhile.
 */
final class CompletionHold {
    private final Offices offices;
    private final CaseRepresentation representation;
    private final Function<CaseFile, Optional<Refusal>> hindrance;
    private final Journal journal;

    /** @param hindrance what of the property keeps the case from its end, if anything does */
    CompletionHold(
            Offices offices,
            CaseRepresentation representation,
            Function<CaseFile, Optional<Refusal>> hindrance,
            Journal journal) {
        this.representation = representation;
        this.hindrance = hindrance;
        this.offices = offices;
        this.journal = journal;
    }

    /** Whether the case may not end now; says so in the case. What it says stays true until the transaction has ended. */
    boolean holds(CaseFile file, Caller actor) {
        Optional<Refusal> why = reason(file);
        why.ifPresentOrElse(refusal -> hold(file, actor, refusal), () -> free(file, actor));
        return why.isPresent();
    }

    Optional<Refusal> reason(CaseFile file) {
        return representation
                .hindrance(file)
                .or(() -> offices.finishing(file.office(), file.service(), StoredTime.get()))
                .or(() -> hindrance.apply(file));
    }

    /**
     * It waits for something else, or for nothing more; but who may act for nobody any more is held wherever the case is, until somebody
     * may again.
     *
     * @return whether that is so
     */
    boolean unrepresented(CaseFile file, Caller actor) {
        Optional<Refusal> why = unrepresented(file);
        why.ifPresentOrElse(refusal -> hold(file, actor, refusal), () -> free(file, actor));
        return why.isPresent();
    }

    /** Why nobody may act for one of its owners; empty if somebody may for each. */
    Optional<Refusal> unrepresented(CaseFile file) {
        return representation.hindrance(file);
    }

    boolean represented(CaseFile file) {
        return unrepresented(file).isEmpty();
    }

    /** Says in the case why it waits. */
    void hold(CaseFile file, Caller actor, Refusal why) {
        if (why.code().equals(file.held())) {
            file.holdSays(why);
            return;
        }
        file.holdFor(why);
        journal.record(
                file.id(),
                "case.held",
                actor,
                Map.of("stage", file.stage(), "office", file.office(), "code", why.code()));
    }

    /** Nothing holds it. */
    void free(CaseFile file, Caller actor) {
        if (file.held() == null) {
            return;
        }
        journal.record(file.id(), "case.freed", actor, Map.of("office", file.office(), "code", file.held()));
        file.free();
    }
}
