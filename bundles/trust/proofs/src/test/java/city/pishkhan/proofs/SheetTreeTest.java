package city.pishkhan.proofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares {@link SheetTree} with a tree that the test computes node by node. */
class SheetTreeTest {
    private final Random random = new Random(20);

    private byte[] hash() {
        byte[] hash = new byte[Hashes.LENGTH];
        random.nextBytes(hash);
        return hash;
    }

    /** Several thousand hashes; some of them share groups of 1 to 9 hashes, and one hash occurs twice. */
    private List<byte[]> some() {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(hash());
        }
        for (int size = 2; size < 10; size++) {
            byte[] first = hash();
            for (int i = 0; i < size; i++) {
                byte[] next = hash();
                System.arraycopy(first, 0, next, 0, 3);
                all.add(next);
            }
        }
        all.add(all.get(all.size() - 1));
        all.sort(Arrays::compareUnsigned);
        return all;
    }

    private static Map<Integer, List<byte[]>> groups(List<byte[]> all) {
        Map<Integer, List<byte[]>> groups = new TreeMap<>();
        all.forEach(one -> groups.computeIfAbsent(SheetTree.group(one), g -> new ArrayList<>())
                .add(one));
        return groups;
    }

    /** Computes the nodes of all levels of the tree, from the groups up to the root. */
    private static List<Map<Integer, byte[]>> levels(Map<Integer, List<byte[]>> groups) {
        List<Map<Integer, byte[]>> levels = new ArrayList<>();
        Map<Integer, byte[]> below = new TreeMap<>();
        groups.forEach((place, hashes) -> below.put(place, SheetTree.group(hashes)));
        levels.add(below);
        for (int level = SheetTree.LEVELS - 1; level >= 0; level--) {
            Map<Integer, byte[]> last = levels.get(levels.size() - 1);
            Map<Integer, byte[]> next = new TreeMap<>();
            byte[] empty = SheetTree.empty(level + 1);
            last.keySet().stream()
                    .map(place -> place / 2)
                    .distinct()
                    .forEach(place -> next.put(
                            place,
                            Merkle.node(last.getOrDefault(2 * place, empty), last.getOrDefault(2 * place + 1, empty))));
            levels.add(next);
        }
        return levels;
    }

    private static List<byte[]> above(List<Map<Integer, byte[]>> levels, int group) {
        List<byte[]> above = new ArrayList<>();
        for (int i = 0, place = group; i < SheetTree.LEVELS; i++, place >>= 1) {
            above.add(levels.get(i).getOrDefault(place ^ 1, SheetTree.empty(SheetTree.LEVELS - i)));
        }
        return above;
    }

    @Test
    void groupIsFirstTwentyBits() {
        assertEquals(0xabcde, SheetTree.group(Hashes.bytes("abcdef" + "0".repeat(58))));
        assertEquals(0, SheetTree.group(new byte[32]));
        assertEquals((1 << 20) - 1, SheetTree.group(Hashes.bytes("f".repeat(64))));
    }

    @Test
    void provesOnlySheetsInTree() {
        Map<Integer, List<byte[]>> groups = groups(some());
        List<Map<Integer, byte[]>> levels = levels(groups);
        byte[] root = levels.get(SheetTree.LEVELS).get(0);
        groups.forEach((place, hashes) -> {
            for (int i = 0; i < hashes.size(); i++) {
                List<byte[]> within = SheetTree.within(hashes, i);
                List<byte[]> above = above(levels, place);
                assertTrue(SheetTree.isIncluded(hashes.get(i), i, hashes.size(), within, above, root));
                assertFalse(SheetTree.isIncluded(hash(), i, hashes.size(), within, above, root), "another sheet");
                assertFalse(
                        SheetTree.isIncluded(hashes.get(i), i, hashes.size(), within, above, hash()), "another root");
                assertFalse(
                        SheetTree.isIncluded(hashes.get(i), i, hashes.size() + 8, within, above, root), "another size");
                List<byte[]> changed = new ArrayList<>(above);
                changed.set(random.nextInt(SheetTree.LEVELS), hash());
                assertFalse(
                        SheetTree.isIncluded(hashes.get(i), i, hashes.size(), within, changed, root),
                        "another sibling");
                assertFalse(
                        SheetTree.isIncluded(hashes.get(i), i, hashes.size(), within, above.subList(0, 19), root),
                        "too short");
            }
        });
    }

    /** The archive stores every eighth level: 256 adjacent nodes and their common ancestors. */
    @Test
    void combinedLevelsEqualSingleLevels() {
        List<byte[]> row = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            row.add(hash());
        }
        byte[] top = SheetTree.above(row);
        for (int i : new int[] {0, 1, 100, 255}) {
            byte[] node = row.get(i);
            int at = i;
            for (byte[] sibling : SheetTree.siblings(row, i)) {
                node = (at & 1) == 0 ? Merkle.node(node, sibling) : Merkle.node(sibling, node);
                at >>= 1;
            }
            assertArrayEquals(top, node);
        }
    }

    @Test
    void rejectsInnerNodeAsSheet() {
        List<byte[]> group = new ArrayList<>();
        byte[] first = hash();
        byte[] second = hash();
        System.arraycopy(first, 0, second, 0, 3);
        group.add(first);
        group.add(second);
        group.sort(Arrays::compareUnsigned);
        byte[] inner = SheetTree.group(group);
        List<byte[]> above = new ArrayList<>();
        byte[] root = inner;
        int at = SheetTree.group(first);
        for (int level = SheetTree.LEVELS; level > 0; level--, at >>= 1) {
            byte[] empty = SheetTree.empty(level);
            above.add(empty);
            root = (at & 1) == 0 ? Merkle.node(root, empty) : Merkle.node(empty, root);
        }
        assertTrue(SheetTree.isIncluded(group.get(0), 0, 2, SheetTree.within(group, 0), above, root));
        assertFalse(SheetTree.isIncluded(inner, 0, 1, List.of(), above, root));
    }
}
