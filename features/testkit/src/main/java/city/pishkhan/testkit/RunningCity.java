package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.client.HubReply;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.process.AgencyRuleFiles;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.PartnersProcess;
import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A city in processes of its own: hub and partners, with their settings, logins, rules and properties. */
public final class RunningCity {

    private final Installation home;
    private final ProgressListener progress;
    private final HubProcess hub;
    private final PartnersProcess partnersProcess;
    private final SimulatedPartners partners;
    private final Ports ports;
    private final HttpClient http;
    private final Map<String, HubClient> doors = new ConcurrentHashMap<>();

    public RunningCity(Installation home, Ports ports, ProgressListener progress) {
        this(home, ports, progress, UnaryOperator.identity());
    }

    /** @param around what is put around the client through which everybody here talks, e.g. to look at what is said */
    public RunningCity(Installation home, Ports ports, ProgressListener progress, UnaryOperator<HttpClient> around) {
        this.http = around.apply(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build());
        this.home = home;
        this.progress = progress;
        this.ports = ports;
        this.hub = new HubProcess(home, ports, http);
        this.partnersProcess = new PartnersProcess(home, ports, http);
        this.partners = new SimulatedPartners(http, partnersProcess.address());
    }

    public HubProcess hub() {
        return hub;
    }

    /** The process in which the partners run. */
    public PartnersProcess partnersProcess() {
        return partnersProcess;
    }

    /** The partners from outside. */
    public SimulatedPartners partners() {
        return partners;
    }

    public HttpClient http() {
        return http;
    }

    /** A login of the demo city; whoever asks again for the same goes on with its token. */
    public HubClient door(String user) {
        return doors.computeIfAbsent(user, one -> door(one, (method, path, nanos) -> {}));
    }

    public HubClient door(String user, HubClient.Stopwatch stopwatch) {
        return new HubClient(http, hub.address(), user, "demo-" + user, stopwatch);
    }

    /** Sends a one-time code to the mobile that the hub knows of a person. */
    public void askCode(String nationalId) throws IOException, InterruptedException {
        var form = HubClient.JSON.createObjectNode().put("nationalId", nationalId);
        new HubReply(http.send(
                        HubClient.request(hub.address(), "/citizen/v1/login")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .taken();
    }

    /** Starts what does not run yet. @throws CityException that names a port which is taken */
    public void start() throws IOException, InterruptedException {
        launch();
        new GovernanceSetup(this::door, progress).settle();
        properties();
    }

    /**
     * Starts what does not run yet, and decides all that does not depend on where its partners are: what is copied to other ports goes on
     * from there with {@link #start()}.
     */
    public void prepare() throws IOException, InterruptedException {
        launch();
        GovernanceSetup setup = new GovernanceSetup(this::door, progress);
        setup.settleOffices();
        setup.openMore();
        properties();
    }

    private void launch() throws IOException, InterruptedException {
        Map<String, Integer> needed = new LinkedHashMap<>();
        if (!hub.running()) {
            needed.put("--hub-port", ports.hub());
            needed.put("--shell-port", ports.shell());
        }
        if (!partnersProcess.running()) {
            needed.put("--partners-port", ports.partners());
        }
        Ports.demandFree(needed);
        if (!hub.running()) {
            Ports.demandFree(Map.of("--hub-port", ports.admin()));
        }
        new CitySettings(home).lay(ports);
        if (partnersProcess.running()) {
            progress.step("partners", "run already at " + partners.address());
        } else {
            partnersProcess.start();
            progress.step(
                    "partners", "fire, water, electricity, gas, bank … (simulated) are up at " + partners.address());
        }
        if (hub.running()) {
            progress.step("hub", "runs already at " + hub.address());
        } else {
            Duration took = hub.start();
            progress.step(
                    "hub",
                    "is ready at " + hub.address() + " after " + took.toMillis() / 1000.0
                            + " s, with its own PostgreSQL and Artemis");
        }
    }

    /** Opens what the offices of the demo do besides permits and inspections. */
    public void openMore() throws InterruptedException {
        new GovernanceSetup(this::door, progress).openMore();
    }

    /**
     * Has the staged rules of building permits ask one agency more, and the committee put them in force: at once, as in a demo city only.
     *
     * @throws CityException if the names mean nothing
     */
    public void addAgency(String agency, String title, String titleFa) throws InterruptedException {
        if (new AgencyRuleFiles(home).add(agency, title, titleFa)) {
            progress.step(
                    "rules",
                    "every building permit shall ask " + agency + ": staged in "
                            + home.etc().resolve("procedures"));
        }
        new GovernanceSetup(this::door, progress).changeRules(agency + " is asked for building permits");
    }

    private void properties() throws IOException, InterruptedException {
        Path done = plots().resolve("imported");
        if (Files.notExists(done)) {
            PartnersProcess.writeIslands(home, plots());
            String said = hub.console("pishkhan:planning-import " + plots());
            progress.step(
                    "operator",
                    "imports the 22 districts' and the head office's properties (generated): "
                            + said.lines().reduce((first, last) -> last).orElse("")
                            + " (in conflict: district and head office differ, people decide; rejected: the row breaks"
                            + " a rule)");
            Files.createFile(done);
        }
    }

    /** The folder of the generated properties, a file per island. */
    public Path plots() {
        return home.data().resolve("demo/islands");
    }

    /** Ends everything at once, as nobody would who wants to keep it. */
    public void kill() throws IOException, InterruptedException {
        hub.pid().flatMap(ProcessHandle::of).ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        });
        stop();
    }

    /** Stops what runs. @return whether anything did */
    public boolean stop() throws IOException, InterruptedException {
        boolean hubRan = hub.stop();
        boolean partnersRan = partnersProcess.stop();
        return hubRan || partnersRan;
    }
}
