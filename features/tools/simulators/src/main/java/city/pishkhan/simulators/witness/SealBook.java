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
     * @param taken whether the seal was accepted
     * @param seal  the submitted seal if accepted, otherwise the stored seal that it contradicts
     */
    record Outcome(boolean taken, HeldSeal seal) {}

    private final Ledger ledger;
    private final NavigableMap<Long, HeldSeal> seals = new TreeMap<>();

    SealBook(Ledger ledger) throws IOException {
        this.ledger = ledger;
        ledger.replay(this::remember);
    }

    private void remember(JsonNode entry) {
        if (entry.path("kind").asText().equals("kept")) {
            HeldSeal seal = HeldSeal.of(entry.path("seal"));
            seals.put(seal.number(), seal);
        }
    }

    /** Accepts a seal that does not contradict the stored seals; a known seal is accepted again. */
    synchronized Outcome take(HeldSeal seal) {
        HeldSeal other = contradicted(seal);
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

    private static String id(HeldSeal seal) {
        return Long.toString(seal.number());
    }

    private HeldSeal contradicted(HeldSeal seal) {
        HeldSeal same = seals.get(seal.number());
        if (same != null) {
            return same.hash().equals(seal.hash()) ? null : same;
        }
        HeldSeal before = seals.get(seal.number() - 1);
        if (before != null && !before.hash().equals(seal.previous())) {
            return before;
        }
        HeldSeal after = seals.get(seal.number() + 1);
        return after != null && !after.previous().equals(seal.hash()) ? after : null;
    }

    /** Returns the received seals, one per line, oldest first, in the format of {@code --witness FILE} of the hub and the verifier. */
    synchronized List<String> lines() {
        return seals.values().stream().map(seal -> seal.json().toString()).toList();
    }
}
