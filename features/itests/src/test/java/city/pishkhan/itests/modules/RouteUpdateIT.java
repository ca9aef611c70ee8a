package city.pishkhan.itests.modules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import city.pishkhan.runtime.RouteContexts;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Updates of route bundles, and route files that are added, changed and removed: everything that a version installed disappears with it.
 */
@RunWith(PaxExam.class)
// the route file comes first: objects that updates of bundles keep for a while would count as not released
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
@ExamReactorStrategy(PerSuite.class)
public class RouteUpdateIT {

    private static final int UPDATES = 20;
    private static final int CALLERS = 44;
    private static final Set<String> AGENCIES = Set.of(
            "agency-fire",
            "agency-water",
            "agency-electricity",
            "agency-gas",
            "agency-article-100",
            "agency-engineering",
            "agency-revenue");
    /**
     * Number of Camel contexts and class loaders that do not count as leaks: the last of each kind may wait for the
     * next garbage collection.
     */
    private static final int UNRELEASED = 2;

    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
    private static final String DOOR = "city.pishkhan.door";

    /** Pattern of thread names, without threads that serve requests, because their number follows the load. */
    private static final String LASTING = "(?i)(?!qtp|HttpClient|RMI|Keep-Alive|process"
            + " reaper|ForkJoinPool|Attach|awaitility|.*ActiveMQ|Artemis|activemq|pool-|client-global|Thread-#).*";

    @Inject
    BundleContext bundles;

    @Inject
    RouteContexts contexts;

    @Rule
    public final ContainerHub inside = new ContainerHub();

    @Configuration
    public Option[] hub() {
        return ContainerEnvironment.container();
    }

    @Before
    public void ready() {
        inside.awaitReady();
    }

    /** Tests repeated updates of a door, whose REST endpoints use a bus that all doors share. */
    @Test
    public void updatesRepeatedForDoorLeakNoThreads() throws Exception {
        Map<String, Integer> before = threads(".*");
        update("city.pishkhan.routes-visitor", UPDATES, () -> assertEquals(404, inside.status("/verify/0000")));
        // a leak of one request thread per update would show here as well
        Awaitility.await("threads of any kind")
                .until(() -> grownBeyond(before, threads(".*"), UPDATES / 2).isEmpty());
    }

