package city.pishkhan.proofs;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree over all sheets of an archive.
 *
 * <p>The first 20 bits of a sheet's hash select one of 2^20 groups. Within a group the hashes are sorted; a hash occurs as
 * often as the archive has it. The root of a group is that of a {@link Merkle} tree over its hashes. Above the groups every
 * node has two children, even if there are no sheets below. Adding a sheet therefore changes one group and the 20 nodes above
 * it, and the hash alone determines the position.
 */
public final class SheetTree {
    /** Number of levels above the groups; the root is level 0. */
    public static final int LEVELS = 20;

    private static final byte[][] EMPTY = empty();

    private SheetTree() {}

    private static byte[][] empty() {
        byte[][] empty = new byte[LEVELS + 1][];
        empty[LEVELS] = Merkle.empty();
        for (int level = LEVELS - 1; level >= 0; level--) {
            empty[level] = Merkle.node(empty[level + 1], empty[level + 1]);
        }
        return empty;
    }

    /** Returns the node of a level if no sheet is below that node. */
    public static byte[] empty(int level) {
        return EMPTY[level].clone();
    }

    /** Returns the group of a sheet, 0 to 2^20 - 1. */
    public static int group(byte[] sha256) {
        return (sha256[0] & 0xff) << 12 | (sha256[1] & 0xff) << 4 | (sha256[2] & 0xff) >> 4;
    }

    /**
     * Computes the root of a group.
     *
     * @param sha256s the hashes, sorted by unsigned bytes
     */
    public static byte[] group(List<byte[]> sha256s) {
        Frontier frontier = new Frontier();
        sha256s.forEach(frontier::append);
        return frontier.root();
    }

    /**
     * Returns the siblings of a sheet within its group, up to the group's root.
     *
     * @param sha256s as {@link #group(List)}
     * @param index position of the sheet, from 0
     */
    public static List<byte[]> within(List<byte[]> sha256s, int index) {
        return Merkle.inclusion((level, at) -> subtreeRoot(sha256s, level, (int) at), index, sha256s.size());
    }

    private static byte[] subtreeRoot(List<byte[]> sha256s, int level, int index) {
        return level == 0
                ? Merkle.leaf(sha256s.get(index))
                : Merkle.node(
                        subtreeRoot(sha256s, level - 1, 2 * index), subtreeRoot(sha256s, level - 1, 2 * index + 1));
    }

    /**
     * Computes the common ancestor of adjacent nodes.
     *
     * @param nodes 2^n adjacent nodes; the number of the first is a multiple of 2^n
     */
    public static byte[] above(List<byte[]> nodes) {
        List<byte[]> row = nodes;
        while (row.size() > 1) {
            row = nextLevel(row);
        }
        return row.get(0);
    }

    private static List<byte[]> nextLevel(List<byte[]> row) {
        List<byte[]> next = new ArrayList<>(row.size() / 2);
        for (int i = 0; i < row.size(); i += 2) {
            next.add(Merkle.node(row.get(i), row.get(i + 1)));
        }
        return next;
    }

    /**
     * Returns the siblings on the path from one of the given nodes to their common ancestor.
     *
     * @param nodes as {@link #above}
     * @param index position of the node, from 0
     */
    public static List<byte[]> siblings(List<byte[]> nodes, int index) {
        List<byte[]> path = new ArrayList<>();
        List<byte[]> row = nodes;
        for (int at = index; row.size() > 1; at >>= 1, row = nextLevel(row)) {
            path.add(row.get(at ^ 1));
        }
        return path;
    }

    /**
     * Returns {@code true} if a sheet is in a tree.
     *
     * @param index its position in its group of {@code size} sheets, from 0
     * @param within as {@link #within}
     * @param above siblings of the group and of the nodes above it, 20 in total
     */
    public static boolean isIncluded(
            byte[] sha256, long index, long size, List<byte[]> within, List<byte[]> above, byte[] root) {
        byte[] node = Merkle.computeRoot(Merkle.leaf(sha256), index, size, within);
        if (node == null || above.size() != LEVELS) {
            return false;
        }
        int at = group(sha256);
        for (byte[] sibling : above) {
            node = (at & 1) == 0 ? Merkle.node(node, sibling) : Merkle.node(sibling, node);
            at >>= 1;
        }
        return MessageDigest.isEqual(node, root);
    }
}
