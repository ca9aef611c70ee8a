package city.pishkhan.archive.internal.tree;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetProofs;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.archive.internal.tree.SheetTreeRepository.Group;
import city.pishkhan.archive.internal.tree.SheetTreeRepository.State;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.SheetTree;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the hash tree periodically and returns proofs from a sheet to the last sealed root. */
@Component(
        service = {SheetProofs.class, HealthWatch.class},
        immediate = true,
        configurationPid = "city.pishkhan.archive")
public final class SheetTreeComponent implements SheetProofs, HealthWatch {
    private static final Messages MESSAGES = Messages.of(SheetTreeComponent.class);
    private static final Logger LOG = LoggerFactory.getLogger(SheetTreeComponent.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TOLD = Duration.ofDays(7);
    private static final int TRIES = 3;

    /** The part of the archive's configuration that this component reads. */
    @interface Config {
        /** minutes between two roots in the journal, if sheets were added or removed */
        int tree_minutes() default 10;
    }

    private final Tx tx;
    private final Duration pace;
    private final PeriodicTask rounds;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public SheetTreeComponent(
            @Reference Tx tx, @Reference HubJournal journal, @Reference Papers papers, Config config) {
        this.tx = tx;
        pace = Duration.ofMinutes(Math.max(1, config.tree_minutes()));
        SheetTreeSealer sealer = new SheetTreeSealer(tx, journal, Clock.systemUTC(), pace);
        rounds = PeriodicTask.of("archive-tree", sealer::sealIfDue).startEvery(FIRST, PAUSE);
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    @Override
    public List<TreePath> paths(String sha256) {
        return paths(tx, sha256, pace);
    }

    /**
     * Reads the proofs of a sheet without a lock. Reads again if the tree was sealed during the read and the result is
     * inconsistent.
     */
    static List<TreePath> paths(Tx tx, String sha256, Duration pace) {
        byte[] hash = HexFormat.of().parseHex(sha256);
        for (int i = 0; i < TRIES; i++) {
            List<TreePath> paths = tx.required(sql -> find(sql, hash, pace));
            if (!paths.isEmpty()) {
                return paths;
            }
        }
        LOG.error("The hashes of sheets in group {} do not match the sealed tree", SheetTree.group(hash));
        throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.unproved", null);
    }

    /**
     * Returns the proof for the last root and then, if available, for the previous one. Empty if the proof for the last root is
     * inconsistent.
     */
    private static List<TreePath> find(Handle sql, byte[] hash, Duration pace) {
        State state = SheetTreeRepository.state(sql);
        Group group = SheetTreeRepository.readGroup(sql, SheetTree.group(hash), false);
        if (index(group.before(), hash) < 0 || state.built() < SheetTreeRepository.GROUPS) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.not-sealed", null, pace.toMinutes());
        }
        Optional<TreePath> last = path(sql, hash, group, state.root(), false);
        if (last.isEmpty() || state.previousRoot() == null) {
            return last.map(List::of).orElse(List.of());
        }
        Group earlier = SheetTreeRepository.readGroup(sql, SheetTree.group(hash), true);
        return Stream.concat(last.stream(), path(sql, hash, earlier, state.previousRoot(), true).stream())
                .toList();
    }

    private static Optional<TreePath> path(Handle sql, byte[] hash, Group group, byte[] root, boolean before) {
        int index = index(group.before(), hash);
        if (index < 0) {
            return Optional.empty();
        }
        int size = group.before().size();
        List<byte[]> within = SheetTree.within(group.before(), index);
        List<byte[]> above = new ArrayList<>();
        climb(sql, 20, group.place(), above, before);
        climb(sql, 12, group.place() >> 8, above, before);
        climb(sql, 4, group.place() >> 16, above, before);
        return SheetTree.isIncluded(hash, index, size, within, above, root)
                ? Optional.of(new TreePath(HexFormat.of().formatHex(root), index, size, within, above))
                : Optional.empty();
    }

    private static void climb(Handle sql, int level, int place, List<byte[]> above, boolean before) {
        int many = level == 4 ? 16 : SheetTreeRepository.CHILDREN;
        above.addAll(SheetTree.siblings(SheetTreeRepository.children(sql, level, place / many, before), place % many));
    }

    private static int index(List<byte[]> sorted, byte[] hash) {
        for (int i = 0; i < sorted.size(); i++) {
            if (MessageDigest.isEqual(sorted.get(i), hash)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String name() {
        return "sheet-tree";
    }

    @Override
    public List<HealthWarning> warnings() {
        Instant altered = tx.single(SheetTreeRepository::standing).altered();
        return altered == null || altered.isBefore(Instant.now().minus(TOLD))
                ? List.of()
                : List.of(HealthWarning.of(MESSAGES, "sheets-altered", "", altered));
    }
}
