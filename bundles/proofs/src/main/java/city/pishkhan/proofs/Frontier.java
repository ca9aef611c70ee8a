package city.pishkhan.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing {@link Merkle} tree: the roots of its whole subtrees, largest first, one for each bit of its size. It is all
 * that is needed to add leaves and to know the root; the past is not read again. Not safe for several threads.
 */
public final class Frontier {
    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    /** Sees each whole subtree when its last leaf arrives. */
    @FunctionalInterface
    public interface Observer {
        void node(int level, long index, byte[] hash);
    }

    /** Of the empty tree. */
    public Frontier() {}

    /**
     * @param encoded as {@link #encoded()} gave it
     * @throws IllegalArgumentException if it is not the frontier of a tree of that size
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

    public Frontier copy() {
        Frontier copy = new Frontier();
        copy.subtrees.addAll(subtrees);
        copy.size = size;
        return copy;
    }

    /** @param entry hash of the next entry */
    public void append(byte[] entry) {
        append(entry, (level, index, hash) -> {});
    }

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

    /** How many leaves there are. */
    public long size() {
        return size;
    }

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

    /** Its hashes one after the other. */
    public byte[] encoded() {
        byte[] encoded = new byte[subtrees.size() * Hashes.LENGTH];
        for (int i = 0; i < subtrees.size(); i++) {
            System.arraycopy(subtrees.get(i), 0, encoded, i * Hashes.LENGTH, Hashes.LENGTH);
        }
        return encoded;
    }
}
