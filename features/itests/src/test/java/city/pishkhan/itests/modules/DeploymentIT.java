package city.pishkhan.itests.modules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.security.Caller;
import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.modules.GeneratedDeployments.Kind;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.testkit.GovernanceSetup;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plots;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/** Deployments, half of them faulty, while permits are processed. Each has exactly its predicted effect and leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class DeploymentIT {
    private static final String UTILITIES = "city.pishkhan.utilities";
    private static final String ROUTES = "deployed.camel.yaml";
    private static final String FEATURE = "deployed";
    private static final String GAS = "city.pishkhan.agency-gas.cfg";
    private static final Caller OPERATOR = new Caller("console:test", Set.of("operator"));
    /**
     * Number of Camel contexts and class loaders that do not count as leaks, because they may wait for the next garbage
     * collection. These are the last one of each kind, for three agencies and a route file.
     */
    private static final int UNRELEASED = 2 * 4;

    /** Number of deployments; at least one of each kind. */
    private static final int COUNT = Integer.getInteger("deployments", Kind.values().length);

    private static final long SEED = Long.getLong("deployments.seed", System.nanoTime());
    /**
     * Seconds that a step of a deployment may take before the deployment is rolled back. The whole probe may take twice
     * that. Set a higher value on a busy machine.
     */
    private static final int SECONDS = Integer.getInteger("deployments.seconds", 5);
    /** Inquiries per second. */
    private static final int INQUIRIES = Integer.getInteger("deployments.inquiries", 10);

    @Inject
    BundleContext bundles;

    @Inject
    RouteContexts contexts;

    @Inject
    IslandImport islands;

    @Rule
    public final ContainerHub inside = new ContainerHub();

    private final Set<String> stopped = new ConcurrentSkipListSet<>();
    private final List<String> failedCalls = new CopyOnWriteArrayList<>();
    private final DeploymentFigures figures = new DeploymentFigures();
    private final AtomicLong calls = new AtomicLong();
    /** number of the running version of the bundle if this version leaks; 0 if it does not */
    private int leaking;

    private boolean leaked;
    private final List<String> journaled = new ArrayList<>();
    private long read;

    private boolean hanging;
    private Path deploy;
    private Plots plots;

    @Configuration
    public Option[] hub() {
        return ContainerEnvironment.container();
    }

    @Test
    public void failedDeploymentIsRolledBackWithoutSideEffects() throws Exception {
        begin();
        try (DeploymentLeaks leaks = new DeploymentLeaks(bundles)) {
            runDeployments(leaks);
        }
    }

    private void runDeployments(DeploymentLeaks leaks) throws Exception {
        Path system = Path.of(System.getProperty("karaf.home"), "system/city/pishkhan/utilities/1.0.0-SNAPSHOT");
        GeneratedDeployments generated = new GeneratedDeployments(
                Path.of(System.getProperty("karaf.data"), "generated"),
                Files.readAllBytes(system.resolve("utilities-1.0.0-SNAPSHOT.jar")),
                Files.readString(ContainerHub.etc().resolve(GAS)),
                Files.readString(ContainerHub.etc().resolve("city.pishkhan.utilities-gas.cfg")),
                SEED);
        logLine(COUNT + " deployments, seed " + SEED);
        Set<String> installed = installed();
        Map<String, Instant> running = started();
        SynchronousBundleListener watch = event -> {
            if (event.getType() == BundleEvent.STOPPING) {
                stopped.add(event.getBundle().getSymbolicName());
            }
        };
        bundles.addBundleListener(watch);
        ScheduledExecutorService callers = Executors.newSingleThreadScheduledExecutor();
        callers.scheduleWithFixedDelay(this::call, 0, 100, TimeUnit.MILLISECONDS);
        InquiryLoad load = new InquiryLoad(inside.door("clerk-1204"), plots, INQUIRIES);
        try {
            List<Kind> kinds = generated.kinds(COUNT);
            for (Kind kind : kinds) {
                Path file = generated.file(kind);
                deploy(kind, file, generated.number());
            }
            load.finish();
            rollBackAndForward(kinds.stream().filter(Kind.GOOD_ROUTES::equals).count());
            removeFromFolder();
        } finally {
            // replaces a bundle that may hang in its stop, because it would keep the container from stopping
            byCommand(generated.file(Kind.GOOD_BUNDLE));
            callers.shutdown();
            bundles.removeBundleListener(watch);
            load.close();
        }
        report(load);
        assertHistoryJournaled();
        assertLeftovers(leaks);
        assertEquals("inquiries", List.of(), load.failures());
        assertEquals("calls at the doors", List.of(), failedCalls);
        assertEquals("bundles", installed, installed());
        Awaitility.await("contexts")
                .untilAsserted(() ->
                        assertEquals(running.keySet(), new TreeSet<>(started().keySet())));
        String metrics = inside.text("/metrics");
        assertTrue(metrics, metrics.contains("gas-inquiries"));
        assertEquals(
                "series of what is gone",
                List.of(),
                metrics.lines().filter(line -> line.contains("deployed-")).toList());
        Awaitility.await("contexts are released").until(() -> contexts.unreleased() <= UNRELEASED);
        assertEquals(
                "threads",
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("pishkhan-deployment-"))
                        .toList());
    }

    /** Shortens the time limits, so that hanging deployments do not delay the test as long as they may delay a city. */
    private void shorten() throws Exception {
        ServiceReference<Deployments> shipped = bundles.getServiceReference(Deployments.class);
        Files.writeString(
                ContainerHub.etc().resolve("city.pishkhan.deployment.cfg"),
                "step.seconds = " + SECONDS + "\nprobe.seconds = " + 2 * SECONDS + "\n");
        Awaitility.await("shorter times").until(() -> {
            ServiceReference<Deployments> now = bundles.getServiceReference(Deployments.class);
            return now != null && !now.equals(shipped);
        });
    }

    private Deployments deployments() {
        return bundles.getService(bundles.getServiceReference(Deployments.class));
    }

    private void begin() throws Exception {
        inside.awaitReady();
        shorten();
        new GovernanceSetup(inside::door, TestReport::step).complete();
        Path properties = Path.of(System.getProperty("demo.properties"));
        for (int district = 1; district <= Plots.DISTRICTS; district++) {
            islands.importIsland(properties.resolve(district + ".csv"), Integer.toString(district));
        }
        plots = Plots.read(properties, 7);
        deploy = Files.createDirectories(Path.of(System.getProperty("karaf.base"), "deploy"));
        Awaitility.await("agencies").until(() -> started()
                .keySet()
                .containsAll(Set.of("agency-fire", "agency-water", "agency-electricity", "agency-gas")));
    }

    private void call() {
        for (String path : List.of("/rules", "/health/live")) {
            try {
                calls.incrementAndGet();
                int status = inside.status(path);
                if (status != 200) {
                    failedCalls.add(path + " " + status);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void deploy(Kind kind, Path file, int number) throws Exception {
        stopped.clear();
        Map<String, Instant> before = started();
        Set<String> bundleNames = names();
        Plan plan = deployments().plan(file);
        Entry entry = kind.isInFolder() ? deployByFolder(file) : byCommand(file);
        TestReport.log(kind + ": " + entry.effect() + " " + entry.cause() + " " + entry.leftBehind());
        figures.add(kind.name(), entry, kind.isBundle() && hanging, kind.isInEtc());
        assertEquals(kind + " " + entry, kind.effect, entry.effect());
        boolean tried = entry.effect() != Effect.REFUSED;
        assertEquals(kind + " foretold " + plan, !tried, !plan.problems().isEmpty());
        Set<String> foretold = tried ? new TreeSet<>(plan.restarted()) : Set.of();
        stopped.retainAll(bundleNames);
        assertEquals(kind + ": bundles", foretold, new TreeSet<>(stopped));
        assertEquals(kind + ": as told", foretold, new TreeSet<>(entry.restarted()));
        Map<String, Instant> after = started();
        Set<String> changed = before.keySet().stream()
                .filter(name -> !before.get(name).equals(after.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(kind + ": contexts", tried ? new TreeSet<>(plan.contexts()) : Set.of(), changed);
        Set<String> lost = new TreeSet<>(before.keySet());
        lost.removeAll(after.keySet());
        lost.remove(GeneratedDeployments.BROUGHT);
        assertEquals(kind + ": contexts that do not run any more", Set.of(), lost);
        assertEquals(Bundle.ACTIVE, utilities().getState());
        assertLeftovers(kind, number, entry);
    }

    /** Verifies that the deployment reports the known leak of the previous version, and nothing else. */
    private void assertLeftovers(Kind kind, int number, Entry entry) {
        boolean stopped = kind.isBundle() && entry.effect() != Effect.REFUSED;
        String leak = stopped && leaking > 0 ? DeploymentLeaks.leakDescription(leaking) : "";
        List<String> unexpected = entry.leftBehind().stream()
                .filter(line -> leak.isEmpty() || !line.startsWith(leak))
                .toList();
        assertEquals(kind + ": left behind", List.of(), unexpected);
        assertEquals(
                kind + " after " + leaking, !leak.isEmpty(), !entry.leftBehind().isEmpty());
        leaked |= !leak.isEmpty();
        if (kind.isBundle() && entry.effect() == Effect.SWITCHED) {
            leaking = kind == Kind.LEAKS ? number : 0;
            hanging = kind == Kind.HANGS_IN_STOP;
        }
    }

    /** Health names the bundle as long as anything of it is left, and reports nothing once the leaks have ended. */
    private void assertLeftovers(DeploymentLeaks leaks) {
        if (leaked) {
            Awaitility.await("health tells of leaks").until(() -> !leftovers().isEmpty());
        }
        leaks.close();
        Awaitility.await("nothing is left behind").untilAsserted(() -> {
            System.gc();
            assertEquals(Set.of(), leftovers());
        });
    }

    /** Leftovers as reported by health. */
    private Set<String> leftovers() throws InvalidSyntaxException {
        for (ServiceReference<HealthWatch> one : bundles.getServiceReferences(HealthWatch.class, null)) {
            HealthWatch watch = bundles.getService(one);
            if (watch.name().equals("left-behind")) {
                return watch.warnings().stream()
                        .map(warning -> warning.what().english())
                        .collect(Collectors.toSet());
            }
        }
        throw new AssertionError("nobody watches what is left behind");
    }

    /** Writes the handbook's figures of a run to the log and to a file. */
    private void report(InquiryLoad load) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d deployments, seed %d, each kind %d times or more; %.0f inquiries/s, %,d answered once, %d failures; %,d further calls, %d failed"
                        .formatted(
                                COUNT,
                                SEED,
                                figures.smallestCount(),
                                load.rate(),
                                load.answered(),
                                load.failures().size(),
                                calls.get(),
                                failedCalls.size()));
        lines.add("| milliseconds | times | median | p95 | longest |");
        lines.addAll(figures.lines());
        for (String line : lines) {
            logLine(line);
        }
        load.failures().stream().limit(20).forEach(TestReport::log);
    }

    private static void logLine(String line) throws IOException {
        TestReport.log(line);
        Files.writeString(
                Path.of(System.getProperty("deployments.report")),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Entry byCommand(Path file) {
        try {
            return deployments().deploy(file, OPERATOR);
        } catch (Refusal e) {
            assertEquals(e.toString(), "deployment.impossible", e.code());
            return last();
        }
    }

    private Entry deployByFolder(Path file) throws Exception {
        int entries = deployments().history().size();
        Path draft = deploy.resolve("utilities.jar.part");
        Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, deploy.resolve("utilities.jar"), StandardCopyOption.ATOMIC_MOVE);
        Awaitility.await("the folder is looked at")
                .until(() -> deployments().history().size() > entries);
        return last();
    }

    private Entry last() {
        List<Entry> all = deployments().history();
        return all.get(all.size() - 1);
    }

    /** Rolls back to the previous version and forward again; a deployment without a previous version is removed. */
    private void rollBackAndForward(long good) throws Exception {
        Entry last = deployments().rollback(FEATURE, OPERATOR);
        assertEquals(last.toString(), Effect.ROLLED_BACK, last.effect());
        for (String name : List.of(UTILITIES, GAS)) {
            Entry back = deployments().rollback(name, OPERATOR);
            assertEquals(back.toString(), Effect.ROLLED_BACK, back.effect());
            Entry forth = deployments().rollback(name, OPERATOR);
            assertEquals(back.before(), forth.sha256());
            assertEquals(back.sha256(), forth.before());
        }
        deployments().rollback(FEATURE, OPERATOR);
        Entry removed = deployments().remove(FEATURE, OPERATOR);
        assertEquals(removed.toString(), Effect.SWITCHED, removed.effect());
        assertEquals("", removed.sha256());
        assertFalse(Files.exists(ContainerHub.etc().resolve("routes").resolve(GeneratedDeployments.BROUGHT)));
        Entry back = deployments().rollback(ROUTES, OPERATOR);
        assertEquals(back.toString(), Effect.ROLLED_BACK, back.effect());
        assertEquals("one alone was new", good == 1, back.sha256().isEmpty());
        Files.deleteIfExists(ContainerHub.etc().resolve("routes").resolve(ROUTES));
    }

    /** Removing the file from the deploy folder leaves the bundle active. */
    private void removeFromFolder() throws Exception {
        Files.deleteIfExists(deploy.resolve("utilities.jar"));
        Awaitility.await("it stays")
                .during(Duration.ofSeconds(3))
                .until(() -> utilities().getState() == Bundle.ACTIVE);
    }

    private Bundle utilities() {
        return Arrays.stream(bundles.getBundles())
                .filter(bundle -> UTILITIES.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> installed() {
        return Arrays.stream(bundles.getBundles())
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getLocation() + " " + bundle.getState())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> names() {
        return Arrays.stream(bundles.getBundles()).map(Bundle::getSymbolicName).collect(Collectors.toSet());
    }

    private Map<String, Instant> started() {
        Map<String, Instant> started = new TreeMap<>();
        contexts.contexts().stream()
                .filter(one -> one.state() == RouteContexts.State.RUNNING)
                .forEach(one -> started.put(one.name(), one.started()));
        return started;
    }

    /** The journal has every line of the deployment history, in order. */
    private void assertHistoryJournaled() {
        List<String> expected = deployments().history().stream()
                .map(entry -> entry.by() + " "
                        + switch (entry.effect()) {
                            case SWITCHED -> "operator.deployed";
                            case WENT_BACK -> "operator.deployment-went-back";
                            case ROLLED_BACK -> "operator.deployment-rolled-back";
                            case REFUSED -> "operator.deployment-refused";
                            case STUCK -> "operator.deployment-stuck";
                            case INTERRUPTED -> "operator.deployment-interrupted";
                        })
                .toList();
        Awaitility.await("oversight is told")
                .atMost(Duration.ofMinutes(15))
                .untilAsserted(() -> assertEquals(expected, readNewEntries()));
    }

    /** Reads new journal entries from the last position, because the inquiries have filled the journal. */
    private List<String> readNewEntries() throws InterruptedException {
        HubClient oversight = inside.door("oversight");
        JsonNode page;
        do {
            page = oversight
                    .get("/oversight/v1/entries?limit=200&after=" + read)
                    .path("items");
            for (JsonNode entry : page) {
                read = entry.path("sequence").asLong();
                if (entry.path("event").asText().startsWith("operator.deploy")) {
                    journaled.add(entry.path("actor").asText() + " "
                            + entry.path("event").asText());
                }
            }
        } while (!page.isEmpty());
        return journaled;
    }
}
