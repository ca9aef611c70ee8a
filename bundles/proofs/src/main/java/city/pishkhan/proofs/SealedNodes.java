package city.pishkhan.proofs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The tree's nodes out of what was kept beside seals: a whole subtree comes about when its last leaf arrives, so the seal over that leaf
 * and the frontier of the seal before are enough. No other record of the tree is needed.
 */
public final class SealedNodes implements Merkle.Nodes {
    private static final int MOST_GROWN = 8;

    private final LongFunction<Sealed> bySequence;
    private final LongFunction<Optional<Sealed>> byNumber;
    private final Map<Long, byte[]> asked = new HashMap<>();
    /** the nodes of the seals that were asked last: those of one seal may be some megabytes */
    private final Map<Long, Map<Long, byte[]>> grown = new LinkedHashMap<>(MOST_GROWN, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<Long, byte[]>> eldest) {
            return size() > MOST_GROWN;
        }
    };

    /**
     * @param bySequence the seal that covers an entry
     * @param byNumber   a seal, or empty if there is none
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
        byte[] node = grown.computeIfAbsent(sealed.seal().number(), number -> grow(sealed))
                .get(key(level, index));
        if (node == null) {
            throw new IllegalStateException(
                    "The leaves beside seal " + sealed.seal().number() + " are not whole");
        }
        return node;
    }

    /** All nodes that came about under one seal. */
    private Map<Long, byte[]> grow(Sealed sealed) {
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

    /** Level and index in one: there are fewer than 2^58 entries. */
    private static long key(int level, long index) {
        return (long) level << 58 | index;
    }
}
