package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An external database and broker replace the embedded ones by configuration alone. Two nodes use them under load, are killed,
 * restarted in turns and updated. Nothing is lost, nothing takes effect twice, and a restart in turns fails no call.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
    private static final int ASKED = 7;
    private static final int OFFICES = 2;
    private static final int FLOORS = 8;
    private static final int SLOW_MS = 2_000;
    private static final int LIMIT_SECONDS = 600;
    /** pause between two calls of one caller; without it the callers would take the processor time of the nodes */
    private static final long LOOK_MS = 50;

    private static final long CALL_MS = 10;
    private static final String SHEETS = "city.pishkhan.archive.files.cfg";
    private static final String AGAIN = "503, come again";

    private static BalancedClient balancer;

    @Order(1)
    @RegisterExtension
    static final ExternalServers SERVERS = new ExternalServers();

    @Order(2)
    @RegisterExtension
    static final CityExtension CITY = CityExtension.withClient("nodes", TwoNodesIT::prepare, http -> {
        balancer = new BalancedClient(http);
        return balancer;
    });

    private static final List<Journey> JOURNEYS = Collections.synchronizedList(new ArrayList<>());

    private static SecondNode two;

    private final HttpClient plain = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(2);
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Future<?>> load = new ArrayList<>();
    private Future<?> readCalls;

    private static void prepare(Installation home) throws Exception {
        SERVERS.serve(home);
        CityExtension.setProduction(home);
        Files.writeString(home.etc().resolve(SHEETS), "folder=" + home.base().resolve("servers/sheets") + "\n");
    }

    @AfterAll
    static void killBoth() {
        if (two != null) {
            two.hub().pid().ifPresent(Signals::kill);
        }
    }

    /** The broker is frozen, as on a machine that swaps: its port accepts connections and no data comes back. */
    @Test
    @Order(1)
    void hangingBrokerIsReportedWithoutDelay() throws Exception {
        HubProcess one = CITY.hub();
        Awaitility.await().until(one::isReady);
        List<Long> times = new ArrayList<>();
        HttpResponse<String> lastAnswer = null;
        SERVERS.setBrokerHanging(true);
        try {
            for (int i = 0; i < ASKED; i++) {
                long begin = System.nanoTime();
                lastAnswer = get(one, "/health/ready");
                times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            HttpResponse<String> metrics = get(one, "/metrics");
            assertTrue(metrics.body().contains("pishkhan_health_up{check=\"broker\"} 0"), metrics::body);
        } finally {
            SERVERS.setBrokerHanging(false);
        }
        Collections.sort(times);
        TestReport.log("/health/ready while the broker hangs: " + times + " ms");
        assertEquals(503, lastAnswer.statusCode(), lastAnswer::body);
        assertTrue(lastAnswer.body().contains("\"broker\":\"down: does not answer since "), lastAnswer::body);
        assertTrue(lastAnswer.body().contains("\"database\":\"up\""), lastAnswer::body);
        // a probe should take up to one second; the limit is five, because other tests share the machine, and waiting
        // for the broker would take the whole time-out
        assertTrue(times.get(ASKED / 2) <= 5_000, times::toString);
        Awaitility.await().until(one::isReady);
    }

    /** One node is killed while it processes a payer's return. The other one answers, and the restarted node continues. */
    @Test
    @Order(2)
    void oneNodeIsKilledDuringAPayment() throws Exception {
        HubProcess one = new HubProcess(CITY.home(), CITY.ports(), plain);
        two = new SecondNode(CITY.home(), CITY.ports(), plain);
        two.copyKeys();
        two.hub().start();
        balancer.add(one.address());
        balancer.add(two.hub().address());
        assertTrue(two.hub().console("pishkhan:cluster-check").endsWith("No differences."));
        assertDeployedOnAllNodes(one, two.hub());
        SimulatedPartners.AGENCIES.forEach(agency -> CITY.partners().control(agency, Map.of("delayMs", SLOW_MS)));

        LostReturn payer = new LostReturn(CITY, CITY.journey(FLOORS).begin());
        JOURNEYS.add(payer.journey());
        startLoad();
        awaitMoreCases(OFFICES);
        payer.pay();
        Signals.freeze(one.pid().orElseThrow());
        payer.sendReturnTo(one, plain);
        Signals.kill(one.pid().orElseThrow());
        TestReport.log("node one is killed");
        load.add(threads.submit(() -> {
            payer.reloadAndComplete();
            return null;
        }));
        awaitMoreCases(OFFICES);
        one.start();
        endLoadAndCheck();
    }

    /** Under load both nodes restart in turns, node two is killed and restarts with its own keys and sheets, and node one updates its core. */
    @Test
    @Order(3)
    @Tag("nightly")
    void bothNodesRestartInTurnsAndOneWithForeignKeys() throws Exception {
        HubProcess one = new HubProcess(CITY.home(), CITY.ports(), plain);
        startLoad();
        awaitMoreCases(OFFICES);
        restartInTurns(one, two.hub());
        awaitMoreCases(1);
        Signals.kill(two.hub().pid().orElseThrow());
        TestReport.log("node two is killed");
        Files.delete(two.home().data().resolve("pishkhan/access/token.key"));
        Files.delete(two.home().etc().resolve(SHEETS));
        threads.submit(() -> two.hub().start());
        updateCoreOnOneNode(one);
        assertForeignNodeRefused();
        endLoadAndCheck();
    }

    /** Starts offices that submit permits one after the other, and a caller that lists cases. */
    private void startLoad() throws Exception {
        for (int i = 0; i < OFFICES; i++) {
            load.add(threads.submit(() -> runPermits()));
        }
        HubClient office = CITY.door("clerk-1204");
        readCalls = repeatCall(LOOK_MS, () -> office.get("/office/v1/cases?limit=5"));
    }

    /** Lets the cases end, and checks that nothing was lost and nothing took effect twice. */
    private void endLoadAndCheck() throws Exception {
        enough.set(true);
        for (Future<?> caller : load) {
            caller.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        stopCalls(readCalls);
        threads.shutdownNow();
        callers.shutdownNow();
        Awaitility.await("nothing waits any more").until(() -> CITY.inFlight() == 0);
        assertEquals(List.of(), new Checker(CITY).check(JOURNEYS));
        assertExternalServersUsed();
        TestReport.log(JOURNEYS.size() + " permits, " + balancer.calls() + " calls, "
                + balancer.retriedCalls().size() + " broken off and answered by the other node");
    }

    /**
     * {@code pishkhan:cluster-check} names a bundle that runs on one node only. Deploying to the cluster installs it on
     * all nodes in turn.
     */
    private static void assertDeployedOnAllNodes(HubProcess one, HubProcess other) throws Exception {
        Path bundle = CITY.home().base().resolve("city.deployed.small.jar");
        writeAccepted(bundle, "1");
        one.console("pishkhan:deploy " + bundle);
        String unlike = assertThrows(CityException.class, () -> other.console("pishkhan:cluster-check"))
                .getMessage();
        assertTrue(unlike.contains("bundles: city.deployed.small: "), unlike);
        writeAccepted(bundle, "2");
        String progress = other.console("pishkhan:deploy --cluster " + bundle);
        assertTrue(progress.contains(": switched, "), progress);
        assertTrue(progress.endsWith("runs: city.deployed.small, on all running nodes"), progress);
        assertTrue(one.console("pishkhan:cluster-check").endsWith("No differences."));
        String history = one.console("pishkhan:deploy-history");
        assertEquals(
                2,
                history.lines()
                        .filter(line -> line.contains("city.deployed.small"))
                        .count(),
                history);
        assertRolledBackOnAllNodes(one, other);
    }

    /**
     * Requests a rollback on all nodes: first at the node where the bundle was new, then at the node where it replaced
     * a version. The first request fails and leaves the later version on all nodes; the second succeeds.
     */
    private static void assertRolledBackOnAllNodes(HubProcess one, HubProcess other) throws Exception {
        String command = "pishkhan:deploy-rollback --cluster city.deployed.small";
        String failed =
                assertThrows(CityException.class, () -> other.console(command)).getMessage();
        assertTrue(failed.contains(": failed, This node had a different previous version"), failed);
        assertTrue(failed.contains("runs in the later version again on all nodes"), failed);
        assertTrue(one.console("pishkhan:cluster-check").endsWith("No differences."));
        String back = one.console(command);
        assertTrue(back.endsWith("city.deployed.small was rolled back on all running nodes"), back);
        assertTrue(one.console("pishkhan:cluster-check").endsWith("No differences."));
    }

    /** The nodes are a production hub, so two people accept the bundle, once for all nodes. */
    private static void writeAccepted(Path bundle, String version) throws Exception {
        write(bundle, version);
        CITY.decide("operator-2", CITY.requestCode(Sha256.hex(Files.readAllBytes(bundle))));
    }

    private static void write(Path bundle, String version) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "city.deployed.small");
        manifest.getMainAttributes().putValue("X-Number", version);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bundle), manifest)) {
            out.flush();
        }
    }

    /** Verifies that cases and wake-ups went through the external database and broker. */
    private void assertExternalServersUsed() throws Exception {
        assertEquals(JOURNEYS.size(), SERVERS.cases());
        for (String agency : SimulatedPartners.AGENCIES) {
            assertTrue(SERVERS.arrivedAt("inquiry." + agency) > 0, agency + "'s wake-up went through the broker");
        }
        for (Installation node : List.of(CITY.home(), two.home())) {
            assertFalse(Files.exists(node.data().resolve("postgres/data")), "no database of its own");
            assertFalse(Files.exists(node.data().resolve("artemis/journal")), "no broker of its own");
        }
    }

    /** Waits until there are this many more cases. */
    private void awaitMoreCases(int more) {
        int before = JOURNEYS.size();
        Awaitility.await(more + " more cases")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> JOURNEYS.size() >= before + more);
    }

    private void restartInTurns(HubProcess one, HubProcess two) throws Exception {
        int failed = balancer.failed().size();
        int broken = balancer.retriedCalls().size();
        int calls = balancer.calls();
        for (HubProcess node : List.of(two, one)) {
            node.stop();
            awaitMoreCases(1);
            node.start();
        }
        TestReport.log("restarted in turns: " + (balancer.calls() - calls) + " calls, "
                + (balancer.retriedCalls().size() - broken) + " broken off");
        assertEquals(
                List.of(), balancer.failed().subList(failed, balancer.failed().size()));
    }

    private Void runPermits() throws Exception {
        while (!enough.get()) {
            Journey journey = CITY.journey(FLOORS).begin();
            JOURNEYS.add(journey);
            journey.finish();
        }
        return null;
    }

    /** Repeats a call with a pause after each one. */
    private Future<?> repeatCall(long pauseMs, Callable<?> call) {
        return callers.scheduleWithFixedDelay(
                () -> {
                    try {
                        call.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                0,
                pauseMs,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Stops the calls.
     *
     * @throws ExecutionException if a call failed; no further call was made then
     */
    private static void stopCalls(Future<?> calls) throws ExecutionException, InterruptedException {
        if (!calls.cancel(false)) {
            calls.get();
        }
    }

    /** During the update every call is answered, or refused with 503 and Retry-After; no door is reported as unknown. */
    private void updateCoreOnOneNode(HubProcess one) throws Exception {
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        Future<?> caller = repeatCall(CALL_MS, () -> {
            HttpResponse<String> answer = get(one, "/rules");
            boolean again = answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent();
            return answers.merge(again ? AGAIN : answer.statusCode() + "", 1, Integer::sum);
        });
        one.console("bundle:refresh city.pishkhan.api");
        Awaitility.await("the core comes back")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> answers.containsKey(AGAIN) && one.isReady());
        stopCalls(caller);
        TestReport.log("the core was updated: " + answers);
        assertEquals(Set.of("200", AGAIN), answers.keySet(), answers::toString);
    }

    /** The second node refuses calls while it runs with its own key and sheets, like a separate installation. */
    private void assertForeignNodeRefused() throws Exception {
        Awaitility.await("node two says that its keys are unlike")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    String health = get(two.hub(), "/health/ready").body();
                    return health.contains("tokens (") && health.contains("sheets (");
                });
        HttpResponse<String> refused = get(two.hub(), "/office/v1/cases");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body().contains("\"code\":\"node.keys-unlike\""), refused.body());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        assertEquals(503, get(two.hub(), "/health/ready").statusCode());
    }

    private HttpResponse<String> get(HubProcess node, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        (path.startsWith("/office") ? node.address() : node.admin()).resolve(path))
                .build();
        // a time limit of the request itself would not include the body
        return plain.sendAsync(request, HttpResponse.BodyHandlers.ofString()).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
