package city.pishkhan.itests.doors;

import city.pishkhan.itests.SettledCity;
import city.pishkhan.itests.TestJvm;
import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.contract.ContractCheckedClient;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;

/**
 * The demo city in its own processes, started once for all classes that use only its doors. Each class sets the partners' behaviour before
 * it begins.
 */
final class SharedCity {

    /** Behaviour of a utility that accepts every inquiry and does not answer; the test answers instead. */
    static final Map<String, Object> SILENT = Map.of("answerAfterMs", 86_400_000L);

    static final Map<String, Object> USUAL = Map.of("answerAfterMs", 0L, "fault", "none", "down", false, "delayMs", 0L);

    /** Milliseconds for which the hub waits for a utility's reply in these tests, so that a hanging partner does not delay them. */
    static final int PATIENCE_MS = 1_500;

    /** Maximum size of a sheet in these tests in bytes; small, so that uploads beyond it are fast. */
    static final int SHEET_BYTES = 2 << 20;

    /** Interval of journal seals in these tests; with the usual minute, a test of sealed proofs would wait that long. */
    private static final String SEAL_SECONDS = "10";

    private static final Path FOLDER = System.getProperty("city.home") == null
            ? TestJvm.folder("town")
            : Path.of(System.getProperty("city.home")).toAbsolutePath();

    /**
     * {@code true} if the system property names a folder: the city in this folder is created once and keeps running,
     * for developers of these tests.
     */
    private static final boolean LASTING = System.getProperty("city.home") != null;

    private static SharedCity running;
    private static Exception failed;

    private final Installation home;
    private final RunningCity city;
    private final Plots plots;
    private final Store store;
    private final int brokerPort;

