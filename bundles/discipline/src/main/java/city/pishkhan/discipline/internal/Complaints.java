package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Complaint;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Discipline.Standing;
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
    private static final int SHORTEST = 10;

    private final Tx tx;
    private final SealedTexts sealedTexts;
    private final MatterParties matterParties;
    private final Vault vault;
    private final Journal journal;

    Complaints(Tx tx, SealedTexts sealedTexts, MatterParties matterParties, Vault vault, Journal journal) {
        this.tx = tx;
        this.sealedTexts = sealedTexts;
        this.matterParties = matterParties;
        this.vault = vault;
        this.journal = journal;
    }

    /**
     * Records a complaint.
     *
     * @return the tracking code; only its digest is stored
     * @throws Refusal {@code INVALID} with the field at fault
     */
    String lodge(Complaint given) {
        String text = SealedTexts.checked("text", given.text(), SHORTEST);
        String caseNumber = Matters.caseNumber(given.caseNumber());
        Party party = matterParties.checked(given.party(), caseNumber);
        TrackingCode code = TrackingCode.next();
        tx.run(sql -> {
            MatterRow row = MatterRow.received(party, caseNumber, MatterRows.now());
            vault.admit(List.of(row.id()));
            MatterRows.add(sql, row, sealedTexts.seal(row.id(), SealedTexts.TEXT, text), vault.index(code.value()));
            Map<String, Object> told = row.told();
            told.put("text", sealedTexts.commit(row.salt(), text));
            journal.record(null, "complaint.received", Caller.HUB, told);
        });
        return code.value();
    }

    /** Returns the state of a complaint; empty if the code is unknown. */
    Optional<Standing> track(String code) {
        String digest = vault.index(TrackingCode.parse(code).value());
        return tx.required(sql -> MatterRows.byCode(sql, digest))
                .map(r -> new Standing(r.state(), r.received(), r.closed(), r.measure(), r.decision()));
    }
}
