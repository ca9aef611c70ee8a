package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.ClusterDeployments;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cluster.internal.ClusterDeploymentRepository.Row;
import city.pishkhan.cluster.internal.ClusterDeploymentRepository.TurnRow;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link ClusterDeployments} without a coordinator: each node calls {@link #step} about every second and performs
 * its own turn. The row of the deployment is locked during a step, so that two nodes never decide at the same time. Any
 * running node can detect a dead one.
 */
final class ClusterDeploymentService implements ClusterDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterDeploymentService.class);
    private static final Messages MESSAGES = Messages.of(ClusterDeploymentService.class);
    /** Detail for a node that already had the version; such a node is not rolled back. */
    private static final String ALREADY_RUNNING = "already running";

    private static final byte[] ZIP = {'P', 'K'};
    private static final FileAttribute<?> OWN_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int LARGEST = 64 << 20;
    private static final Duration KEPT = Duration.ofDays(7);
    /** Assumed maximum delay of a node's clock behind the database's. */
    private static final Duration MAX_CLOCK_LAG = Duration.ofSeconds(10);
    /** Time within which a running node must begin its turn. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** Time within which a deployment on one node must end; its steps and checks have their own limits. */
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(30);
    /** Owner of the data key in the vault for all deployments. */
    private static final UUID OWNER = UUID.nameUUIDFromBytes("cluster.deployment".getBytes(StandardCharsets.UTF_8));

    private final Tx tx;
    private final Vault vault;
    private final Deployments deployments;
    private final Journal journal;
    private final Supplier<Optional<String>> nodeName;
    private final Set<String> own;
    private final Path folder;
    private final Instant processStart;
    private @Nullable Attempt attempt;

    /**
     * The running operation of this node, on a thread of {@link Deployments}.
     *
     * @param outcome its result is {@code null} if there was nothing to do
     */
    private record Attempt(UUID id, CompletableFuture<Entry> outcome) {}

    /**
     * @param nodeName name of this node; empty while it is not admitted
     * @param own names of files that differ on each node
     * @param folder folder for temporary copies of files to deploy
     * @param processStart start time of this process
     */
    ClusterDeploymentService(
            Tx tx,
            Vault vault,
            Deployments deployments,
            Journal journal,
            Supplier<Optional<String>> nodeName,
            Set<String> own,
            Path folder,
            Instant processStart) {
        this.tx = tx;
        this.vault = vault;
        this.deployments = deployments;
        this.journal = journal;
        this.nodeName = nodeName;
        this.own = own;
        this.folder = folder;
        this.processStart = processStart;
    }

    @Override
    public UUID begin(Path file, Caller by) {
        String me = nodeName.get().orElseThrow(() -> Refusal.of(Refusal.Kind.UNAVAILABLE, "node.keys-unlike", null));
        String name = String.valueOf(file.getFileName());
        if (own.contains(name)) {
            throw Refusal.conflict("cluster.deployment-own", name);
        }
        Plan plan = deployments.plan(file);
        boolean runsHere = !plan.before().isEmpty() && plan.before().equals(plan.sha256());
        if (!runsHere && !plan.problems().isEmpty()) {
            throw Refusal.conflict("deployment.impossible", plan.problem());
        }
        byte[] content = read(file);
        return begin(me, name, plan.name(), Sha256.hex(content), content, by);
    }

    @Override
    public UUID beginRollback(String name, Caller by) {
        String me = nodeName.get().orElseThrow(() -> Refusal.of(Refusal.Kind.UNAVAILABLE, "node.keys-unlike", null));
        if (own.contains(name)) {
            throw Refusal.conflict("cluster.deployment-own", name);
        }
        Entry last = last(name)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "cluster.deployment-never", null, name));
        if (last.before().isEmpty()) {
            return begin(me, name, name, "", new byte[0], by);
        }
        Path file = null;
        try {
            Path own = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()), OWN_ONLY);
            file = own.resolve(name);
            boolean isZip;
            try (InputStream content = deployments.open(name, last.before())) {
                Files.copy(content, file);
            }
            try (InputStream content = Files.newInputStream(file)) {
                isZip = Arrays.equals(content.readNBytes(2), ZIP);
            }
            String suffix =
                    switch (last.kind()) {
                        case BUNDLE -> ".jar";
                        case FEATURE -> isZip ? ".kar" : ".xml";
                        case ROUTES, CONFIGURATION -> "";
                    };
            file = Files.move(file, own.resolve(name + suffix));
            return begin(file, by);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The version of {} before its last deployment cannot be read", name, e);
            throw Refusal.conflict("cluster.deployment-not-kept", name);
        } finally {
            if (file != null) {
                delete(file);
            }
        }
    }

    /**
     * Returns this node's last deployment of this name that changed the running version: a successful switch or
     * rollback.
     */
    private Optional<Entry> last(String name) {
        return deployments.history().stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> one.effect() == Effect.SWITCHED || one.effect() == Effect.ROLLED_BACK)
                .reduce((first, second) -> second);
    }

    /** @param sha256 empty to remove the name from all nodes */
    private UUID begin(String me, String file, String name, String sha256, byte[] content, Caller by) {
        UUID id = UUID.randomUUID();
        Row row = new Row(id, file, name, sha256, by.principal(), by.person(), State.RUNNING, "", true, Instant.now());
        tx.run(sql -> {
            sql.execute("lock table cluster.deployment in share row exclusive mode");
            if (ClusterDeploymentRepository.isOpen(sql)) {
                throw Refusal.conflict("cluster.deployment-busy");
            }
            List<String> nodes = new ArrayList<>(ClusterDeploymentRepository.running(sql));
            nodes.remove(me);
            nodes.add(0, me);
            ClusterDeploymentRepository.insert(sql, row, vault.sealBytes(OWNER, place(row), content), nodes);
            ClusterDeploymentRepository.supersede(sql, id, row.name());
            journal.record(
                    null,
                    "cluster.deployment-begun",
                    by,
                    Map.of("deployment", id.toString(), "name", row.name(), "nodes", nodes));
        });
        return id;
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Refusal.conflict("cluster.deployment-large", file.getFileName(), LARGEST >> 20);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the encryption context of a deployment's content, which binds the content to its row, file, digest and
     * person.
     */
    private static String place(Row row) {
        return "cluster.deployment " + row.id() + " " + row.file() + " " + row.sha256() + " " + row.principal();
    }

    @Override
    public Progress progress(UUID id) {
        return tx.required(sql -> {
            Row row = ClusterDeploymentRepository.find(sql, id)
                    .orElseThrow(() ->
                            Refusal.of(Refusal.Kind.NOT_FOUND, "cluster.deployment-unknown", null, KEPT.toDays()));
            return new Progress(
                    id,
                    row.name(),
                    row.state(),
                    row.cause(),
                    ClusterDeploymentRepository.turns(sql, id).stream()
                            .map(turn -> new NodeDeployment(turn.node(), turn.turn(), turn.detail()))
                            .toList());
        });
    }

    /**
     * Performs this node's turn.
     *
     * @return {@code true} if a deployment is in progress, so that the next call should follow soon
     */
    synchronized boolean step() {
        Optional<String> me = nodeName.get();
        if (me.isEmpty() || attempt != null && !attempt.outcome().isDone()) {
            return attempt != null;
        }
        Step step = new Step(me.get());
        boolean open = tx.required(step::decide);
        step.after.run();
        return open;
    }

    /** One step of this node in a deployment: a transaction, and an action after its commit. */
    private final class Step {
        private final String me;
        private Runnable after = () -> {};

        Step(String me) {
            this.me = me;
        }

        boolean decide(Handle sql) {
            Optional<Row> next = ClusterDeploymentRepository.next(sql, me);
            if (next.isEmpty()) {
                return false;
            }
            Row row = next.get();
            List<TurnRow> turns = ClusterDeploymentRepository.turns(sql, row.id());
            finish(sql, row, turns);
            turns = ClusterDeploymentRepository.turns(sql, row.id());
            switch (row.state()) {
                case RUNNING -> continueRollout(sql, row, turns);
                case ROLLING_BACK -> rollBack(sql, row, turns);
                case DONE, ROLLED_BACK -> catchUp(sql, row, turns);
            }
            return !ClusterDeploymentRepository.ENDED.contains(row.state()) || attempt != null;
        }

        /** Records the result of an operation that this node began. */
        private void finish(Handle sql, Row row, List<TurnRow> turns) {
            TurnRow mine = turns.stream()
                    .filter(turn -> turn.node().equals(me))
                    .filter(turn -> turn.turn() == NodeDeploymentState.RUNNING
                            || turn.turn() == NodeDeploymentState.ROLLING_BACK)
                    .findFirst()
                    .orElse(null);
            if (mine == null) {
                attempt = null;
                return;
            }
            boolean back = mine.turn() == NodeDeploymentState.ROLLING_BACK;
            if (attempt != null && attempt.id().equals(row.id())) {
                Attempt ended = attempt;
                after = () -> attempt = null;
                record(sql, row, back, outcome(ended));
            } else {
                recover(sql, row, mine, back);
            }
        }

        private void record(Handle sql, Row row, boolean back, Outcome outcome) {
            // a node whose rollback failed still runs the new version: it retries the rollback at its next start, and
            // cluster-check lists the node
            NodeDeploymentState bad = back ? NodeDeploymentState.MISSED : NodeDeploymentState.FAILED;
            NodeDeploymentState turn =
                    outcome.well() ? back ? NodeDeploymentState.ROLLED_BACK : NodeDeploymentState.SWITCHED : bad;
            ClusterDeploymentRepository.updateTurn(sql, row.id(), me, turn, outcome.detail());
        }

        /** Recovers a turn of this node after a restart of the node or of this bundle. */
        private void recover(Handle sql, Row row, TurnRow mine, boolean back) {
            Optional<Entry> entry = deployments.history().stream()
                    .filter(one -> one.name().equals(row.name())
                            && (back ? one.before() : one.sha256()).equals(row.sha256())
                            && one.at().isAfter(mine.changed().minus(MAX_CLOCK_LAG)))
                    .reduce((first, second) -> second);
            if (entry.isPresent()) {
                record(sql, row, back, Outcome.of(entry.get()));
            } else if (processStart.isAfter(mine.changed()) || isOlder(mine.changed(), RUN_TIMEOUT)) {
                ClusterDeploymentRepository.updateTurn(
                        sql,
                        row.id(),
                        me,
                        NodeDeploymentState.FAILED,
                        MESSAGES.english("cluster.deployment-restarted", me));
            }
        }

        private void continueRollout(Handle sql, Row row, List<TurnRow> turns) {
            Instant last = row.created();
            for (TurnRow turn : turns) {
                boolean mine = turn.node().equals(me);
                switch (turn.turn()) {
                    case SWITCHED, MISSED -> {
                        // the turn of this row is complete; the waiting time of the next node begins at the end of this
                        // turn
                        last = turn.changed();
                    }
                    case WAITING -> {
                        if (mine) {
                            start(sql, row, NodeDeploymentState.RUNNING);
                            return;
                        }
                        if (turn.alive() && !isOlder(last, START_TIMEOUT)) {
                            return;
                        }
                        markMissed(
                                sql,
                                row,
                                turn,
                                turn.alive() ? "cluster.deployment-late" : "cluster.deployment-died-before");
                    }
                    case RUNNING -> {
                        if (mine || turn.alive()) {
                            return;
                        }
                        beginRollback(sql, row, markMissed(sql, row, turn, "cluster.deployment-died"));
                        return;
                    }
                    case FAILED, ROLLING_BACK, ROLLED_BACK -> {
                        beginRollback(sql, row, turn.node() + ": " + turn.detail());
                        return;
                    }
                }
            }
            complete(sql, row, State.DONE, row.cause());
        }

        private void rollBack(Handle sql, Row row, List<TurnRow> turns) {
            for (int i = turns.size() - 1; i >= 0; i--) {
                TurnRow turn = turns.get(i);
                boolean switched = turn.turn() == NodeDeploymentState.SWITCHED
                        && !turn.detail().equals(ALREADY_RUNNING);
                if (switched || turn.turn() == NodeDeploymentState.ROLLING_BACK) {
                    if (turn.node().equals(me)) {
                        if (turn.turn() == NodeDeploymentState.SWITCHED) {
                            start(sql, row, NodeDeploymentState.ROLLING_BACK);
                        }
                        return;
                    }
                    if (turn.alive()) {
                        return;
                    }
                    markMissed(sql, row, turn, "cluster.deployment-died");
                }
            }
            complete(sql, row, State.ROLLED_BACK, row.cause());
        }

        /** Performs a turn that this node missed while it was down. */
        private void catchUp(Handle sql, Row row, List<TurnRow> turns) {
            Optional<TurnRow> mine = turns.stream()
                    .filter(turn -> turn.node().equals(me) && turn.turn() == NodeDeploymentState.MISSED)
                    .findFirst();
            // a failed rollback is retried once after each start of the process
            if (mine.isEmpty()
                    || row.state() == State.ROLLED_BACK && mine.get().changed().isAfter(processStart)) {
                return;
            }
            boolean runs = last(row.name())
                    .filter(one -> one.sha256().equals(row.sha256()))
                    .isPresent();
            if (row.state() == State.ROLLED_BACK && !runs) {
                ClusterDeploymentRepository.updateTurn(sql, row.id(), me, NodeDeploymentState.ROLLED_BACK, "");
            } else if (row.state() == State.DONE && (runs || !row.kept())) {
                ClusterDeploymentRepository.updateTurn(
                        sql, row.id(), me, runs ? NodeDeploymentState.SWITCHED : NodeDeploymentState.FAILED, "");
            } else {
                LOG.info("{}", MESSAGES.english("cluster.deployment-catches-up", me, row.name()));
                start(
                        sql,
                        row,
                        row.state() == State.DONE ? NodeDeploymentState.RUNNING : NodeDeploymentState.ROLLING_BACK);
            }
        }

        private void start(Handle sql, Row row, NodeDeploymentState turn) {
            ClusterDeploymentRepository.updateTurn(sql, row.id(), me, turn, "");
            Caller by = new Caller(row.principal(), Set.of("operator"), row.person());
            if (turn == NodeDeploymentState.ROLLING_BACK) {
                after = () -> attempt = new Attempt(row.id(), rollback(row, by));
                return;
            }
            byte[] sealed = ClusterDeploymentRepository.content(sql, row.id());
            after = () -> attempt = new Attempt(row.id(), deploy(row, sealed, by));
        }

        private String markMissed(Handle sql, Row row, TurnRow turn, String message) {
            String detail = MESSAGES.english(message, turn.node(), START_TIMEOUT.toMinutes());
            ClusterDeploymentRepository.updateTurn(sql, row.id(), turn.node(), NodeDeploymentState.MISSED, detail);
            LOG.warn("{}", detail);
            return detail;
        }

        private void beginRollback(Handle sql, Row row, String cause) {
            ClusterDeploymentRepository.updateState(sql, row.id(), State.ROLLING_BACK, cause);
            LOG.error("{}", MESSAGES.bilingual("cluster.deployment-failed", row.name(), cause));
        }

        private void complete(Handle sql, Row row, State state, String cause) {
            ClusterDeploymentRepository.updateState(sql, row.id(), state, cause);
            journal.record(
                    null,
                    state == State.DONE ? "cluster.deployment-done" : "cluster.deployment-rolled-back",
                    new Caller(row.principal(), Set.of("operator"), row.person()),
                    Map.of("deployment", row.id().toString(), "name", row.name(), "cause", cause));
            ClusterDeploymentRepository.prune(sql, KEPT);
        }
    }

    /** @param detail cause of the failure, or duration of the successful deployment */
    private record Outcome(boolean well, @Nullable String detail) {

        static Outcome of(Entry entry) {
            return switch (entry.effect()) {
                case SWITCHED, ROLLED_BACK -> new Outcome(true, entry.millis() + " ms");
                case STUCK -> new Outcome(false, MESSAGES.english("cluster.deployment-stuck", entry.cause()));
                default -> new Outcome(false, entry.cause());
            };
        }
    }

    private static Outcome outcome(Attempt ended) {
        try {
            Entry entry = ended.outcome().join();
            return entry == null ? new Outcome(true, ALREADY_RUNNING) : Outcome.of(entry);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                // the node already has this version
                boolean same = refusal.code().equals("deployment.same");
                return new Outcome(same, same ? ALREADY_RUNNING : refusal.english());
            }
            LOG.error("A deployment on all nodes failed here", e.getCause());
            return new Outcome(false, String.valueOf(e.getCause()));
        }
    }

    private static boolean isOlder(Instant moment, Duration limit) {
        return moment.plus(limit).isBefore(Instant.now());
    }

    private CompletableFuture<Entry> rollback(Row row, Caller by) {
        try {
            return deployments.beginRollback(row.name(), by);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Entry> deploy(Row row, byte[] sealed, Caller by) {
        try {
            byte[] content = vault.openBytes(OWNER, place(row), sealed)
                    .orElseThrow(() -> new IllegalStateException("the vault no longer has its key"));
            if (row.sha256().isEmpty() && content.length == 0 && row.file().equals(row.name())) {
                return remove(row, by);
            }
            if (!Sha256.hex(content).equals(row.sha256()) || !row.file().matches("[A-Za-z0-9_][A-Za-z0-9._~-]*")) {
                throw new IllegalStateException("it differs from the deployment that was started");
            }
            Path file = folder.resolve(row.id().toString()).resolve(row.file());
            Files.createDirectories(file.getParent(), OWN_ONLY);
            Files.write(file, content);
            return deployments.beginDeployment(file, by).whenComplete((entry, failure) -> delete(file));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Removes an item by rolling back its first deployment; refused if this node had an earlier version of its own. */
    private CompletableFuture<Entry> remove(Row row, Caller by) {
        Optional<Entry> mine = last(row.name()).filter(one -> !one.sha256().isEmpty());
        if (mine.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return mine.get().before().isEmpty()
                ? deployments.beginRollback(row.name(), by)
                : CompletableFuture.failedFuture(Refusal.conflict("cluster.deployment-other-before", row.name()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
