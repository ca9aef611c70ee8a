package city.pishkhan.proofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTest {
    private static final int LARGEST = 40;
    private final Random random = new Random(7);

    /** Test leaves of RFC 6962 implementations, and the roots of the first n leaves. */
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    @Test
    void rootsMatchStandard() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hashes.hex(new Frontier().root()));
        Frontier frontier = new Frontier();
        frontier.append(HexFormat.of().parseHex(LEAVES[0]));
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", Hashes.hex(frontier.root()));
        for (String leaf : List.of(LEAVES).subList(1, LEAVES.length)) {
            frontier.append(HexFormat.of().parseHex(leaf));
        }
        assertEquals("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", Hashes.hex(frontier.root()));
    }

    @Test
    void frontierComputesRootOfWholeTree() {
        List<byte[]> leaves = leaves(LARGEST);
        Frontier frontier = new Frontier();
        for (int size = 1; size <= LARGEST; size++) {
            frontier.append(leaves.get(size - 1));
            assertArrayEquals(naive(leaves.subList(0, size)), frontier.root());
            // continues with a frontier restored from the stored state, like another process
            frontier = new Frontier(frontier.size(), frontier.encoded());
        }
        byte[] encoded = frontier.encoded();
        assertThrows(IllegalArgumentException.class, () -> new Frontier(LARGEST - 1, encoded));
    }

    @Test
    void provesEveryLeafAndRejectsForgedProofs() {
        List<byte[]> leaves = leaves(LARGEST);
        for (int size = 1; size <= LARGEST; size++) {
            byte[] root = naive(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                List<byte[]> path = Merkle.inclusion(nodes(leaves), index, size);
                byte[] leaf = Merkle.leaf(leaves.get(index));
                assertTrue(Merkle.isIncluded(leaf, index, size, path, root), index + " of " + size);
                int other = random.nextInt(size);
                assertEquals(other == index, Merkle.isIncluded(leaf, other, size, path, root));
                assertFalse(Merkle.isIncluded(Merkle.leaf(new byte[1]), index, size, path, root));
                assertFalse(Merkle.isIncluded(leaf, index, size, path, Merkle.empty()));
                assertFalse(Merkle.isIncluded(leaf, size, size, path, root));
                if (!path.isEmpty()) {
                    assertFalse(Merkle.isIncluded(leaf, index, size, path.subList(1, path.size()), root));
                    assertFalse(Merkle.isIncluded(leaf, index, size, damaged(path), root));
                }
            }
        }
    }

    @Test
    void treeIsConsistentOnlyWithItsPrefixes() {
        List<byte[]> leaves = leaves(LARGEST);
        for (int size = 1; size <= LARGEST; size++) {
            byte[] root = naive(leaves.subList(0, size));
            for (int first = 1; first <= size; first++) {
                byte[] earlier = naive(leaves.subList(0, first));
                List<byte[]> path = Merkle.consistency(nodes(leaves), first, size);
                assertTrue(Merkle.isConsistent(first, earlier, size, root, path), first + " of " + size);
                assertFalse(Merkle.isConsistent(first, Merkle.empty(), size, root, path));
                assertFalse(Merkle.isConsistent(first, earlier, size, Merkle.empty(), path));
                if (!path.isEmpty()) {
                    assertFalse(Merkle.isConsistent(first, earlier, size, root, damaged(path)));
                    assertFalse(Merkle.isConsistent(first, earlier, size, root, path.subList(1, path.size())));
                }
            }
        }
    }

    private List<byte[]> damaged(List<byte[]> path) {
        List<byte[]> damaged = new ArrayList<>(path);
        byte[] hash = damaged.get(random.nextInt(path.size())).clone();
        damaged.set(damaged.size() - 1, hash);
        hash[random.nextInt(hash.length)] ^= 1;
        return damaged;
    }

    private List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[Hashes.LENGTH];
            random.nextBytes(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    private static Merkle.Nodes nodes(List<byte[]> leaves) {
        return (level, index) -> naive(leaves.subList((int) (index << level), (int) (index + 1 << level)));
    }

    /** Computes the root recursively, as RFC 6962 defines it. */
    private static byte[] naive(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return Merkle.leaf(leaves.get(0));
        }
        int cut = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.node(naive(leaves.subList(0, cut)), naive(leaves.subList(cut, leaves.size())));
    }
}