    private SharedCity() throws Exception {
        Installation distribution = Installation.at(Path.of(System.getProperty("demo.assembly")));
        boolean exists = LASTING && Files.exists(FOLDER.resolve("etc"));
        home = exists ? new Installation(distribution.root(), FOLDER) : copySettledCity();
        Ports ports = exists
                ? new CitySettings(home).ports()
                : new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree());
        for (String company : new String[] {"water", "electricity", "gas"}) {
            set("city.pishkhan.utilities-" + company + ".cfg", "receiveTimeoutMs", Integer.toString(PATIENCE_MS));
        }
        set("city.pishkhan.cases.cfg", "deadline.seconds", "1");
        set("city.pishkhan.runtime.gate.cfg", "trusted.proxies", BadLoginIT.TERMINATOR);
        // tests add logins of their own; AcceptanceIT covers logins that wait for approval
        set("city.pishkhan.access.users.cfg", "new.logins", "at-once");
        set("city.pishkhan.archive.cfg", "max.bytes", Integer.toString(SHEET_BYTES));
        set("city.pishkhan.journal.cfg", "seal.seconds", SEAL_SECONDS);
        brokerPort = Ports.findFree();
        set("city.pishkhan.platform.artemis.cfg", "acceptor.port", Integer.toString(brokerPort));
        set("city.pishkhan.platform.postgres.cfg", "settings", DatabaseCounters.SETTING);
        city = new RunningCity(home, ports, TestReport::step, ContractCheckedClient::new);
        if (!LASTING) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "town"));
        }
        city.start();
        city.openMore();
        Notes.openService(this);
        plots = Plots.read(city.plots(), System.nanoTime());
        store = new Store(home.data());
    }

    private static Installation copySettledCity() throws IOException, InterruptedException {
        FileTrees.delete(FOLDER);
        return SettledCity.copy(FOLDER);
    }

    /**
     * Returns the city, and starts it at the first call. The city ends with this JVM, which runs one class after the
     * other.
     *
     * @throws IllegalStateException if an earlier start failed
     */
    static synchronized SharedCity shared() throws Exception {
        if (failed != null) {
            throw new IllegalStateException("The town did not come up before", failed);
        }
        if (running == null) {
            try {
                running = new SharedCity();
            } catch (Exception e) {
                failed = e;
                throw e;
            }
        }
        return running;
    }

    RunningCity city() {
        return city;
    }

    Installation home() {
        return home;
    }

    Path data() {
        return home.data();
    }

    /** The hub's settings; the hub re-reads changed files. */
    Path etc() {
        return home.etc();
    }

    /** Programs of the distribution. */
    Path bin() {
        return home.root().resolve("bin");
    }

    Store store() {
        return store;
    }

    HubClient door(String user) {
        return city.door(user);
    }

    Clerk clerk() {
        return new Clerk(door("clerk-1204"));
    }

    Visitor visitor() {
        return new Visitor(city.http(), city.hub().address());
    }

    /** An anonymous client on the hub's machine, at the admin port. */
    Visitor adminVisitor() {
        return new Visitor(city.http(), city.hub().admin());
    }

    /** Returns an unused property on which this number of residential storeys is allowed. */
    Plot plot(int floors) {
        return plots.next(plot -> isAllowed(plot, floors));
    }

    /** Returns an unused property with a single owner, because a co-owner in the case could act as well. */
    Plot plotWithOneOwner(int floors) {
        return plots.next(plot -> isAllowed(plot, floors) && plot.owners().size() == 1);
    }

    /** Returns an unused property with a single owner in a district. */
    Plot plotInDistrict(int district) {
        return plots.next(plot ->
                isAllowed(plot, 1) && plot.owners().size() == 1 && plot.code().startsWith(district + "-"));
    }

    private static boolean isAllowed(Plot plot, int floors) {
        return plot.floors() >= floors && plot.uses().contains("residential") && plot.buildable() >= 100L * floors;
    }

    /** Connects to the hub's own broker, as a local tool does. */
    Connection broker() throws Exception {
        String password =
                Files.readString(home.data().resolve("artemis/password")).strip();
        Connection connection =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort).createConnection("hub", password);
        connection.start();
        return connection;
    }

    /** The simulated partners and their records. */
    SimulatedPartners partners() {
        return city.partners();
    }

    /** Sets the behaviour of a partner's simulator. */
    void control(String partner, Map<String, ?> behaviour) {
        partners().control(partner, behaviour);
    }

    /** A partner's records of one inquiry, oldest first. */
    Stream<JsonNode> ledger(String partner, UUID inquiry) {
        return partners().ledger(partner).stream()
                .filter(e -> e.path("id").asText().equals(inquiry.toString()));
    }

    /** Sets a key of a file in {@code etc}; a running hub reads the file at once. */
    void set(String file, String key, String value) throws IOException {
        Path path = home.etc().resolve(file);
        String line = key + " = " + value + "\n";
        String text = Files.exists(path) ? Files.readString(path) : "";
        String changed = text.replaceAll("(?m)^\\s*" + key.replace(".", "\\.") + "\\s*=.*\\n?", "") + line;
        if (!changed.equals(text)) {
            // an atomic move, so that the hub never reads an incomplete file
            Path draft = Files.writeString(path.resolveSibling(file + ".draft"), changed);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Switches the fire department's channel and waits until its routes have restarted.
     *
     * @param channel {@code system} or {@code worklist}
     */
    void switchFireChannel(String channel) throws IOException {
        String before = log();
        set("city.pishkhan.agency-fire.cfg", "channel", channel);
        // the hub polls the file, so the change is not in force at once
        Awaitility.await("fire answers by " + channel)
                .during(Duration.ofSeconds(1))
                .until(() -> {
                    String since = log().substring(before.length());
                    int stopped = since.lastIndexOf("agency-fire are stopped");
                    return stopped >= 0 && since.lastIndexOf("agency-fire run") > stopped;
                });
    }

    /** The hub's whole log. */
    String log() throws IOException {
        return Files.readString(home.logs().resolve("karaf.log"));
    }

    /** Kills the city without a clean shutdown; none of its data is needed. */
    private void kill() {
        try {
            city.kill();
        } catch (IOException e) {
            TestReport.log("The town may still run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
