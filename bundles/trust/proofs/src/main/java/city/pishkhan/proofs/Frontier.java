package city.pishkhan.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing {@link Merkle} tree: the roots of its complete subtrees, largest first, one for each bit of its
 * size. It is sufficient to append leaves and compute the root, without reading earlier leaves. Not thread-safe.
 */
public final class Frontier {
    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    /** Receives each complete subtree when its last leaf is appended. */
    @FunctionalInterface
    public interface Observer {
        void node(int level, long index, byte[] hash);
    }

    /** Creates the frontier of the empty tree. */
    public Frontier() {}

    /**
     * Restores a frontier.
     *
     * @param size number of leaves
     * @param encoded result of {@link #encoded()}
     * @throws IllegalArgumentException if the length does not fit the size
     */
    public Frontier(long size, byte[] encoded) {
        if (size < 0 || encoded.length != Long.bitCount(size) * Hashes.LENGTH) {
            throw new IllegalArgumentException("Not the frontier of a tree of " + size);
        }
        this.size = size;
        for (int i = 0; i < encoded.length; i += Hashes.LENGTH) {
            subtrees.add(Arrays.copyOfRange(encoded, i, i + Hashes.LENGTH));
        }
    }

    /** Returns an independent copy. */
    public Frontier copy() {
        Frontier copy = new Frontier();
        copy.subtrees.addAll(subtrees);
        copy.size = size;
        return copy;
    }

    /**
     * Appends a leaf.
     *
     * @param entry hash of the next entry
     */
    public void append(byte[] entry) {
        append(entry, (level, index, hash) -> {});
    }

    /**
     * Appends a leaf.
     *
     * @param entry hash of the next entry
     * @param observer receives the subtrees that this leaf completes
     */
    public void append(byte[] entry, Observer observer) {
        byte[] hash = Merkle.leaf(entry);
        long index = size++;
        int level = 0;
        observer.node(level, index, hash);
        while ((index & 1) == 1) {
            hash = Merkle.node(subtrees.remove(subtrees.size() - 1), hash);
            index >>= 1;
            observer.node(++level, index, hash);
        }
        subtrees.add(hash);
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Computes the root of the present tree. */
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return Merkle.empty();
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Merkle.node(subtrees.get(i), root);
        }
        return root;
    }

    /** The hashes of the subtrees, concatenated. */
    public byte[] encoded() {
        byte[] encoded = new byte[subtrees.size() * Hashes.LENGTH];
        for (int i = 0; i < subtrees.size(); i++) {
            System.arraycopy(subtrees.get(i), 0, encoded, i * Hashes.LENGTH, Hashes.LENGTH);
        }
        return encoded;
    }
}
