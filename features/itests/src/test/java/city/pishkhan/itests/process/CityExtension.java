package city.pishkhan.itests.process;

import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.contract.ContractCheckedClient;
import city.pishkhan.itests.contract.ServedContract;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * A demo city in its own processes on free ports: the hub with its database and broker, and the partners. It starts before the first test
 * of a class. Afterwards all processes are killed in any case. On failure the end of the hub's log is reported. A shared city is killed
 * after the last class of this JVM that uses it.
 */
final class CityExtension implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    /** Changes that a test makes to the shipped configuration before the first start. */
    @FunctionalInterface
    interface Preparation {
        void prepare(Installation home) throws Exception;
    }

    /** Creates the home from which a city starts. */
    @FunctionalInterface
    private interface HomeFactory {
        Installation home(String name) throws Exception;
    }

    private static final int PLOTS_SEED = 1;

    private final String name;
    private final HomeFactory beginning;
    private final Preparation preparation;
    private final boolean atOnce;
    private final boolean shared;
    private final UnaryOperator<HttpClient> around;
    private final Thread atExit = new Thread(this::killAll, "kill everything");
    private Installation home;
    private Ports ports;
    private RunningCity city;
    private Plots plots;

    CityExtension(String name) {
        this(name, home -> {});
    }

    CityExtension(String name, Preparation preparation) {
        this(name, Distribution::settled, preparation, true, false, UnaryOperator.identity());
    }

    private CityExtension(
            String name,
            HomeFactory beginning,
            Preparation preparation,
            boolean atOnce,
            boolean shared,
            UnaryOperator<HttpClient> around) {
        this.name = name;
        this.beginning = beginning;
        this.preparation = preparation;
        this.atOnce = atOnce;
        this.shared = shared;
        this.around = around;
    }

    /** Creates a city with a fresh home, without data. The test wraps the HTTP client that calls the city. */
    static CityExtension withClient(String name, Preparation preparation, UnaryOperator<HttpClient> around) {
        return new CityExtension(name, Distribution::fresh, preparation, true, false, around);
    }

    /** Creates a city with a fresh home, without data; the test itself starts it. */
    static CityExtension startedByTest(String name, Preparation preparation) {
        return new CityExtension(name, Distribution::fresh, preparation, false, false, UnaryOperator.identity());
    }

    /** Creates a city with a fresh home, without data, that is founded as a production hub: it runs only accepted code. */
    static CityExtension production(String name, Preparation preparation) {
        return new CityExtension(
                name,
                Distribution::fresh,
                home -> {
                    setProduction(home);
                    preparation.prepare(home);
                },
                true,
                false,
                UnaryOperator.identity());
    }

    /** Lets a home without data be founded as a production hub, although the demo's other settings apply. */
    static void setProduction(Installation home) throws IOException {
        Files.writeString(home.etc().resolve("city.pishkhan.approvals.demo.cfg"), "mode = production\n");
    }

    /** Creates a city that several classes use one after the other; the first class starts it. */
    static CityExtension shared(String name, Preparation preparation) {
        return new CityExtension(name, Distribution::settled, preparation, true, true, UnaryOperator.identity());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (shared) {
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(this, one ->
                    (ExtensionContext.Store.CloseableResource) this::kill);
        }
        if (atOnce && city == null) {
            start();
        }
    }

    void start() throws Exception {
        home = beginning.home(name);
        ports = new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree());
        city = new RunningCity(home, ports, TestReport::step, http -> new ContractCheckedClient(around.apply(http)));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            preparation.prepare(home);
            city.start();
        } catch (Exception e) {
            printLog();
            killAll();
            throw e;
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        TestReport.log(context.getDisplayName() + " failed: " + cause);
        if (city != null) {
            printLog();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!shared) {
            kill();
        }
        ServedContract.failOnViolations();
    }

    /** Kills all processes at once; files on disk remain. */
    void kill() {
        if (city != null) {
            killAll();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    RunningCity city() {
        return city;
    }

    Installation home() {
        return home;
    }

    Ports ports() {
        return ports;
    }

    HubProcess hub() {
        return city.hub();
    }

    HubClient door(String user) {
        return city.door(user);
    }

    Clerk clerk() {
        return new Clerk(door("clerk-1204"));
    }

    /** Properties of this city; each one is handed out once. */
    synchronized Plots plots() {
        if (plots == null) {
            plots = Plots.read(city.plots(), PLOTS_SEED);
        }
        return plots;
    }

    /** Creates a permit for a building with this number of floors, on a property that no other permit uses. */
    Journey journey(int floors) {
        return new Journey(this, clerk(), plots().next(plot -> Journey.isSuitable(plot, floors)), floors);
    }

    SimulatedPartners partners() {
        return city.partners();
    }

    long hubPid() {
        return hub().pid().orElseThrow(() -> new IllegalStateException("The hub does not run"));
    }

    /** Process id of the database server that the hub launched. */
    long postmaster() {
        return Signals.postmaster(database()).orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
    }

    boolean isPostmasterRunning() {
        return Signals.postmaster(database()).isPresent();
    }

    private Path database() {
        return home.data().resolve("postgres/data");
    }

    /** Counts unanswered inquiries of agencies as shown to the operator; plan orders are not counted. */
    long inFlight() throws InterruptedException {
        long waiting = 0;
        for (JsonNode load : door("operator").get("/operator/v1/loads").path("items")) {
            if (!load.path("agency").asText().equals("planning")) {
                waiting += load.path("queued").asLong()
                        + load.path("dispatched").asLong()
                        + load.path("delivered").asLong();
            }
        }
        return waiting;
    }

    /** Requests, as the operator, that code with this digest may run. */
    JsonNode requestCode(String sha256) throws InterruptedException {
        return door("operator")
                .post(
                        "/committee/v1/code/" + sha256 + "/acceptance",
                        HubClient.JSON.createObjectNode().put("reason", "the new connector of the vendor"));
    }

    /** Approves a request in the name of a login. */
    void decide(String user, JsonNode asked) throws InterruptedException {
        door(user)
                .post(
                        "/committee/v1/approvals/" + asked.path("id").asText() + "/decision",
                        HubClient.JSON.createObjectNode().put("approve", true));
    }

    /** Returns the mode of the hub. */
    String mode() throws IOException {
        return HubClient.JSON
                .readTree(Http.text(city.http(), hub().admin().resolve("/health/ready")))
                .path("mode")
                .asText();
    }

    /** Returns the warnings of a health check, joined in one line; empty if there are none. */
    String warnings(String check) throws IOException {
        return HubClient.JSON
                .readTree(Http.text(city.http(), hub().admin().resolve("/health/ready")))
                .path("warnings")
                .path(check)
                .asText();
    }

    /** Number of wake-ups in one of the broker's queues, read from the metrics. */
    long queueDepth(String queue) {
        String metrics = Http.text(city.http(), hub().admin().resolve("/metrics"));
        Matcher depth = Pattern.compile("pishkhan_queue_depth\\{queue=\"" + Pattern.quote(queue) + "\"} (\\S+)")
                .matcher(metrics);
        return depth.find() ? (long) Double.parseDouble(depth.group(1)) : 0;
    }

    private void printLog() {
        for (String file : List.of("karaf.log", "hub.out")) {
            Path log = home.logs().resolve(file);
            if (Files.exists(log)) {
                try {
                    TestReport.logTail(log, Files.readAllLines(log));
                } catch (IOException e) {
                    TestReport.log(log + " cannot be read: " + e);
                }
            }
        }
    }

    private void killAll() {
        hub().pid().ifPresent(Signals::kill);
        Signals.postmaster(database()).ifPresent(Signals::kill);
        try {
            city.partnersProcess().stop();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
