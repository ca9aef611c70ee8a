package city.pishkhan.proofs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry with the proof that a seal covers it.
 *
 * @param entry the entry
 * @param proof {@link Merkle#inclusion} in the tree of the last seal of its {@link CaseProof}; {@code null} if no seal covers
 *     it yet
 */
public record Proven(Entry entry, @Nullable List<byte[]> proof) {
    public Proven {
        proof = proof == null ? null : List.copyOf(proof);
    }

    /** Returns {@code true} if a seal covers the entry. */
    public boolean hasSeal() {
        return proof != null;
    }
}
