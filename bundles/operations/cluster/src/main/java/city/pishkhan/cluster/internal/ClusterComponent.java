package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.NodeLossListener;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.cluster.SharedKeys;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.platform.startup.DetachedThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes {@link ClusterService} and sends its heartbeat every few seconds. It has its own thread, because tasks of
 * the class {@code PeriodicTask} pause while a node is suspended.
 */
@Component(
        service = {Cluster.class, SharedKeys.class},
        immediate = true,
        configurationPid = "city.pishkhan.cluster")
@Designate(ocd = ClusterComponent.Config.class)
public final class ClusterComponent implements Cluster, SharedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterComponent.class);
    private static final Messages MESSAGES = Messages.of(ClusterComponent.class);
    private static final int LEAST_BEATS = 3;
    private static final int STOP_SECONDS = 5;
    /** Delay in seconds after which missing keys are created; the hub has usually started by then. */
    private static final int KEY_CREATION_DELAY_SECONDS = 15;

    private static final Duration CONFIGURATION_KEPT = Duration.ofSeconds(30);

    /** PID {@code city.pishkhan.cluster}. */
    @ObjectClassDefinition(name = "Pishkhan nodes")
    @interface Config {
        @AttributeDefinition(
                description = "Unique name of this node; empty: derived from the machine's name and the data folder")
        String name() default "";

        @AttributeDefinition(description = "Heartbeat interval of this node, in seconds")
        int heartbeat_seconds() default 5;

        @AttributeDefinition(description = "Seconds without a heartbeat after which a node is considered dead")
        int node_timeout_seconds() default 30;

        @AttributeDefinition(description = "Maximum difference of a node's clock from the database's, in milliseconds")
        int max_clock_difference_millis() default 2_000;
    }

    private final ClusterService service;
    private final BundleContext bundles;
    private final Path etc;
    private final ConfigurationDigest configuration;
    private final BundleDigests digests;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DetachedThreads.named("cluster"));

    private final ServiceTracker<SharedKeyProvider, SharedKeyProvider> providers;
    private final ServiceTracker<NodeLossListener, NodeLossListener> listeners;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BrokerAdmin broker;

    private Map<String, String> sharedValues = Map.of();
    private long sharedValuesAt;
    private long sharedValuesStamp;
    private String lastError = "";

    @Activate
    public ClusterComponent(
            BundleContext context,
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            Config config) {
        if (config.heartbeat_seconds() < 1
                || config.node_timeout_seconds() < LEAST_BEATS * config.heartbeat_seconds()) {
            throw new IllegalArgumentException(MESSAGES.bilingual(
                    "cluster.node-timeout", config.node_timeout_seconds(), config.heartbeat_seconds(), LEAST_BEATS));
        }
        bundles = context;
        etc = Path.of(context.getProperty("karaf.etc"));
        configuration = new ConfigurationDigest(etc);
        digests = new BundleDigests(Path.of(String.valueOf(context.getProperty("org.osgi.framework.storage"))));
        service = new ClusterService(
                tx,
                schemas,
                journal,
                new ClusterService.Settings(
                        config.name().isBlank() ? name(context) : config.name().strip(),
                        context.getBundle().getVersion().toString(),
                        Duration.ofSeconds(config.node_timeout_seconds()),
                        Duration.ofMillis(config.max_clock_difference_millis())),
                this::sharedValues,
                Clock.systemUTC());
        providers = tracked(SharedKeyProvider.class);
        listeners = tracked(NodeLossListener.class);
        timer.execute(() -> {
            providers.open();
            listeners.open();
            renew();
        });
        // each run uses the services present at that time, so that a service added during a heartbeat is used by the
        // next one
        timer.scheduleWithFixedDelay(this::renew, 0, config.heartbeat_seconds(), TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> runLogged(service::createMissing),
                KEY_CREATION_DELAY_SECONDS,
                KEY_CREATION_DELAY_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Returns a name that is stable across restarts and differs between two hubs on one machine. */
    private static String name(BundleContext context) {
        CRC32 folder = new CRC32();
        folder.update(context.getProperty("karaf.data").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
        } catch (UnknownHostException e) {
            host = "node";
        }
        return host + "-" + String.format("%04x", folder.getValue() & 0xffff);
    }

    /** Values that must be equal on all nodes: files, bundles and Java version; cached for a short time. */
    private Map<String, String> sharedValues() {
        long changes = changeStamp();
        if (sharedValues.isEmpty()
                || changes != sharedValuesStamp
                || System.nanoTime() - sharedValuesAt > CONFIGURATION_KEPT.toNanos()) {
            sharedValues = computeSharedValues();
            sharedValuesAt = System.nanoTime();
            sharedValuesStamp = changes;
        }
        return sharedValues;
    }

    /** Returns a number that changes when a bundle or a file in {@code etc} is added, removed or replaced. */
    private long changeStamp() {
        long changes = etc.toFile().lastModified()
                + 31 * etc.resolve("routes").toFile().lastModified();
        for (Bundle bundle : bundles.getBundles()) {
            changes = 31 * changes + bundle.getBundleId() + bundle.getLastModified();
        }
        return changes;
    }

    private Map<String, String> computeSharedValues() {
        Map<String, String> all = configuration.compute();
        for (Bundle bundle : bundles.getBundles()) {
            if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("city.pishkhan.")) {
                all.put(
                        NodeComparison.version(bundle.getSymbolicName()),
                        bundle.getVersion().toString());
            }
        }
        digests.compute(bundles.getBundles())
                .forEach((name, versions) -> all.put(NodeComparison.bundle(name), versions));
        all.put(
                NodeComparison.version("Java"),
                Integer.toString(Runtime.version().feature()));
        return all;
    }

    /**
     * Tracks services lazily in the timer's thread. Providers of keys may themselves need this component, so references would
     * form a cycle.
     */
    private <T> ServiceTracker<T, T> tracked(Class<T> type) {
        return new ServiceTracker<>(bundles, type, null) {
            @Override
            public T addingService(ServiceReference<T> reference) {
                T added = super.addingService(reference);
                renewLater();
                return added;
            }

            @Override
            public void removedService(ServiceReference<T> reference, T removed) {
                super.removedService(reference, removed);
                renewLater();
            }
        };
    }

    private void renewLater() {
        if (!timer.isShutdown()) {
            timer.execute(this::renew);
        }
    }

    /**
     * Passes the present key providers and listeners to the service and sends a heartbeat at once, so that a new key is
     * soon checked.
     */
    private void renew() {
        service.setProviders(providers.getTracked().values().stream().toList());
        service.setListeners(listeners.getTracked().values().stream().toList());
        runLogged(service::sendHeartbeat);
    }

    private void runLogged(Runnable work) {
        try {
            work.run();
            lastError = "";
        } catch (RuntimeException e) {
            // logs the same error only once
            if (!e.toString().equals(lastError)) {
                LOG.warn("This node cannot write its heartbeat or check its keys: {}", e.toString());
                LOG.debug("Cause", e);
            }
            lastError = e.toString();
        }
    }

    @Deactivate
    void stop() {
        timer.shutdown();
        providers.close();
        listeners.close();
        try {
            // an interrupt would break the database connection of a running heartbeat
            timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            service.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The database was stopped before this node", e);
        }
    }

    @Override
    public void registerOrVerify(SharedKey key) {
        service.registerOrVerify(key);
    }

    @Override
    public Optional<Refusal> refusal() {
        return service.refusal();
    }

    @Override
    public Optional<String> problem() {
        return service.problem();
    }

    @Override
    public Optional<Text> warning() {
        return service.warning();
    }

    @Override
    public List<Node> nodes() {
        return service.nodes();
    }

    @Override
    public List<Difference> differences() {
        List<Difference> all = new ArrayList<>(service.differences());
        BrokerAdmin asked = broker;
        if (asked != null) {
            asked.settingDifferences()
                    .forEach(
                            what -> all.add(new Difference("broker", what, MESSAGES.english("cluster.broker-remedy"))));
        }
        return all;
    }

    @Override
    public void replaceKey(Caller operator, String purpose, String reason) {
        service.replaceKey(operator, purpose, reason);
    }
}
