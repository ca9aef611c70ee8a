package city.pishkhan.proofs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Computes the nodes of the journal's tree from the data stored with seals. A subtree is complete when its last leaf arrives,
 * so the seal over that leaf and the frontier of the previous seal are sufficient. No other record of the tree is needed.
 */
public final class SealedNodes implements Merkle.Nodes {
    private static final int MAX_CACHED_SEALS = 8;

    private final LongFunction<Sealed> bySequence;
    private final LongFunction<Optional<Sealed>> byNumber;
    private final Map<Long, byte[]> asked = new HashMap<>();
    /**
     * Cached tree nodes by seal, for the most recently used seals; the nodes of one seal may take several megabytes.
     */
    private final Map<Long, Map<Long, byte[]>> nodesBySeal = new LinkedHashMap<>(MAX_CACHED_SEALS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<Long, byte[]>> eldest) {
            return size() > MAX_CACHED_SEALS;
        }
    };

    /**
     * @param bySequence returns the seal that covers an entry
     * @param byNumber returns a seal by its number, or empty
     */
    public SealedNodes(LongFunction<Sealed> bySequence, LongFunction<Optional<Sealed>> byNumber) {
        this.bySequence = bySequence;
        this.byNumber = byNumber;
    }

    @Override
    public byte[] node(int level, long index) {
        return asked.computeIfAbsent(key(level, index), key -> find(level, index));
    }

    private byte[] find(int level, long index) {
        Sealed sealed = bySequence.apply(index + 1 << level);
        byte[] node = nodesBySeal
                .computeIfAbsent(sealed.seal().number(), number -> computeNodes(sealed))
                .get(key(level, index));
        if (node == null) {
            throw new IllegalStateException(
                    "The leaves of seal " + sealed.seal().number() + " are incomplete");
        }
        return node;
    }

    /** Computes all tree nodes that were completed by the entries of one seal. */
    private Map<Long, byte[]> computeNodes(Sealed sealed) {
        Frontier frontier = byNumber.apply(sealed.seal().number() - 1)
                .map(before -> new Frontier(before.seal().to(), before.frontier()))
                .orElseGet(Frontier::new);
        Map<Long, byte[]> nodes = new HashMap<>();
        byte[] leaves = sealed.leaves();
        for (int i = 0; i < leaves.length; i += Hashes.LENGTH) {
            frontier.append(
                    Arrays.copyOfRange(leaves, i, i + Hashes.LENGTH),
                    (level, index, hash) -> nodes.put(key(level, index), hash));
        }
        return nodes;
    }

    /** Combines level and index of a tree node into one number; a journal has fewer than 2^58 entries. */
    private static long key(int level, long index) {
        return (long) level << 58 | index;
    }
}
