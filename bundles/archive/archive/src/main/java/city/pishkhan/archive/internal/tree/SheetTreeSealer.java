package city.pishkhan.archive.internal.tree;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.tree.SheetTreeRepository.Group;
import city.pishkhan.archive.internal.tree.SheetTreeRepository.State;
import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.SheetProof;
import city.pishkhan.proofs.SheetTree;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds changes to the tree and its new root to the journal in one transaction, so that the tree always matches the last entry. Before a
 * group is sealed again, its previous state is compared with the sealed one, to detect rows that were changed outside the hub.
 */
final class SheetTreeSealer {
    private static final Logger LOG = LoggerFactory.getLogger(SheetTreeSealer.class);

    /** maximum number of changes per journal entry, except further changes of the same groups */
    private static final int MOST = 50_000;

    /**
     * number of steps of an update after which the previous tree is no longer kept, because keeping it would double the
     * writes
     */
    private static final int KEPT_STEPS = 4;

    private static final int MOST_NAMED = 20;

    private final Tx tx;
    private final HubJournal journal;
    private final Clock clock;
    private final Duration pace;
    private final int limit;

    SheetTreeSealer(Tx tx, HubJournal journal, Clock clock, Duration pace) {
        this(tx, journal, clock, pace, MOST);
    }

    SheetTreeSealer(Tx tx, HubJournal journal, Clock clock, Duration pace, int limit) {
        this.tx = tx;
        this.journal = journal;
        this.clock = clock;
        this.pace = pace;
        this.limit = limit;
    }

    /** Writes waiting changes and the new root, if this is due and no other node has claimed it. */
    void sealIfDue() {
        Instant now = clock.instant();
        if (tx.separate(sql -> SheetTreeRepository.claim(sql, now, now.plus(pace)))) {
            boolean more = true;
            for (int done = 0; more && !Thread.currentThread().isInterrupted(); done++) {
                int number = done;
                more = tx.separate(sql -> step(sql, number));
            }
        }
    }

    /**
     * @param number number of steps that this update of the tree has already run
     * @return {@code true} if more changes may be waiting
     */
    private boolean step(Handle sql, int number) {
        if (!SheetTreeRepository.tryLock(sql)) {
            return false;
        }
        State before = SheetTreeRepository.state(sql);
        return before.built() < SheetTreeRepository.GROUPS ? build(sql, before) : applyChanges(sql, before, number);
    }

    /** Builds the tree for existing sheets, part by part. Only the last part writes a journal entry. */
    private boolean build(Handle sql, State before) {
        int each = SheetTreeRepository.GROUPS / SheetTreeRepository.PARTS;
        int to = before.built() + each;
        Changed changed = new Changed(true);
        SheetTreeRepository.readPart(sql, before.built() / each, changed::add);
        byte[] root = changed.write(sql, before.root(), false);
        State after = new State(root, before.sheets() + changed.sheets, to, null);
        SheetTreeRepository.save(sql, after, false);
        if (to == SheetTreeRepository.GROUPS && after.sheets() > 0) {
            recordRoot(after);
        }
        return true;
    }

    private boolean applyChanges(Handle sql, State before, int number) {
        if (!SheetTreeRepository.hasChanges(sql)) {
            return false;
        }
        boolean keep = number < KEPT_STEPS && (number == 0 || before.previousRoot() != null);
        if (number == 0 || !keep && before.previousRoot() != null) {
            SheetTreeRepository.deletePrevious(sql);
        }
        Changed changed = new Changed(false);
        SheetTreeRepository.drainChanges(sql, limit, keep, changed::add);
        if (changed.groups.isEmpty()) {
            return false;
        }
        List<Integer> altered = changed.altered(sql);
        byte[] root = changed.write(sql, before.root(), keep);
        byte[] kept = !keep ? null : number == 0 ? before.root() : before.previousRoot();
        State after = new State(root, before.sheets() + changed.sheets, before.built(), kept);
        SheetTreeRepository.save(sql, after, !altered.isEmpty());
        if (!altered.isEmpty()) {
            LOG.error(
                    "Rows of contents were changed by something other than the hub, in {} groups of hashes, e.g. {}",
                    altered.size(),
                    altered.get(0));
            journal.record(
                    "archive-tree.altered",
                    Caller.HUB,
                    Map.of("groups", altered.stream().limit(MOST_NAMED).toList(), "count", altered.size()));
        }
        recordRoot(after);
        return changed.taken >= limit;
    }

    private void recordRoot(State state) {
        journal.record(
                SheetProof.EVENT,
                Caller.HUB,
                Map.of("root", HexFormat.of().formatHex(state.root()), "sheets", state.sheets()));
    }

    /** The groups that one step seals again, with their current and previous hashes. */
    private static final class Changed {
        private final Map<Integer, byte[]> groups = new TreeMap<>();
        private final Map<Integer, byte[]> sealed = new TreeMap<>();
        private final boolean first;
        private long sheets;
        private long taken;

        /** @param first {@code true} if the groups were not sealed before */
        private Changed(boolean first) {
            this.first = first;
        }

        private void add(Group group) {
            groups.put(group.place(), SheetTree.group(group.now()));
            sealed.put(group.place(), SheetTree.group(group.before()));
            sheets += group.now().size() - (first ? 0 : group.before().size());
            taken += group.changes();
        }

        /** Returns the groups whose previous state differs from the sealed one. */
        private List<Integer> altered(Handle sql) {
            Map<Integer, byte[]> kept = SheetTreeRepository.nodes(sql, SheetTree.LEVELS, groups.keySet());
            List<Integer> altered = new ArrayList<>();
            sealed.forEach((place, hash) -> {
                if (!MessageDigest.isEqual(hash, kept.getOrDefault(place, SheetTree.empty(SheetTree.LEVELS)))) {
                    altered.add(place);
                }
            });
            return altered;
        }

        /**
         * Writes the nodes of the changed groups and the nodes above them.
         *
         * @param keep {@code true} to keep the previous nodes for proofs by the previous root
         * @return the new root
         */
        private byte[] write(Handle sql, byte[] root, boolean keep) {
            if (groups.isEmpty()) {
                return root;
            }
            write(sql, 20, groups, keep);
            Map<Integer, byte[]> above = above(sql, 20, groups);
            write(sql, 12, above, keep);
            write(sql, 4, above(sql, 12, above), keep);
            return SheetTree.above(SheetTreeRepository.children(sql, 4, 0));
        }

        private static void write(Handle sql, int level, Map<Integer, byte[]> nodes, boolean keep) {
            if (keep) {
                SheetTreeRepository.preserveNodes(sql, level, nodes.keySet());
            }
            SheetTreeRepository.write(sql, level, nodes);
        }

        private static Map<Integer, byte[]> above(Handle sql, int level, Map<Integer, byte[]> nodes) {
            Map<Integer, byte[]> above = new TreeMap<>();
            nodes.keySet().stream()
                    .map(place -> place / SheetTreeRepository.CHILDREN)
                    .distinct()
                    .forEach(parent ->
                            above.put(parent, SheetTree.above(SheetTreeRepository.children(sql, level, parent))));
            return above;
        }
    }
}
