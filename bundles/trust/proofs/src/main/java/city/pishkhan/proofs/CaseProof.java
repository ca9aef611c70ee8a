package city.pishkhan.proofs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one case with their proofs: each entry is in the tree of the last seal, and each other seal is an earlier
 * state of that tree. A verifier who knows one of the seals can therefore verify all entries that it covers.
 *
 * @param entries oldest first
 * @param seals the seals over the case's entries, oldest first; empty if none is sealed yet
 * @param keys all keys introduced in the journal, oldest first
 */
public record CaseProof(List<Proven> entries, List<Linked> seals, List<SealKey> keys) {
    public CaseProof {
        entries = List.copyOf(entries);
        seals = List.copyOf(seals);
        keys = List.copyOf(keys);
    }

    /** Returns the seal to whose root all proofs lead; {@code null} if no entry is sealed yet. */
    public @Nullable Seal head() {
        return seals.isEmpty() ? null : seals.get(seals.size() - 1).seal();
    }

    /**
     * Creates the proofs.
     *
     * @param entries entries of one case, oldest first
     * @param seals seals in any order; proofs lead to the newest
     * @param nodes nodes of the journal's tree, up to the newest seal
     */
    public static CaseProof of(List<Entry> entries, Collection<Seal> seals, List<SealKey> keys, Merkle.Nodes nodes) {
        List<Seal> sorted =
                seals.stream().sorted(Comparator.comparingLong(Seal::number)).toList();
        long size = sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1).to();
        List<Proven> proven = new ArrayList<>();
        for (Entry entry : entries) {
            Long number = entry.sequence();
            proven.add(new Proven(
                    entry, number != null && number <= size ? Merkle.inclusion(nodes, number - 1, size) : null));
        }
        List<Linked> linked = sorted.stream()
                .map(seal -> new Linked(seal, Merkle.consistency(nodes, seal.to(), size)))
                .toList();
        return new CaseProof(proven, linked, keys);
    }
}
