package city.pishkhan.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The tree's nodes out of what was kept beside seals: a whole subtree comes about when its last leaf arrives, so the seal over that leaf
 * and the frontier of the seal before are enough. No other record of the tree is needed.
 */
public final class SealedNodes implements Merkle.Nodes {
    private final LongFunction<Sealed> bySequence;
    private final LongFunction<Optional<Sealed>> byNumber;
    private final Map<Long, Map<Long, byte[]>> seen = new HashMap<>();

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
        long end = index + 1 << level;
        Sealed sealed = bySequence.apply(end);
        byte[] node = seen.computeIfAbsent(sealed.seal().number(), number -> grow(sealed))
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
