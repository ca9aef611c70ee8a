package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.bundles.BundleDeployable;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.features.FeatureDeployable;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import city.pishkhan.platform.bundleguard.internal.AcceptedArtifacts;
import city.pishkhan.platform.bundleguard.internal.AcceptedCodeHook;
import city.pishkhan.platform.bundleguard.internal.GuardService;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.internal.service.RepositoryImpl;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A hub without its bundles: Felix, {@code BundleGuard} and deployments, in a folder that can be copied at any time to
 * simulate a crash.
 */
final class GuardedFramework implements AutoCloseable {
    static final String NAME = "city.deployed";
    static final String FEATURE = "deployed";
    /**
     * Location of the guard's own bundle. Every Maven artifact counts as part of the distribution until {@link #accept}
     * adds the guard's artifact to a repository.
     */
    static final String GUARD = "mvn:city/guard/1";

    private static final HubState QUIET = new HubState(Map.of(), Map.of(), true);
    /** Limit that tests of hanging bundles wait out in full. */
    static final Duration LIMIT = Duration.ofMillis(600);
    /** Limit for tests that copy the disk while a bundle starts, which can take longer than {@link #LIMIT} on a busy machine. */
    static final Duration LONG_LIMIT = Duration.ofMinutes(1);

    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(200);

    final Path home;
    final Framework framework;
    final GuardService guard;
    final AcceptedCodeHook code;
    final DeploymentHistory history;
    final UnfinishedDeployments unfinished;
    private final VersionStore store;
    private final Duration limit;

    GuardedFramework(Path home) throws Exception {
        this(home, false);
    }

    GuardedFramework(Path home, boolean safeMode) throws Exception {
        this(home, safeMode, LIMIT, framework -> {});
    }

    /** @param limit time limit of the guard's starts and of deployment steps */
    GuardedFramework(Path home, Duration limit) throws Exception {
        this(home, false, limit, framework -> {});
    }

    /** @param beforeGuard runs before the guard, like bundles at lower start levels */
    GuardedFramework(Path home, Consumer<Framework> beforeGuard) throws Exception {
        this(home, false, LIMIT, beforeGuard);
    }