    /**
     * Updates route bundles of every kind: doors, SOAP with generated types, queue consumers, servlets. No thread that a bundle started, or
     * that a pool started during its call, keeps the bundle's name or classes.
     */
    @Test
    public void updatesOfRouteBundlesLeakNoThreadsOrLoaders() throws Exception {
        List<Bundle> routes = Arrays.stream(bundles.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("city.pishkhan.routes-"))
                .toList();
        assertTrue(routes.size() + " bundles", routes.size() >= 10);
        Map<String, Integer> before = new TreeMap<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (Bundle bundle : routes) {
                loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
                refresh(bundle);
            }
            awaitStable();
            assertEquals(200, inside.status("/soap/agency?wsdl"));
            assertEquals(200, inside.status("/rules"));
            if (round == 0) {
                // the first round has created the threads that are created once and kept, so threads are counted from
                // here on
                before = threads(LASTING);
            }
        }
        Map<String, Integer> threads = before;
        Awaitility.await("threads")
                .until(() -> grownBeyond(threads, threads(LASTING), 0).isEmpty());
        Awaitility.await("contexts and their loaders are released").until(() -> contexts.unreleased() <= UNRELEASED);
        Awaitility.await("no thread sees or was made by an old version").until(() -> {
            System.gc();
            Set<ClassLoader> old = loaders.stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .filter(loader -> routes.stream()
                            .noneMatch(
                                    bundle -> bundle.adapt(BundleWiring.class).getClassLoader() == loader))
                    .collect(Collectors.toSet());
            return Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> old.contains(thread.getContextClassLoader()));
        });
    }

    /**
     * Calls during an update are parked until the door is available again. The test has more callers than the former
     * limit of parked calls.
     */
    @Test
    public void doorUpdatesUnderLoadFailNoCall() throws Exception {
        Bundle visitor = bundle("city.pishkhan.routes-visitor");
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        AtomicLong longest = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    while (!over.get()) {
                        long begin = System.nanoTime();
                        answers.merge(inside.status("/rules"), 1, Integer::sum);
                        longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 3; i++) {
                update(visitor);
            }
            over.set(true);
            for (Future<?> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        // a call that is parked longer than allowed would get a 503
        assertEquals(
                "answers " + answers + ", the longest took " + Duration.ofNanos(longest.get()),
                Set.of(200),
                answers.keySet());
    }

    /** A door is known from its installation to its uninstallation; calls while it is stopped get a 503. */
    @Test
    public void doorIsKnownWhileItsBundleIsInstalled() throws Exception {
        Bundle visitor = bundle("city.pishkhan.routes-visitor");
        assertEquals(200, inside.status("/rules"));
        try {
            visitor.stop();
            JsonNode away = inside.json("/rules");
            assertEquals(away.toString(), "door.away", away.path("code").asText());
            assertEquals(503, away.path("status").asInt());
            visitor.uninstall();
            JsonNode rulesLeft = inside.json("/rules");
            assertEquals(
                    rulesLeft.toString(), "door.unknown", rulesLeft.path("code").asText());
            assertEquals(404, rulesLeft.path("status").asInt());
        } finally {
            if (visitor.getState() == Bundle.UNINSTALLED) {
                visitor = bundles.installBundle(visitor.getLocation());
            }
            visitor.start();
            awaitRoutes(visitor);
        }
        assertEquals(200, inside.status("/rules"));
    }

    /**
     * Every servlet is declared by its bundle. Otherwise the metrics would count it as "other", like an unknown path.
     */
    @Test
    public void everyServletIsDeclaredByItsBundle() throws Exception {
        Set<String> undeclared = new TreeSet<>();
        int servlets = 0;
        for (ServiceReference<?> servlet :
                bundles.getAllServiceReferences("jakarta.servlet.Servlet", "(" + PATTERN + "=*)")) {
            List<String> doors = servlet.getBundle().adapt(BundleRevision.class).getDeclaredCapabilities(DOOR).stream()
                    .flatMap(door -> ((List<?>) door.getAttributes().get("path")).stream())
                    .map(String::valueOf)
                    .toList();
            Object patterns = servlet.getProperty(PATTERN);
            for (String pattern : patterns instanceof String[] several ? several : new String[] {(String) patterns}) {
                String path = pattern.replaceFirst("/\\*$", "");
                servlets++;
                // the two root servlets, which answer all remaining paths, need no declaration
                if (!path.isEmpty() && doors.stream().noneMatch(door -> (path + "/").startsWith(door + "/"))) {
                    undeclared.add(servlet.getBundle().getSymbolicName() + " " + pattern);
                }
            }
        }
        assertEquals(Set.of(), undeclared);
        assertTrue(servlets + " servlets", servlets >= 5);
    }

    /** Each agency has its own context, so a change of its file does not affect other agencies. */
    @Test
    public void changedAgencyFileRestartsOnlyItsContext() throws Exception {
        Path file = ContainerHub.etc().resolve("city.pishkhan.agency-gas.cfg");
        String shipped = Files.readString(file);
        Awaitility.await("an agency, a context").until(() -> started().keySet().containsAll(AGENCIES));
        Map<String, Instant> before = started();
        try {
            Files.writeString(file, shipped.replaceFirst("consumers = \\d+", "consumers = 2"));
            Awaitility.await("gas starts anew").until(() -> contexts.contexts().stream()
                    .anyMatch(one -> one.name().equals("agency-gas")
                            && one.routes().equals(List.of("gas-inquiries", "gas-notices"))
                            && one.started().isAfter(before.get("agency-gas"))));
            before.remove("agency-gas");
            Map<String, Instant> after = started();
            // ignores doors that started for the first time during the change
            after.keySet().retainAll(before.keySet());
            assertEquals("all others run on", before, after);
        } finally {
            Files.writeString(file, shipped);
        }
    }

    /** Start times of the running contexts, by name. */
    private Map<String, Instant> started() {
        Map<String, Instant> started = new TreeMap<>();
        contexts.contexts().stream()
                .filter(one -> one.state() == RouteContexts.State.RUNNING)
                .forEach(one -> started.put(one.name(), one.started()));
        return started;
    }

    private interface Check {
        void run() throws Exception;
    }

    /** Returns the running contexts once they have not changed for two seconds, because a bundle's routes start in several steps. */
    private List<String> awaitStable() {
        List<List<String>> last = new ArrayList<>(List.of(List.of()));
        Awaitility.await("routes come and go no more")
                .during(Duration.ofSeconds(2))
                .until(() -> {
                    List<String> now = running();
                    return now.equals(last.set(0, now));
                });
        return last.get(0);
    }

    private void update(String name, int times, Check works) throws Exception {
        Bundle bundle = bundle(name);
        // a first round of updates, which creates the objects that are created once and kept
        for (int i = 0; i < 3; i++) {
            update(bundle);
        }
        works.run();
        List<String> before = awaitStable();
        Map<String, Integer> threads = threads(LASTING);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            update(bundle);
        }
        works.run();
        assertEquals("contexts", before, awaitStable());
        Awaitility.await("contexts and their loaders are released").until(() -> contexts.unreleased() <= UNRELEASED);
        Awaitility.await("class loaders of " + name + " are released").until(() -> {
            System.gc();
            return loaders.stream().filter(loader -> loader.get() != null).count() <= UNRELEASED;
        });
        Awaitility.await("threads")
                .until(() -> grownBeyond(threads, threads(LASTING), 0).isEmpty());
    }

    /** Each context with its state and its routes. */
    private List<String> running() {
        return contexts.contexts().stream()
                .map(one -> one.name() + " " + one.state() + " " + one.routes())
                .toList();
    }

    private Bundle bundle(String name) {
        for (Bundle bundle : bundles.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + name);
    }

    /** Updates a bundle from its original location with a refresh, as an operator does, and waits until its routes run again. */
    private void update(Bundle bundle) throws Exception {
        refresh(bundle);
        awaitRoutes(bundle);
    }

    private void refresh(Bundle bundle) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        bundle.update();
        bundles.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        assertTrue("refreshed", refreshed.await(60, TimeUnit.SECONDS));
    }

    private void awaitRoutes(Bundle bundle) {
        Awaitility.await(bundle.getSymbolicName())
                .pollInterval(Duration.ofMillis(20))
                .until(() -> contexts.contexts().stream()
                        .anyMatch(one -> one.name().equals(bundle.getSymbolicName())
                                && one.state() == RouteContexts.State.RUNNING
                                && !one.routes().isEmpty()));
    }

    /**
     * Number of threads by name, with digits replaced.
     *
     * @param names pattern of the names that count
     */
    private static Map<String, Integer> threads(String names) {
        Map<String, Integer> threads = new TreeMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9a-f]{6,}|\\d+", "#"))
                .filter(name -> name.matches(names))
                .forEach(name -> threads.merge(name, 1, Integer::sum));
        return threads;
    }

    private static Set<String> grownBeyond(Map<String, Integer> before, Map<String, Integer> now, int allowed) {
        return now.entrySet().stream()
                .filter(one -> one.getValue() > before.getOrDefault(one.getKey(), 0) + allowed)
                .map(one -> one.getKey() + ": " + before.getOrDefault(one.getKey(), 0) + " -> " + one.getValue())
                .collect(Collectors.toSet());
    }

    @Test
    public void addsChangesRejectsAndRemovesRouteFile() throws Exception {
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        HttpServer partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        partner.createContext("/", exchange -> {
            calls.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        partner.start();
        Path file = ContainerHub.etc().resolve("routes/greeting.camel.yaml");
        int port = partner.getAddress().getPort();
        try {
            put(file, route("http://127.0.0.1:" + port + "/first"));
            Awaitility.await("added").until(() -> calls.containsKey("/first"));
            assertEquals(List.of("greeting"), routes(file));

            put(file, route("http://127.0.0.1:" + port + "/second"));
            Awaitility.await("replaced").until(() -> calls.containsKey("/second"));

            for (String forbidden :
                    new String[] {"exec:reboot", "file:/etc?noop=true", "bean:java.lang.Runtime?method=exit"}) {
                int logged = refusals(file);
                put(file, route(forbidden));
                Awaitility.await("refused: " + forbidden).until(() -> refusals(file) > logged);
                int second = calls.get("/second");
                Awaitility.await("the route before runs on").until(() -> calls.get("/second") > second);
                assertEquals(List.of("greeting"), routes(file));
            }

            Files.delete(file);
            Awaitility.await("removed").until(() -> routes(file) == null);
            Awaitility.await("released").until(() -> contexts.unreleased() <= UNRELEASED);
            int last = calls.get("/second");
            Awaitility.await("and calls nobody")
                    .during(Duration.ofSeconds(1))
                    .until(() -> calls.get("/second") == last);

            // a file that the watcher knows is not reported again, so a restarted watcher must find the existing files
            // itself
            put(file, route("http://127.0.0.1:" + port + "/third"));
            Awaitility.await("added again").until(() -> calls.containsKey("/third"));
            Bundle runtime = bundle("city.pishkhan.gate");
            runtime.stop();
            int third = calls.get("/third");
            runtime.start();
            Awaitility.await("runs after the runtime came anew").until(() -> calls.get("/third") > third);
            Files.delete(file);
            inside.awaitReady();
        } finally {
            Files.deleteIfExists(file);
            partner.stop(0);
        }
    }

    private static String route(String target) {
        return String.join(
                "\n",
                "- route:",
                "    id: greeting",
                "    from:",
                "      uri: timer:greeting",
                "      parameters:",
                "        period: 200",
                "      steps:",
                "        - setBody:",
                "            constant: hello",
                "        - to:",
                "            uri: " + target,
                "");
    }

    /** Writes a file by an atomic move on the same disk, so that a watcher never sees an incomplete or missing file. */
    private static void put(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "route", ".draft");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ids of the file's routes, or {@code null} if it has no context. */
    private List<String> routes(Path file) {
        return contexts.contexts().stream()
                .filter(one -> one.name().equals(file.getFileName().toString()))
                .map(RouteContexts.Info::routes)
                .findFirst()
                .orElse(null);
    }

    /** Counts the log lines that report, in both languages, that the file is refused. */
    private static int refusals(Path file) throws IOException {
        return (int) ContainerHub.log().stream()
                .filter(line ->
                        line.contains(file.toString()) && line.contains("is rejected") && line.contains("پذیرفته نشد"))
                .count();
    }
}
