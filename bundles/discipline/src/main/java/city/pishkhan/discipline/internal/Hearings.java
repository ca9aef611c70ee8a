package city.pishkhan.discipline.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Discipline.Matter;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the party complained of sees and says. Who may call is checked before. */
final class Hearings {
    private static final int MOST = 200;

    private final Tx tx;
    private final Matters matters;
    private final Words words;
    private final Journal journal;

    Hearings(Tx tx, Matters matters, Words words, Journal journal) {
        this.tx = tx;
        this.matters = matters;
        this.words = words;
        this.journal = journal;
    }

    /** The newest in which the caller was asked. */
    List<Matter> of(Caller party) {
        return tx.required(sql -> MatterRows.hearings(sql, Parties.of(party), MOST).stream()
                .map(matters::asked)
                .toList());
    }

    /** @throws Refusal INVALID; NOT_FOUND unless the caller was asked; CONFLICT if it has answered, or need not any more */
    Matter answer(Caller party, UUID id, String given) {
        String answer = Words.checked("text", given, 1);
        return tx.required(sql -> {
            MatterRow row = MatterRows.lock(sql, id)
                    .filter(r -> r.charge() != null && Parties.of(party).contains(r.party()))
                    .orElseThrow(Matters::unknown);
            Matters.require(row, Set.of("hearing"));
            MatterRows.answer(sql, id, words.seal(id, Words.ANSWER, answer), party.principal(), MatterRows.now());
            journal.record(
                    null,
                    "hearing.answered",
                    party,
                    Map.of("complaint", id, "answer", words.commit(row.salt(), answer)));
            return matters.asked(MatterRows.find(sql, id).orElseThrow());
        });
    }
}
