package city.pishkhan.proofs;

import java.util.List;

/**
 * A seal with the proof that a later seal extends its tree.
 *
 * @param seal the seal
 * @param extension {@link Merkle#consistency} from its tree to that of the last seal of its {@link CaseProof}; empty for the
 *     last seal itself
 */
public record Linked(Seal seal, List<byte[]> extension) {
    public Linked {
        extension = List.copyOf(extension);
    }
}
