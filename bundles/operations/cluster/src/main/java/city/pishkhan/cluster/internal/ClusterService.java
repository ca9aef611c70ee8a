package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.NodeLossListener;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.cluster.SharedKeys;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cluster.internal.KeyComparison.DifferingKey;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.Participation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link Cluster} with one row per node, updated every few seconds. The first node that has one of the city's keys
 * registers it. A node with a different key reports it and is not admitted: it accepts no requests, consumes no messages and
 * runs no timers.
 */
final class ClusterService implements Cluster, SharedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterService.class);
    private static final Messages MESSAGES = Messages.of(ClusterService.class);
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /**
     * Settings of this node.
     *
     * @param deadAfter silence after which a node counts as dead
     * @param maxClockDeviation maximum deviation of a node's clock from the database's
     */
    record Settings(String name, String version, Duration deadAfter, Duration maxClockDeviation) {}

    private final Tx tx;
    private final Journal journal;
    private final Settings settings;
    private final Supplier<Map<String, String>> configuration;
    private final Clock clock;
    private final UUID incarnation = UUID.randomUUID();

    /** Providers of shared keys; the list is replaced before each heartbeat, because services come and go. */
    private volatile List<SharedKeyProvider> providers = List.of();

    private volatile List<NodeLossListener> listeners = List.of();
    private volatile List<DifferingKey> differingKeys = List.of();
    private volatile @Nullable Refusal refusal = Refusal.of(Refusal.Kind.UNAVAILABLE, "hub.starting", null);
    private volatile @Nullable Text namesake;
    /**
     * Time until which the warning about a second node with this node's name is shown, unless that node sends another
     * heartbeat.
     */
    private Instant namesakeUntil = Instant.MIN;

    private String loggedProblem = "";
    /**
     * This node's configuration values as last stored in the database; empty before this node has joined the cluster.
     */
    private Map<String, String> reportedConfiguration = Map.of();

    ClusterService(
            Tx tx,
            Schemas schemas,
            Journal journal,
            Settings settings,
            Supplier<Map<String, String>> configuration,
            Clock clock) {
        this.tx = tx;
        this.journal = journal;
        this.settings = settings;
        this.configuration = configuration;
        this.clock = clock;
        schemas.migrate(ClusterService.class, "cluster");
    }

    void setProviders(List<SharedKeyProvider> now) {
        providers = now;
    }

    void setListeners(List<NodeLossListener> now) {
        listeners = now;
    }

    /** Sends a heartbeat: stores this node's state, compares its keys with the city's and detects dead nodes. */
    synchronized void sendHeartbeat() {
        List<SharedKey> keys = keys();
        Map<String, String> configured = configuration.get();
        long ahead = clockOffset();
        List<DifferingKey> now = tx.required(sql -> {
            Map<String, String> registered = NodeRepository.registered(sql);
            for (SharedKey key : keys) {
                if (key.expected() == null && !key.fingerprint().isEmpty() && !registered.containsKey(key.purpose())) {
                    registered.put(
                            key.purpose(),
                            NodeRepository.register(sql, key.purpose(), key.fingerprint(), settings.name()));
                }
            }
            List<DifferingKey> found = KeyComparison.findDifferences(keys, registered);
            writeHeartbeat(sql, keys, configured, ahead, found);
            if (found.isEmpty()) {
                // a node that is not admitted does not mark dead nodes as lost, so it takes over none of their work
                NodeRepository.markLost(sql, settings.deadAfter()).forEach(this::reportLost);
                NodeRepository.deleteEnded(sql, REMEMBERED);
            }
            return found;
        });
        reportedConfiguration = configured;
        applyComparison(now);
    }

    private void writeHeartbeat(
            Handle sql, List<SharedKey> keys, Map<String, String> configured, long ahead, List<DifferingKey> found) {
        boolean joined = !reportedConfiguration.isEmpty();
        Map<String, String> fingerprints = new TreeMap<>();
        keys.forEach(key -> fingerprints.put(key.purpose(), key.fingerprint()));
        NodeRepository.Heartbeat beat = new NodeRepository.Heartbeat(
                settings.name(),
                incarnation,
                settings.version(),
                ahead,
                found.stream().map(one -> one.key().purpose()).sorted().toList(),
                fingerprints,
                configured);
        if (joined
                && NodeRepository.tryUpdate(sql, reportedConfiguration.equals(configured) ? beat.unchanged() : beat)) {
            if (namesake != null && clock.instant().isAfter(namesakeUntil)) {
                LOG.info("No other node has the name {} now", settings.name());
                namesake = null;
            }
            return;
        }
        NodeRepository.lock(sql, settings.name()).filter(NodeRow::isRunning).ifPresent(before -> {
            if (joined) {
                namesake = MESSAGES.text("cluster.namesake", settings.name());
                namesakeUntil = clock.instant().plus(settings.deadAfter());
                LOG.error("{}", namesake);
            } else {
                // reports an earlier run of this node that did not end properly
                reportLost(settings.name());
            }
        });
        NodeRepository.join(sql, beat);
    }

    private void reportLost(String node) {
        LOG.warn("Node {} died; this node resumes its work", node);
        listeners.forEach(listener -> listener.nodeLost(node));
    }

    private List<SharedKey> keys() {
        List<SharedKey> keys = new ArrayList<>();
        for (SharedKeyProvider provider : providers) {
            try {
                keys.addAll(provider.sharedKeys());
            } catch (RuntimeException e) {
                // a keystore that cannot be read is not used either; the health check reports the cause
                LOG.debug("The keys of {} are not registered", provider, e);
            }
        }
        return keys;
    }

    /** Milliseconds by which this node's clock is ahead of the database's, within the precision of a round trip. */
    private long clockOffset() {
        Instant before = clock.instant();
        Instant remote = tx.single(NodeRepository::now);
        Instant after = clock.instant();
        return Duration.between(
                        remote, before.plus(Duration.between(before, after).dividedBy(2)))
                .toMillis();
    }

    private void applyComparison(List<DifferingKey> now) {
        differingKeys = now;
        String problem = problem().orElse("");
        refusal = now.isEmpty() ? null : Refusal.of(Refusal.Kind.UNAVAILABLE, "node.keys-unlike", null);
        Participation.suspend(!now.isEmpty());
        if (!problem.equals(loggedProblem)) {
            if (problem.isEmpty()) {
                LOG.info("Node {} is active: its keys match the city's", settings.name());
            } else {
                LOG.error(problem);
            }
        }
        loggedProblem = problem;
    }

    /** Lets the providers create missing keys once this node is admitted. */
    synchronized void createMissing() {
        if (refusal == null) {
            providers.forEach(SharedKeyProvider::createMissing);
        }
    }

    void leave() {
        Participation.suspend(false);
        tx.run(sql -> NodeRepository.leave(sql, settings.name(), incarnation));
    }

    @Override
    public void registerOrVerify(SharedKey key) {
        boolean city = tx.required(sql -> {
            Optional<String> wanted = KeyComparison.cityFingerprint(key, NodeRepository.registered(sql));
            if (wanted.isEmpty() && !key.fingerprint().isEmpty()) {
                wanted = Optional.of(NodeRepository.register(sql, key.purpose(), key.fingerprint(), settings.name()));
            }
            return wanted.isEmpty() || wanted.get().equals(key.fingerprint());
        });
        if (!city) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "node.keys-unlike", null);
        }
    }

    @Override
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public Optional<String> problem() {
        List<String> keys = describe(false);
        List<String> folders = describe(true);
        return Stream.of(
                        keys.isEmpty() ? "" : MESSAGES.bilingual("cluster.keys-unlike", settings.name(), keys),
                        folders.isEmpty() ? "" : MESSAGES.bilingual("cluster.folder-unlike", settings.name(), folders))
                .filter(problem -> !problem.isEmpty())
                .reduce((one, other) -> one + "; " + other);
    }

    private List<String> describe(boolean folder) {
        return differingKeys.stream()
                .filter(one -> one.key().folder() == folder)
                .map(ClusterService::describe)
                .toList();
    }

    /**
     * Formats a differing key: its purpose, this node's and the city's fingerprint, and the place to which the city's
     * key must be copied.
     */
    private static String describe(DifferingKey one) {
        String here = one.key().fingerprint().isEmpty() ? "-" : one.key().fingerprint();
        return one.key().purpose() + " (" + here + " / " + one.wanted() + ", "
                + one.key().place() + ")";
    }

    @Override
    public Optional<Text> warning() {
        return Optional.ofNullable(namesake);
    }

    @Override
    public List<Node> nodes() {
        return tx.required(NodeRepository::all).stream()
                .map(row -> new Node(
                        row.name(),
                        row.incarnation().equals(incarnation),
                        state(row),
                        row.version(),
                        row.joined(),
                        row.seen(),
                        Duration.ofMillis(row.clockMs()),
                        ConfigurationDigest.overallHash(row.configuration()),
                        row.keys()))
                .toList();
    }

    private static State state(NodeRow row) {
        if (row.isRunning()) {
            return row.refused().isEmpty() ? State.UP : State.REFUSED;
        }
        return NodeRow.LEFT.equals(row.ended()) ? State.LEFT : State.LOST;
    }

    @Override
    public List<Difference> differences() {
        return tx.required(sql -> {
            List<NodeRow> running =
                    NodeRepository.all(sql).stream().filter(NodeRow::isRunning).toList();
            List<Difference> all = new ArrayList<>();
            List<SharedKey> keys = keys();
            Map<String, String> registered = NodeRepository.registered(sql);
            for (NodeRow node : running) {
                for (String purpose : node.refused()) {
                    all.add(keyDifference(sql, node, purpose, keys, registered));
                }
            }
            all.addAll(new NodeComparison(running).differences(settings.maxClockDeviation()));
            ClusterDeploymentRepository.findBehind(sql)
                    .forEach(one -> all.add(new Difference(
                            "deployments",
                            MESSAGES.english("cluster.deployment-behind", one.node(), one.name(), one.detail()),
                            MESSAGES.english("cluster.deployment-remedy", one.file()))));
            return all;
        });
    }

    /** @param keys keys of this node; they show whether {@code purpose} is a key or a shared folder */
    private static Difference keyDifference(
            Handle sql, NodeRow node, String purpose, List<SharedKey> keys, Map<String, String> registered) {
        Optional<SharedKey> ours =
                keys.stream().filter(key -> key.purpose().equals(purpose)).findFirst();
        String wanted = ours.flatMap(key -> KeyComparison.cityFingerprint(key, registered))
                .orElse("-");
        String remote = node.keys().getOrDefault(purpose, "");
        if (ours.map(SharedKey::folder).orElse(false)) {
            return new Difference(
                    "sheets",
                    MESSAGES.english("cluster.folder-other", node.name(), remote, wanted),
                    MESSAGES.english(
                            "cluster.folder-remedy",
                            NodeRepository.registrar(sql, purpose).orElse(MESSAGES.english("cluster.any"))));
        }
        String what = remote.isEmpty()
                ? MESSAGES.english("cluster.key-missing", node.name(), purpose, wanted)
                : MESSAGES.english("cluster.key-unlike", node.name(), purpose, remote, wanted);
        String remedy = MESSAGES.english(
                "cluster.key-remedy",
                ours.map(SharedKey::place).orElse("-"),
                NodeRepository.registrar(sql, purpose).orElse(MESSAGES.english("cluster.any")));
        return new Difference(
                "keys",
                what,
                registered.containsKey(purpose) && !remote.isEmpty()
                        ? remedy + MESSAGES.english("cluster.key-replace")
                        : remedy);
    }

    @Override
    public void replaceKey(Caller operator, String purpose, String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("reason.missing", "reason");
        }
        SharedKey ours = keys().stream()
                .filter(key -> key.purpose().equals(purpose)
                        && key.expected() == null
                        && !key.fingerprint().isEmpty())
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "cluster.purpose-unknown",
                        "purpose",
                        purpose,
                        keys().stream()
                                .filter(key -> key.expected() == null)
                                .map(SharedKey::purpose)
                                .toList()));
        tx.run(sql -> {
            if (ours.fingerprint().equals(NodeRepository.registered(sql).get(purpose))) {
                throw Refusal.conflict("cluster.key-same", purpose);
            }
            NodeRepository.replace(sql, purpose, ours.fingerprint(), settings.name());
            journal.record(
                    null,
                    "cluster.key-replaced",
                    operator,
                    Map.of("purpose", purpose, "key", ours.fingerprint(), "reason", reason));
        });
        sendHeartbeat();
    }
}
