package city.pishkhan.simulators.witness;

import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The witness's seals by number, rebuilt from the ledger. Seals that contradict a stored seal are refused. */
final class SealBook {

    /**
     * Outcome of a submission.
     *
     * @param accepted whether the seal was accepted
     * @param seal     the submitted seal if accepted, otherwise the stored seal that it contradicts
     */
    record Outcome(boolean accepted, ReceivedSeal seal) {}

    private final Ledger ledger;
    private final NavigableMap<Long, ReceivedSeal> seals = new TreeMap<>();

    SealBook(Ledger ledger) throws IOException {
        this.ledger = ledger;
        ledger.replay(this::replay);
    }

    private void replay(JsonNode entry) {
        if (entry.path("kind").asText().equals("kept")) {
            ReceivedSeal seal = ReceivedSeal.of(entry.path("seal"));
            seals.put(seal.number(), seal);
        }
    }

    /**
     * Accepts a seal that does not contradict the stored seals. A seal that is already stored is accepted without
     * effect.
     */
    synchronized Outcome accept(ReceivedSeal seal) {
        ReceivedSeal other = findContradicted(seal);
        if (other != null) {
            ledger.append(
                    "refused", id(seal), Map.of("hash", seal.hash(), "held", other.number(), "seal", seal.json()));
            return new Outcome(false, other);
        }
        if (!seals.containsKey(seal.number())) {
            ledger.append("kept", id(seal), Map.of("hash", seal.hash(), "seal", seal.json()));
            seals.put(seal.number(), seal);
        }
        return new Outcome(true, seal);
    }

    private static String id(ReceivedSeal seal) {
        return Long.toString(seal.number());
    }

    private ReceivedSeal findContradicted(ReceivedSeal seal) {
        ReceivedSeal same = seals.get(seal.number());
        if (same != null) {
            return same.hash().equals(seal.hash()) ? null : same;
        }
        ReceivedSeal before = seals.get(seal.number() - 1);
        if (before != null && !before.hash().equals(seal.previous())) {
            return before;
        }
        ReceivedSeal after = seals.get(seal.number() + 1);
        return after != null && !after.previous().equals(seal.hash()) ? after : null;
    }

    /** Returns the received seals, one per line, oldest first, in the format of {@code --witness FILE} of the hub and the verifier. */
    synchronized List<String> lines() {
        return seals.values().stream().map(seal -> seal.json().toString()).toList();
    }
}
