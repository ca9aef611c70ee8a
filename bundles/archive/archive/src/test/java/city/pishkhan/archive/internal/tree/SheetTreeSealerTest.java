package city.pishkhan.archive.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetProofs.TreePath;
import city.pishkhan.archive.internal.ArchiveComponent;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.SheetProof;
import city.pishkhan.proofs.SheetTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that the journaled roots prove existing sheets while rows are added and removed. */
class SheetTreeSealerTest {
    private static final Duration PACE = Duration.ofMinutes(10);
    private static TestStore store;

    private final Random random = new Random(8);
    private final SteppingClock clock = new SteppingClock();
    private final List<Map<String, ?>> roots = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private boolean broken;
    private SheetTreeSealer sealer;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        store.schemas().migrate(ArchiveComponent.class, "archive");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.tx().run(sql -> {
            sql.execute("truncate archive.content, archive.tree_node, archive.tree_change,"
                    + " archive.tree_node_before, archive.tree_change_before");
            sql.execute(
                    "update archive.tree set root = ?, sheets = 0, built = 1048576, before = null, next = '2000-01-01', altered_at = null",
                    SheetTree.empty(0));
        });
        sealer = sealer(50_000);
    }

    private SheetTreeSealer sealer(int most) {
        return new SheetTreeSealer(
                store.tx(),
                (event, actor, details) -> {
                    if (broken) {
                        throw new IllegalStateException("killed");
                    }
                    if (event.equals(SheetProof.EVENT)) {
                        roots.add(details);
                    } else {
                        others.add(event + details);
                    }
                },
                clock,
                PACE,
                most);
    }

    private void seal() {
        clock.advance(PACE.plusMinutes(1));
        sealer.sealIfDue();
    }

    private String add(byte[] sha256, Long person) {
        store.tx().run(sql -> sql.createUpdate(
                        "insert into archive.content (person, size, media, sha256) values (:person, 1, 'p', :sha256) on conflict do nothing")
                .bind("person", person)
                .bind("sha256", sha256)
                .execute());
        return HexFormat.of().formatHex(sha256);
    }

    private String add() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return add(hash, null);
    }

    private void remove(String sha256) {
        store.tx().run(sql -> sql.createUpdate("delete from archive.content where sha256 = :sha256")
                .bind("sha256", Hashes.bytes(sha256))
                .execute());
    }

    private TreePath path(String sha256) {
        return SheetTreeComponent.paths(store.tx(), sha256, PACE).get(0);
    }

    /** Checks that the journaled root proves the sheet. */
    private void assertProved(String sha256) {
        TreePath path = path(sha256);
        assertEquals(last(), path.root());
        assertTrue(SheetTree.isIncluded(
                Hashes.bytes(sha256), path.index(), path.size(), path.within(), path.above(), Hashes.bytes(last())));
    }

    private String last() {
        return (String) roots.get(roots.size() - 1).get("root");
    }

    private static String refused(Runnable what) {
        return assertThrows(Refusal.class, what::run).code();
    }

    @Test
    void emptyTreeEqualsInitialState() {
        try (TestStore fresh = TestStore.start()) {
            fresh.schemas().migrate(ArchiveComponent.class, "archive");
            assertEquals(
                    Hashes.hex(SheetTree.empty(0)),
                    Hashes.hex(fresh.tx().required(SheetTreeRepository::state).root()));
        }
    }

    /**
     * Proofs by the previous root stay valid until the next root is written, because the journal seals a new root up to
     * a minute later.
     */
    @Test
    void previousRootStaysProvableUntilNextRound() {
        List<String> old = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            old.add(add());
        }
        // hashes in the group of the first sheet, so that its proof changes when they are added or removed
        byte[] beside = Hashes.bytes(old.get(0));
        beside[7] ^= 1;
        byte[] removed = Hashes.bytes(old.get(0));
        removed[6] ^= 1;
        String goes = add(removed, null);
        seal();
        String first = last();
        remove(goes);
        String young = add(beside, null);
        String far = add();
        seal();
        assertNotEquals(first, last());
        // this sheet is not included in any root yet, so that no path may contain it
        add();
        for (String sheet : old) {
            List<TreePath> paths = SheetTreeComponent.paths(store.tx(), sheet, PACE);
            assertEquals(
                    List.of(last(), first), paths.stream().map(TreePath::root).toList());
            for (TreePath path : paths) {
                assertTrue(SheetTree.isIncluded(
                        Hashes.bytes(sheet),
                        path.index(),
                        path.size(),
                        path.within(),
                        path.above(),
                        Hashes.bytes(path.root())));
            }
        }
        for (String sheet : List.of(young, far)) {
            assertEquals(1, SheetTreeComponent.paths(store.tx(), sheet, PACE).size(), "the root before had it not");
        }
        String second = last();
        seal();
        assertEquals(
                second, SheetTreeComponent.paths(store.tx(), young, PACE).get(1).root(), "one before is kept, not two");
    }

    @Test
    void roundOfSeveralStepsKeepsPreviousRoot() {
        String old = add();
        seal();
        String first = last();
        for (int i = 0; i < 12; i++) {
            add();
        }
        sealer = sealer(4);
        seal();
        assertEquals(4, roots.size());
        assertEquals(
                first, SheetTreeComponent.paths(store.tx(), old, PACE).get(1).root());
        for (int i = 0; i < 30; i++) {
            add();
        }
        seal();
        assertEquals(1, SheetTreeComponent.paths(store.tx(), old, PACE).size(), "of a long round nothing is kept");
        assertProved(old);
        assertEquals(
                0, (int) store.tx().required(sql -> sql.createQuery("select count(*) from archive.tree_node_before")
                        .mapTo(Integer.class)
                        .one()));
    }

    @Test
    void newSheetsAreProvedByNextRoot() {
        List<String> sheets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sheets.add(add());
        }
        assertEquals("sheet.not-sealed", refused(() -> path(sheets.get(0))));
        seal();
        assertEquals(300L, roots.get(0).get("sheets"));
        sheets.forEach(this::assertProved);
        seal();
        assertEquals(1, roots.size(), "nothing came, nothing is sealed");
        String late = add();
        sheets.forEach(this::assertProved);
        assertEquals("sheet.not-sealed", refused(() -> path(late)));
        seal();
        assertEquals(2, roots.size());
        assertProved(late);
        sheets.forEach(this::assertProved);
    }

    @Test
    void erasedSheetLeavesNoTraceInTree() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        byte[] similar = hash.clone();
        similar[31] ^= 1;
        String erased = add(hash, -5L);
        String stays = add(similar, null);
        String other = add();
        seal();
        TreePath before = path(erased);
        remove(erased);
        assertProved(stays);
        assertProved(other);
        seal();
        assertProved(stays);
        assertProved(other);
        assertEquals("sheet.not-sealed", refused(() -> path(erased)));
        assertEquals(2L, roots.get(1).get("sheets"));
        assertTrue(
                SheetTree.isIncluded(
                        hash,
                        before.index(),
                        before.size(),
                        before.within(),
                        before.above(),
                        Hashes.bytes(before.root())),
                "who has the sheet and the earlier proof still proves it");
        long kept = store.tx()
                .required(sql -> sql.createQuery("select count(*) from archive.tree_change where sha256 = :hash")
                        .bind("hash", hash)
                        .mapTo(Long.class)
                        .one());
        assertEquals(0, kept);
    }

    @Test
    void equalHashesOfSeveralPersonsAreCountedEach() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        String sheet = add(hash, null);
        add(hash, -5L);
        seal();
        add(hash, -6L);
        assertProved(sheet);
        seal();
        assertEquals(3, path(sheet).size());
        assertProved(sheet);
    }

    @Test
    void sheetRemovedBeforeSealingLeavesNoTrace() {
        String stays = add();
        seal();
        remove(add());
        seal();
        assertProved(stays);
        assertEquals(1L, roots.get(roots.size() - 1).get("sheets"));
        assertEquals(roots.get(0).get("root"), last());
    }

    @Test
    void sealsManySheetsInBatches() {
        List<String> sheets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sheets.add(add());
        }
        sealer = sealer(7);
        seal();
        assertEquals(6, roots.size());
        sheets.forEach(this::assertProved);
    }

    @Test
    void buildsTreeOfExistingSheetsInSteps() {
        List<String> sheets = new ArrayList<>();
        store.tx().run(sql -> sql.execute("alter table archive.content disable trigger user"));
        for (int i = 0; i < 100; i++) {
            sheets.add(add());
        }
        store.tx().run(sql -> sql.execute("alter table archive.content enable trigger user"));
        store.tx().run(sql -> sql.execute("update archive.tree set built = 0"));
        String late = add();
        assertEquals("sheet.not-sealed", refused(() -> path(sheets.get(0))));
        seal();
        sheets.forEach(this::assertProved);
        assertProved(late);
        assertEquals(101L, roots.get(0).get("sheets"));
        assertEquals(List.of(), others);
    }

    @Test
    void rootAndJournalEntryAreOneTransaction() {
        String sheet = add();
        seal();
        String root = last();
        String second = add();
        broken = true;
        assertThrows(IllegalStateException.class, this::seal);
        broken = false;
        assertEquals(root, path(sheet).root(), "as if it had not begun");
        assertEquals("sheet.not-sealed", refused(() -> path(second)));
        seal();
        assertNotEquals(root, last());
        assertProved(second);
    }

    @Test
    void reportsRowsChangedOutsideTheHub() {
        String sheet = add();
        String far = add();
        seal();
        byte[] changed = Hashes.bytes(sheet);
        changed[31] ^= 1;
        store.tx()
                .run(sql -> sql.execute(
                        "update archive.content set sha256 = ? where sha256 = ?", changed, Hashes.bytes(sheet)));
        assertEquals("sheet.not-sealed", refused(() -> path(sheet)));
        assertEquals("sheet.unproved", refused(() -> path(Hashes.hex(changed))), "the other has no proof");
        assertProved(far);
        byte[] similar = Hashes.bytes(sheet);
        similar[5] ^= 1;
        add(similar, null);
        seal();
        assertEquals(1, others.size());
        assertTrue(others.get(0).startsWith("archive-tree.altered"), others::toString);
    }

    @Test
    void rootEqualsIndependentComputation() {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            hashes.add(Hashes.bytes(add()));
        }
        seal();
        Map<Integer, byte[]> below = new TreeMap<>();
        hashes.sort(Arrays::compareUnsigned);
        hashes.forEach(hash -> below.put(SheetTree.group(hash), SheetTree.group(List.of(hash))));
        for (int level = SheetTree.LEVELS; level > 0; level--) {
            byte[] empty = SheetTree.empty(level);
            Map<Integer, byte[]> last = new TreeMap<>(below);
            below.clear();
            last.keySet()
                    .forEach(place -> below.put(
                            place / 2,
                            SheetTree.above(List.of(
                                    last.getOrDefault(place & ~1, empty), last.getOrDefault(place | 1, empty)))));
        }
        assertEquals(Hashes.hex(below.get(0)), last());
    }
}
