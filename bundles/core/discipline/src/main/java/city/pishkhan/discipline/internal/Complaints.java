package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.Discipline.ComplaintStatus;
import city.pishkhan.api.governance.Discipline.NewComplaint;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations open to anyone: submitting a complaint, and tracking it by its code. */
final class Complaints {
    private final Tx tx;
    private final SealedTexts sealedTexts;
    private final ComplaintParties complaintParties;
    private final Vault vault;
    private final Journal journal;

    Complaints(Tx tx, SealedTexts sealedTexts, ComplaintParties complaintParties, Vault vault, Journal journal) {
        this.tx = tx;
        this.sealedTexts = sealedTexts;
        this.complaintParties = complaintParties;
        this.vault = vault;
        this.journal = journal;
    }

    /**
     * Records a complaint.
     *
     * @return the tracking code; only its digest is stored
     * @throws Refusal {@code INVALID} with the field at fault
     */
    String lodge(NewComplaint given) {
        String text = SealedTexts.validate("text", given.text(), Discipline.SHORTEST_COMPLAINT);
        String caseNumber = ComplaintViews.caseNumber(given.caseNumber());
        Party party = complaintParties.validate(given.party(), caseNumber);
        TrackingCode code = TrackingCode.next();
        tx.run(sql -> {
            ComplaintRow row = ComplaintRow.received(party, caseNumber, ComplaintRepository.now());
            vault.createKeys(List.of(row.id()));
            ComplaintRepository.add(
                    sql, row, sealedTexts.seal(row.id(), SealedTexts.TEXT, text), vault.index(code.value()));
            Map<String, Object> told = row.journalDetails();
            told.put("text", sealedTexts.commit(row.salt(), text));
            journal.record(null, "complaint.received", Caller.HUB, told);
        });
        return code.value();
    }

    /** Returns the state of a complaint; empty if the code is unknown. */
    Optional<ComplaintStatus> track(String code) {
        String digest = vault.index(TrackingCode.parse(code).value());
        return tx.required(sql -> ComplaintRepository.byCode(sql, digest))
                .map(r -> new ComplaintStatus(r.state(), r.received(), r.closed(), r.measure(), r.decision()));
    }
}
