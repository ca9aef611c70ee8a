package city.pishkhan.proofs;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle tree of RFC 6962 (2.1) over the hashes of entries in their sequence. Leaves and nodes are hashed with different
 * first bytes, so that neither can be mistaken for the other. Leaf {@code i} is the entry with sequence {@code i + 1}.
 */
public final class Merkle {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** Roots of complete subtrees: {@code node(k, i)} is the root over leaves {@code i·2^k} to {@code (i+1)·2^k - 1}. */
    @FunctionalInterface
    public interface Nodes {
        byte[] node(int level, long index);
    }

    /** Returns the root of the empty tree. */
    public static byte[] empty() {
        return Hashes.sha256().digest();
    }

    /**
     * Returns the hash of a leaf.
     *
     * @param entry hash of an entry
     */
    public static byte[] leaf(byte[] entry) {
        MessageDigest digest = Hashes.sha256();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = Hashes.sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** Returns the proof that leaf {@code index} is in the tree of {@code size} leaves: the sibling of each node up to the root. */
    public static List<byte[]> inclusion(Nodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("No leaf " + index + " in a tree of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        addInclusion(nodes, index, 0, size, path);
        return path;
    }

    private static void addInclusion(Nodes nodes, long index, long start, long end, List<byte[]> path) {
        if (end - start == 1) {
            return;
        }
        long cut = start + split(end - start);
        if (index < cut) {
            addInclusion(nodes, index, start, cut, path);
            path.add(root(nodes, cut, end));
        } else {
            addInclusion(nodes, index, cut, end, path);
            path.add(root(nodes, start, cut));
        }
    }

    /**
     * Returns the proof that the tree of {@code size} leaves begins with the tree of {@code first} leaves; empty if both have
     * the same size.
     */
    public static List<byte[]> consistency(Nodes nodes, long first, long size) {
        if (first < 1 || first > size) {
            throw new IllegalArgumentException("A tree of " + size + " does not begin with a tree of " + first);
        }
        List<byte[]> path = new ArrayList<>();
        addConsistency(nodes, first, 0, size, true, path);
        return path;
    }

    private static void addConsistency(
            Nodes nodes, long first, long start, long end, boolean known, List<byte[]> path) {
        if (first == end) {
            if (!known) {
                path.add(root(nodes, start, end));
            }
            return;
        }
        long cut = start + split(end - start);
        if (first <= cut) {
            addConsistency(nodes, first, start, cut, known, path);
            path.add(root(nodes, cut, end));
        } else {
            addConsistency(nodes, first, cut, end, false, path);
            path.add(root(nodes, start, cut));
        }
    }

    private static byte[] root(Nodes nodes, long start, long end) {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            return nodes.node(Long.numberOfTrailingZeros(size), start / size);
        }
        long cut = start + split(size);
        return node(root(nodes, start, cut), root(nodes, cut, end));
    }

    /** Returns the largest power of two below a size of 2 or more. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    /** Returns {@code true} if a proof leads from a leaf to a root (RFC 9162, 2.1.3.2). */
    public static boolean isIncluded(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        byte[] reached = computeRoot(leaf, index, size, path);
        return reached != null && MessageDigest.isEqual(reached, root);
    }

    /**
     * Returns the root to which a proof leads from a leaf; {@code null} if the proof's length does not fit a tree of
     * that size.
     */
    static byte @Nullable [] computeRoot(byte[] leaf, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return null;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return null;
            }
            if ((at & 1) == 1 || at == last) {
                hash = node(sibling, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : null;
    }

    /**
     * Returns {@code true} if a proof shows that a tree begins with the leaves of an earlier tree (RFC 9162, 2.1.4.2).
     */
    public static boolean isConsistent(long first, byte[] firstRoot, long size, byte[] root, List<byte[]> path) {
        if (first < 1 || first > size || (first == size) != path.isEmpty()) {
            return false;
        }
        if (first == size) {
            return MessageDigest.isEqual(firstRoot, root);
        }
        List<byte[]> proof = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            proof.add(0, firstRoot);
        }
        long at = first - 1;
        long last = size - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        byte[] earlier = proof.get(0);
        byte[] later = proof.get(0);
        for (byte[] sibling : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                earlier = node(sibling, earlier);
                later = node(sibling, later);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                later = node(later, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(earlier, firstRoot) && MessageDigest.isEqual(later, root);
    }
}
