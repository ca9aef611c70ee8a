package city.pishkhan.cases.internal.access;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.temporal.ChronoUnit;

/** Refuses to withdraw a case, or to redirect its certificate, while a change of an applicant's mobile number is pending. */
public final class NumberChangeHold {
    private final CaseRepository store;
    private final CitizenProofs proofs;

    public NumberChangeHold(CaseRepository store, CitizenProofs proofs) {
        this.store = store;
        this.proofs = proofs;
    }

    /** @throws Refusal CONFLICT {@code case.number-changing} if a change of an applicant's number is pending */
    public void refuseWaiting(CaseFile file) {
        proofs.changeWaitsUntil(store.parties().findByCase(file.id()).stream()
                        .map(Party::person)
                        .toList())
                .ifPresent(until -> {
                    throw Refusal.conflict("case.number-changing", until.truncatedTo(ChronoUnit.MINUTES));
                });
    }
}
