package city.pishkhan.discipline.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Discipline.Complaint;
import city.pishkhan.api.Discipline.Party;
import city.pishkhan.api.Discipline.Standing;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Vault;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What anyone may do: complain, and see by the code that was given for it what became of it. */
final class Complaints {
    private static final int SHORTEST = 10;

    private final Tx tx;
    private final Words words;
    private final Parties parties;
    private final Vault vault;
    private final Journal journal;

    Complaints(Tx tx, Words words, Parties parties, Vault vault, Journal journal) {
        this.tx = tx;
        this.words = words;
        this.parties = parties;
        this.vault = vault;
        this.journal = journal;
    }

    /** @return the tracking code; only its digest is kept @throws Refusal INVALID naming the field at fault */
    String lodge(Complaint given) {
        Party party = parties.checked(given.party());
        String text = Words.checked("text", given.text(), SHORTEST);
        String caseNumber = Matters.caseNumber(given.caseNumber());
        TrackingCode code = TrackingCode.next();
        tx.run(sql -> {
            MatterRow row = MatterRow.received(party, caseNumber, MatterRows.now());
            vault.admit(List.of(row.id()));
            MatterRows.add(sql, row, words.seal(row.id(), Words.TEXT, text), vault.index(code.value()));
            Map<String, Object> told = row.told();
            told.put("text", words.commit(row.salt(), text));
            journal.record(null, "complaint.received", Caller.HUB, told);
        });
        return code.value();
    }

    /** Empty for a code that nobody was given. */
    Optional<Standing> track(String code) {
        String digest = vault.index(TrackingCode.parse(code).value());
        return tx.required(sql -> MatterRows.byCode(sql, digest))
                .map(r -> new Standing(r.state(), r.received(), r.closed(), r.measure(), r.decision()));
    }
}
