package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline.Matter;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the party complained of sees and says. Who may call is checked before. */
final class HearingProcess {
    private static final int MOST = 200;

    private final Tx tx;
    private final Matters matters;
    private final SealedTexts sealedTexts;
    private final Journal journal;

    HearingProcess(Tx tx, Matters matters, SealedTexts sealedTexts, Journal journal) {
        this.tx = tx;
        this.matters = matters;
        this.sealedTexts = sealedTexts;
        this.journal = journal;
    }

    /** The newest in which the caller was asked. */
    List<Matter> of(Caller party) {
        return tx.required(sql -> MatterRows.hearings(sql, MatterParties.of(party), MOST).stream()
                .map(matters::asked)
                .toList());
    }

    /** @throws Refusal INVALID; NOT_FOUND unless the caller was asked; CONFLICT if it has answered, or need not any more */
    Matter answer(Caller party, UUID id, String given) {
        String answer = SealedTexts.checked("text", given, 1);
        return tx.required(sql -> {
            MatterRow row = MatterRows.lock(sql, id)
                    .filter(r -> r.charge() != null && MatterParties.of(party).contains(r.party()))
                    .orElseThrow(Matters::unknown);
            Matters.require(row, Set.of("hearing"));
            MatterRows.answer(
                    sql, id, sealedTexts.seal(id, SealedTexts.ANSWER, answer), party.principal(), MatterRows.now());
            journal.record(
                    null,
                    "hearing.answered",
                    party,
                    Map.of("complaint", id, "answer", sealedTexts.commit(row.salt(), answer)));
            return matters.asked(MatterRows.find(sql, id).orElseThrow());
        });
    }
}