    private GuardedFramework(Path home, boolean safeMode, Duration limit, Consumer<Framework> beforeGuard)
            throws Exception {
        this.home = home;
        this.limit = limit;
        Path data = home.resolve("deployments");
        boolean empty = Files.notExists(data.resolve("guarded"));
        ScheduledThreadPoolExecutor worker = GuardService.newWorker();
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", home.resolve("cache").toString(),
                        "org.osgi.framework.bootdelegation", "org.jacoco.agent.rt",
                        "felix.cache.locking", "false",
                        // a level that rises after the framework's start would meet bundles that the guard is starting
                        "org.osgi.framework.startlevel.beginning", "100",
                        "felix.log.level", "1"));
        framework.init();
        beforeGuard.accept(framework);
        AcceptedArtifacts distribution =
                AcceptedArtifacts.of(List.of(home.resolve("system")), home.resolve("kar"), GUARD);
        code = new AcceptedCodeHook(
                framework.getBundleContext(),
                data.resolve("accepted-code"),
                distribution,
                home.resolve("cache"),
                home.resolve("etc/routes"));
        code.open();
        guard = new GuardService(
                framework.getBundleContext(),
                new GuardService.Settings(data, Duration.ofMillis(100), limit, AFTER_INTERRUPT, safeMode, distribution),
                worker);
        guard.open();
        FutureTask<Void> start = new FutureTask<>(() -> {
            framework.start();
            return null;
        });
        new Thread(start, "framework-start").start();
        try {
            start.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the start-level thread hangs", e);
        }
        awaitDeliveryOfEvents();
        if (empty) {
            // otherwise the guard could still start the bundles that a test installs next
            worker.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
        history = new DeploymentHistory(data.resolve("history.jsonl"));
        unfinished = new UnfinishedDeployments(data);
        new InterruptedDeployments(unfinished, history).record();
        store = new VersionStore(data);
    }

    /**
     * Waits until the guard has received all events of the start. The framework delivers events in order, so an event
     * sent now arrives after them. The guard ignores that event.
     */
    private void awaitDeliveryOfEvents() throws InterruptedException {
        CountDownLatch delivered = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(), event -> delivered.countDown());
        if (!delivered.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the framework delivers no events");
        }
    }

    /** Builds a version of a bundle. */
    static byte[] jar(String name, String version, Class<? extends BundleActivator> activator) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        manifest.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Class<?> one :
                    new LinkedHashSet<>(List.of(TestActivators.class, TestActivators.Good.class, activator))) {
                String path = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(path));
                try (InputStream in = one.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds an artifact of version 1 to a Maven repository of a hub that is started later. */
    static void accept(Path repository, String name) throws IOException {
        Path file = repository.resolve("city/%1$s/1/%1$s-1.jar".formatted(name));
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    /** @param autostart {@code true} as for features and the console command {@code bundle:install -s} */
    Bundle install(String location, byte[] jar, boolean autostart) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(location, new ByteArrayInputStream(jar));
        if (autostart) {
            bundle.start();
        }
        return bundle;
    }

    private DeploymentEnvironment hub() {
        ConfigurationAdmin everything =
                Stubs.intercept(ConfigurationAdmin.class, (proxy, method, arguments) -> new Configuration[0]);
        return new DeploymentEnvironment(framework.getBundleContext(), null, everything, () -> null, () -> null, guard);
    }

    Path etc() throws IOException {
        return Files.createDirectories(home.resolve("etc"));
    }

    /** File that records the running version of {@link #feature()}. */
    Path running() {
        return home.resolve("deployments/features/" + FEATURE + ".running");
    }

    Deployable feature() throws IOException {
        FeaturesService karaf = Stubs.intercept(
                FeaturesService.class, (proxy, method, arguments) -> new RepositoryImpl((URI) arguments[0]));
        return new FeatureDeployable(
                FEATURE,
                hub(),
                etc(),
                () -> null,
                running().getParent(),
                karaf,
                new BoundedStep(limit, AFTER_INTERRUPT));
    }

    Deployable deployable() {
        return new BundleDeployable(hub(), NAME, "deployment:" + NAME, new BoundedStep(limit, AFTER_INTERRUPT));
    }

    /**
     * Deploys like {@link DeploymentService}.
     *
     * @param watched wraps the deployable, e.g. to copy the disk during the deployment
     */
    Entry deploy(byte[] content, Effect good, UnaryOperator<Deployable> watched) throws IOException {
        return deploy(watched.apply(deployable()), content, good);
    }

    Entry deploy(Deployable target, byte[] content, Effect good) throws IOException {
        DeploymentRun run = new DeploymentRun(
                store,
                unfinished,
                new DeploymentProbe(
                        () -> QUIET, any -> new java.util.TreeMap<>(), Duration.ZERO, Duration.ofMillis(300)),
                () -> QUIET,
                since -> List.of());
        return run.run(target, content, "console:sara", "/x/deployed.jar", good);
    }

    /** Adds an entry to the history like {@link DeploymentService}. */
    void record(Entry entry) {
        history.add(entry);
        new InterruptedDeployments(unfinished, history).deleteFinished();
    }

    Optional<Bundle> bundle(String name) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(one -> name.equals(one.getSymbolicName()))
                .findFirst();
    }

    /** Version of the test bundle if it is active; otherwise {@code none}. */
    String runningVersion() {
        return bundle(NAME)
                .filter(one -> one.getState() == Bundle.ACTIVE)
                .map(one -> String.valueOf(one.getVersion()))
                .orElse("none");
    }

    /** Copies the disk as a power failure would leave it. */
    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(300);
    }
}
