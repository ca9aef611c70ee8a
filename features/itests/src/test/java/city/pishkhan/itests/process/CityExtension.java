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
 * A demo city in processes of its own, on free ports: the hub with its database and broker, and the partners. It is up before the first
 * test of a class; afterwards everything is killed, whatever happened. A failure is told with the end of the hub's log. A shared one is killed
 * after the last class that this JVM runs in it.
 */
final class CityExtension implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    /** What a test lays over the shipped configuration before the first start. */
    @FunctionalInterface
    interface Preparation {
        void prepare(Installation home) throws Exception;
    }

    /** Where a city begins. */
    @FunctionalInterface
    private interface Beginning {
        Installation home(String name) throws Exception;
    }

    private static final int PLOTS_SEED = 1;

    private final String name;
    private final Beginning beginning;
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
            Beginning beginning,
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

    /** One that begins from nothing, and whose callers come in by something of the test's own. */
    static CityExtension behind(String name, Preparation preparation, UnaryOperator<HttpClient> around) {
        return new CityExtension(name, Distribution::fresh, preparation, true, false, around);
    }

    /** One that begins from nothing, and that its test starts itself. */
    static CityExtension later(String name, Preparation preparation) {
        return new CityExtension(name, Distribution::fresh, preparation, false, false, UnaryOperator.identity());
    }

    /** One in which several classes work, one after the other; the first starts it. */
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
        ports = new Ports(Ports.any(), Ports.any(), Ports.any());
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
        TestReport.say(context.getDisplayName() + " failed: " + cause);
        if (city != null) {
            printLog();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!shared) {
            kill();
        }
        ServedContract.demandKept();
    }

    /** Everything at once; what it leaves on disk stays. */
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

    /** The properties of this city, each given out once. */
    synchronized Plots plots() {
        if (plots == null) {
            plots = Plots.read(city.plots(), PLOTS_SEED);
        }
        return plots;
    }

    /** A permit on a property of its own, for a building of so many floors. */
    Journey journey(int floors) {
        return new Journey(this, clerk(), plots().next(plot -> Journey.fits(plot, floors)), floors);
    }

    SimulatedPartners partners() {
        return city.partners();
    }

    long hubPid() {
        return hub().pid().orElseThrow(() -> new IllegalStateException("The hub does not run"));
    }

    /** The database server that the hub launched. */
    long postmaster() {
        return Signals.postmaster(database()).orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
    }

    boolean postmasterRuns() {
        return Signals.postmaster(database()).isPresent();
    }

    private Path database() {
        return home.data().resolve("postgres/data");
    }

    /** Inquiries of agencies that are not answered yet, as the operator sees them; plan orders do not count. */
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

    /** Wake-ups in one of the broker's queues, as the metrics say. */
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
                    TestReport.end(log, Files.readAllLines(log));
                } catch (IOException e) {
                    TestReport.say(log + " cannot be read: " + e);
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
