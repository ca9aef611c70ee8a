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

/** A city in separate processes: hub and simulated partners, with their settings, logins, rules and properties. */
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

    /** @param httpClientWrapper wraps the HTTP client that is used for all calls, e.g. to inspect them */
    public RunningCity(
            Installation home, Ports ports, ProgressListener progress, UnaryOperator<HttpClient> httpClientWrapper) {
        this.http = httpClientWrapper.apply(HttpClient.newBuilder()
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

    /** Returns the process of the simulated partners. */
    public PartnersProcess partnersProcess() {
        return partnersProcess;
    }

    /** Returns the client that controls the simulated partners and reads their records. */
    public SimulatedPartners partners() {
        return partners;
    }

    public HttpClient http() {
        return http;
    }

    /** Returns the client of a demo login; later calls return the same client, which reuses its token. */
    public HubClient door(String user) {
        return doors.computeIfAbsent(user, one -> door(one, (method, path, nanos) -> {}));
    }

    public HubClient door(String user, HubClient.Stopwatch stopwatch) {
        return new HubClient(http, hub.address(), user, "demo-" + user, stopwatch);
    }

    /** Requests a one-time code, which the hub sends to the mobile number that it has for the person. */
    public void askCode(String nationalId) throws IOException, InterruptedException {
        var form = HubClient.JSON.createObjectNode().put("nationalId", nationalId);
        new HubReply(http.send(
                        HubClient.request(hub.address(), "/citizen/v1/login")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .bodyOrThrow();
    }

    /**
     * Starts the processes that do not run, and makes all missing decisions.
     *
     * @throws CityException that names a port which another program uses
     */
    public void start() throws IOException, InterruptedException {
        launch();
        new GovernanceSetup(this::door, progress).complete();
        properties();
    }

    /**
     * Starts the processes that do not run, and makes all decisions that do not depend on the partners' addresses.
     * A copy of the city with other ports is completed with {@link #start()}.
     */
    public void prepare() throws IOException, InterruptedException {
        launch();
        GovernanceSetup setup = new GovernanceSetup(this::door, progress);
        setup.completeOffices();
        setup.openMore();
        properties();
    }

    private void launch() throws IOException, InterruptedException {
        Map<String, Integer> needed = new LinkedHashMap<>();
        if (!hub.isRunning()) {
            needed.put("--hub-port", ports.hub());
            needed.put("--shell-port", ports.shell());
        }
        if (!partnersProcess.isRunning()) {
            needed.put("--partners-port", ports.partners());
        }
        Ports.checkFree(needed);
        if (!hub.isRunning()) {
            Ports.checkFree(Map.of("--hub-port", ports.admin()));
        }
        new CitySettings(home).install(ports);
        if (partnersProcess.isRunning()) {
            progress.step("partners", "are already running at " + partners.address());
        } else {
            partnersProcess.start();
            progress.step(
                    "partners",
                    "simulated fire department, water, electricity, gas, banks … run at " + partners.address());
        }
        if (hub.isRunning()) {
            progress.step("hub", "is already running at " + hub.address());
        } else {
            Duration took = hub.start();
            progress.step(
                    "hub",
                    "is ready at " + hub.address() + " after " + took.toMillis() / 1000.0
                            + " s, with its own PostgreSQL and Artemis");
        }
    }

    /** Opens the additional services to the demo's offices. */
    public void openMore() throws InterruptedException {
        new GovernanceSetup(this::door, progress).openMore();
    }

    /**
     * Adds an agency to the staged rules of building permits, and has the committee put the rules in force immediately.
     * Only a demo city allows this.
     *
     * @throws CityException if a name is not valid, or the title has no Persian letters
     */
    public void addAgency(String agency, String title, String titleFa) throws InterruptedException {
        boolean isNew = new AgencyRuleFiles(home).add(agency, title, titleFa);
        if (isNew) {
            progress.step(
                    "rules",
                    "every building permit shall ask " + agency + "; the new rules are staged in "
                            + home.etc().resolve("procedures"));
        }
        new GovernanceSetup(this::door, progress).changeRules(agency + " is asked for building permits", isNew);
    }

    private void properties() throws IOException, InterruptedException {
        Path done = plots().resolve("imported");
        if (Files.notExists(done)) {
            PartnersProcess.writeIslands(home, plots());
            String output = hub.console("pishkhan:planning-import " + plots());
            progress.step(
                    "operator",
                    "imports generated lists of properties from the districts and the head office: "
                            + output.lines().reduce((first, last) -> last).orElse(""));
            progress.step(
                    "operator",
                    "merged: rows in the registry; conflicts: two lists differ and a person decides; rejects: the row"
                            + " breaks a rule");
            Files.createFile(done);
        }
    }

    /** Returns the folder of the generated properties, with one file per district and one for the head office. */
    public Path plots() {
        return home.data().resolve("demo/islands");
    }

    /** Kills all processes without an orderly shutdown; data may be lost. */
    public void kill() throws IOException, InterruptedException {
        hub.pid().flatMap(ProcessHandle::of).ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        });
        stop();
    }

    /**
     * Stops the running processes.
     *
     * @return {@code true} if a process was running
     */
    public boolean stop() throws IOException, InterruptedException {
        boolean hubRan = hub.stop();
        boolean partnersRan = partnersProcess.stop();
        return hubRan || partnersRan;
    }
}
