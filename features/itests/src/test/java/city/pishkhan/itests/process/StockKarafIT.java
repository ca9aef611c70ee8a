package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestJvm;
import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The hub in a stock Apache Karaf, installed from its KAR alone: two commands, and then a permit asks its agencies. */
class StockKarafIT {
    private static final int FLOORS = 5;
    private static final long AREA = 400;
    /** Warnings that every hub logs at its first start: no rules are decided yet, the first logins, and the new key. */
    private static final Set<String> SAID =
            Set.of("This is a demo city", "ProcedureService", "LoginAcceptance", "SealKeys");

    private static Installation karaf;
    private static RunningCity city;

    @AfterAll
    static void end() throws Exception {
        if (city != null) {
            city.hub().pid().ifPresent(Signals::kill);
            Signals.postmaster(karaf.data().resolve("postgres/data")).ifPresent(Signals::kill);
            city.partnersProcess().stop();
        }
    }

    @Test
    void stockKarafRunsHubFromArchiveAlone() throws Exception {
        Ports ports = new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree());
        karaf = unpack(ports);
        city = new RunningCity(karaf, ports, TestReport::step);
        // the partners start first, because the simulated witness generates the secret that the hub needs
        city.partnersProcess().start();
        ExecutorService aside = Executors.newSingleThreadExecutor();
        try {
            Future<Duration> ready = aside.submit(city.hub()::start);
            Awaitility.await("Karaf's console")
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isAnswering("feature:list"));
            RegistrationCounter.deploy(karaf.base().resolve("deploy/registrations.jar"));
            Awaitility.await("the counter")
                    .until(() -> Files.exists(karaf.data().resolve("registrations.txt")));
            city.hub()
                    .console("kar:install file://"
                            + Path.of(System.getProperty("hub.kar"))
                                    .toAbsolutePath()
                                    .normalize());
            city.hub().console("feature:install pishkhan");
            TestReport.log("ready " + ready.get(2, TimeUnit.MINUTES).toMillis() + " ms after Karaf's start");
        } finally {
            aside.shutdownNow();
        }
        assertAllBundlesActive();
        assertComponentsRegisteredOnce();
        assertLoopbackPortsOnly(ports);
        assertLogWithoutErrors();
        // sets the addresses of the demo city's partners; components whose files change restart, including the console
        new CitySettings(karaf).install(ports);
        Awaitility.await("the hub with its settings")
                .pollDelay(Duration.ofSeconds(5))
                .until(() -> city.hub().isReady() && isAnswering("pishkhan:agency-list"));
        Awaitility.await("all commands").until(StockKarafIT::tryStart);
        assertPermitAnswered();
        assertUnacceptedBundleRefused();
    }

    /**
     * The hub was founded as a production hub: its KAR is its distribution, and the bundles present at the founding are
     * accepted.
     */
    private static void assertUnacceptedBundleRefused() throws IOException {
        Path thief = Files.write(karaf.base().resolve("thief.jar"), KeyThief.jar("1.0.0"));
        String why = assertThrows(CityException.class, () -> city.hub().console("bundle:install -s file:" + thief))
                .getMessage();
        assertTrue(why.contains("hook"), why);
    }

    /** Runs the city's start, which resumes where an earlier attempt failed; {@code false} if a command is not available yet. */
    private static boolean tryStart() throws Exception {
        try {
            city.start();
            return true;
        } catch (CityException e) {
            if (String.valueOf(e.getMessage()).contains("Command not found")) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isAnswering(String command) throws InterruptedException, IOException {
        try {
            return city.hub().isRunning() && !city.hub().console(command).isEmpty();
        } catch (CityException e) {
            return false;
        }
    }

    /** Unpacks Karaf as shipped by Apache. Only the ports differ, and artifacts are not resolved from any other place. */
    private static Installation unpack(Ports ports) throws IOException, InterruptedException {
        Path root = TestJvm.folder("process").resolve("stock");
        FileTrees.delete(root);
        Files.createDirectories(root);
        Process tar = new ProcessBuilder(
                        "tar",
                        "xzf",
                        System.getProperty("karaf.archive"),
                        "--strip-components=1",
                        "-C",
                        root.toString())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), "Karaf is unpacked");
        Path etc = root.resolve("etc");
        Files.writeString(
                etc.resolve("org.ops4j.pax.url.mvn.cfg"),
                "\norg.ops4j.pax.url.mvn.localRepository=" + root.resolve("no-repository")
                        + "\norg.ops4j.pax.url.mvn.repositories=\n",
                StandardOpenOption.APPEND);
        edit(etc.resolve("org.apache.karaf.management.cfg"), "rmiRegistryPort", Ports.findFree());
        edit(etc.resolve("org.apache.karaf.management.cfg"), "rmiServerPort", Ports.findFree());
        // the operator's preparation of Karaf: copies the settings of the HTTP server, and links the demo city's files
        Path assembly =
                new File(System.getProperty("demo.assembly")).getAbsoluteFile().toPath();
        Files.copy(assembly.resolve("etc/org.apache.felix.http.cfg"), etc.resolve("org.apache.felix.http.cfg"));
        Files.createSymbolicLink(root.resolve("demo"), assembly.resolve("demo"));
        Files.createSymbolicLink(etc.resolve("demo"), assembly.resolve("etc/demo"));
        Installation installation = Installation.at(root);
        CityExtension.setProduction(installation);
        new CitySettings(installation).install(ports);
        return installation;
    }

    private static void edit(Path file, String key, int value) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^" + key + "\\s*=.*$", key + " = " + value));
    }

    private static void assertAllBundlesActive() {
        Awaitility.await("every bundle")
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertEquals(List.of(), idle()));
    }

    private static List<String> idle() throws Exception {
        return city.hub()
                .console("bundle:list -t 0 --no-ellipsis")
                .lines()
                .filter(line -> line.matches("\\s*\\d+\\s.*") && !line.contains("Active"))
                // leaves out fragment bundles, because they do not start
                .filter(line -> !line.contains("Hosts:"))
                .toList();
    }

    private static void assertComponentsRegisteredOnce() throws IOException {
        Map<String, Integer> counted = RegistrationCounter.readCounts(karaf.data());
        assertTrue(counted.size() > 100, "they are counted: " + counted);
        Map<String, Integer> several = new TreeMap<>(counted);
        several.values().removeIf(times -> times == 1);
        assertEquals(Map.of(), several, "components that were started anew");
    }

    private static void assertLoopbackPortsOnly(Ports ports) throws IOException, InterruptedException {
        Set<Integer> open = ListeningPorts.open(city.hub().pid().orElseThrow());
        // Karaf's own SSH console, which as shipped by Apache is reachable from other machines, is not checked
        open.remove(ports.shell());
        HttpRequest ready = HttpRequest.newBuilder(city.hub().admin().resolve("/health/ready"))
                .build();
        String health =
                city.http().send(ready, HttpResponse.BodyHandlers.ofString()).body();
        assertTrue(health.contains("sshHost = 127.0.0.1"), health);
        assertTrue(health.contains("felix.fileinstall.enableConfigSave = false"), health);
        assertEquals(Set.of(), open);
        Set<String> servers = new TreeSet<>();
        Matcher started = Pattern.compile("Started \\S*@?\\S*\\{HTTP[^}]*}\\{([^}]*):\\d+}")
                .matcher(log().collect(Collectors.joining("\n")));
        while (started.find()) {
            servers.add(started.group(1));
        }
        assertEquals(Set.of("127.0.0.1"), servers, "where an HTTP server ever listened");
    }

    /** Checks the log from the moment when the hub's logging settings apply; earlier lines are Karaf's. */
    private static void assertLogWithoutErrors() throws IOException {
        List<String> warningsAndErrors = log().filter(line -> line.matches("[\\d-]+ [\\d:.]+ (WARN|ERROR) .*"))
                .filter(line -> SAID.stream().noneMatch(line::contains))
                .toList();
        assertEquals(List.of(), warningsAndErrors);
    }

    private static Stream<String> log() throws IOException {
        return Files.readAllLines(karaf.logs().resolve("karaf.log")).stream();
    }

    private static void assertPermitAnswered() throws Exception {
        Clerk clerk = new Clerk(city.door("clerk-1204"));
        var plot = Plots.read(city.plots(), 1).next(p -> Journey.isSuitable(p, FLOORS));
        String id = clerk.open(plot, "مالک آزمایشی", FLOORS, Map.of("residential", AREA))
                .path("id")
                .asText();
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        clerk.submit(id);
        Awaitility.await("answers of the agencies")
                .until(() -> answered(clerk.read(id)).contains("electricity"));
    }

    private static Set<String> answered(JsonNode permit) {
        Set<String> answered = new TreeSet<>();
        permit.path("inquiries").forEach(inquiry -> {
            if (inquiry.path("state").asText().equals("answered")) {
                answered.add(inquiry.path("agency").asText());
            }
        });
        return answered;
    }
}
