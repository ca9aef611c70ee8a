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
 * Holds a case before its certificate or its end while a hindrance exists. Hindrances: no one may act for an owner, the
 * office may not complete cases, another open case excludes this one, or a required certificate is not valid. Payments,
 * answers and decisions are still accepted while the case is held.
 */
final class CompletionHold {
    private final Offices offices;
    private final CaseRepresentation representation;
    private final Function<CaseFile, Optional<Refusal>> hindrance;
    private final Journal journal;

    /** @param hindrance returns the reason why other cases or certificates of the property prevent completion, or empty */
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

    /**
     * Holds or releases the case and returns {@code true} if it is held. The reasons cannot change before the
     * transaction ends.
     */
    boolean holdOrRelease(CaseFile file, Caller actor) {
        Optional<Refusal> why = reason(file);
        why.ifPresentOrElse(refusal -> hold(file, actor, refusal), () -> release(file, actor));
        return why.isPresent();
    }

    Optional<Refusal> reason(CaseFile file) {
        return representation
                .hindrance(file)
                .or(() -> offices.hindranceToFinish(file.office(), file.service(), StoredTime.get()))
                .or(() -> hindrance.apply(file));
    }

    /**
     * Holds the case at any stage if no one may act for one of its owners. Otherwise releases it, even if it was held
     * for another reason.
     *
     * @return {@code true} if the case is held
     */
    boolean checkRepresentation(CaseFile file, Caller actor) {
        Optional<Refusal> why = checkRepresentation(file);
        why.ifPresentOrElse(refusal -> hold(file, actor, refusal), () -> release(file, actor));
        return why.isPresent();
    }

    /** The reason why no one may act for one of the owners, or empty if each owner acts or is represented. */
    Optional<Refusal> checkRepresentation(CaseFile file) {
        return representation.hindrance(file);
    }

    boolean isRepresented(CaseFile file) {
        return checkRepresentation(file).isEmpty();
    }

    /** Records the reason for the hold in the case. The hold is journaled only if its code changes. */
    void hold(CaseFile file, Caller actor, Refusal why) {
        if (why.code().equals(file.holdCode())) {
            file.updateHold(why);
            return;
        }
        file.holdFor(why);
        journal.record(
                file.id(),
                "case.held",
                actor,
                Map.of("stage", file.stage(), "office", file.office(), "code", why.code()));
    }

    /** Releases the case and journals the release, if it was held. */
    void release(CaseFile file, Caller actor) {
        if (file.holdCode() == null) {
            return;
        }
        journal.record(file.id(), "case.released", actor, Map.of("office", file.office(), "code", file.holdCode()));
        file.releaseHold();
    }
}
