package city.pishkhan.testkit.junit;

import city.pishkhan.testkit.InquiryTrial;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import city.pishkhan.testkit.waiting.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A hub for tests that are marked with {@link HubTest}. */
public final class TestHub implements ExtensionContext.Store.CloseableResource {
    private static final Duration IN_FORCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(TestHub.class.getName());
    private static final String DISTRIBUTION = "pishkhan.distribution";
    private static final String CITY = "pishkhan.city";
    private static final Path USUAL = Path.of("target/hub");
    private static final Path HOME = Path.of("target/hub-city");
    private static final int LAST_LINES = 200;

    private final Installation home;
    private final RunningCity city;
    private final InquiryTrial trial;
    private final Thread atExit = new Thread(this::kill, "kill the hub");

    private final boolean isOwned;

    private TestHub(Installation home, Ports ports, boolean isOwned) {
        this.home = home;
        this.isOwned = isOwned;
        this.city = new RunningCity(home, ports, TestHub::logProgress);
        this.trial = new InquiryTrial(city, TestHub::logProgress);
    }

    /** @throws CityException if there is no distribution, or the hub does not start */
    static TestHub start() {
        String running = System.getProperty(CITY);
        if (running != null) {
            Installation city = Installation.at(Path.of(running)).demoCity();
            TestHub hub = new TestHub(city, new CitySettings(city).ports(), false);
            if (!hub.city.hub().isRunning()) {
                throw new CityException("No demo city is running in " + running + "; start it with bin/demo start");
            }
            return hub;
        }
        TestHub hub = null;
        try {
            Installation distribution =
                    Installation.withDemo(distribution(Path.of(System.getProperty(DISTRIBUTION, USUAL.toString()))));
            Path base = HOME.toAbsolutePath();
            FileTrees.delete(base);
            hub = new TestHub(
                    distribution.createCopy(Files.createDirectories(base)),
                    new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree()),
                    true);
            Runtime.getRuntime().addShutdownHook(hub.atExit);
            new CitySettings(hub.home).shortenSealInterval();
            hub.city.start();
            return hub;
        } catch (IOException | RuntimeException e) {
            throw stopAndWrap(hub, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopAndWrap(hub, e);
        }
    }

    private static CityException stopAndWrap(TestHub hub, Exception e) {
        if (hub != null) {
            hub.printLog();
            hub.close();
        }
        return new CityException("The hub of the test does not start: " + e.getMessage(), e);
    }

    /** Returns the folder itself, or the folder inside it that contains the unpacked distribution. */
    static Path distribution(Path folder) throws IOException {
        if (Files.exists(folder.resolve("bin/karaf")) || !Files.isDirectory(folder)) {
            return folder;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(one -> Files.exists(one.resolve("bin/karaf")))
                    .findFirst()
                    .orElse(folder);
        }
    }

    /** Returns the city with its users, doors and partners, for operations that this class does not offer. */
    public RunningCity city() {
        return city;
    }

    /** Returns the folders of the hub's settings and data. */
    public Installation home() {
        return home;
    }

    /**
     * Writes a configuration into the hub's {@code etc}, and waits until it is in force.
     *
     * @param file e.g. {@code city.pishkhan.telecom.cfg}
     * @throws CityException if the configuration is not in force within 30 seconds
     */
    public void configure(String file, Map<String, ?> values) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((key, value) ->
                        text.append(key).append(" = ").append(value).append('\n'));
        write(home.etc().resolve(file), text.toString());
        Poll.until(
                IN_FORCE,
                LOOK,
                () -> isConfigured(file, values) ? Optional.of(file) : Optional.empty(),
                () -> file + " is not in force after " + IN_FORCE.toSeconds() + " s; the hub's log has the reason");
    }

    private boolean isConfigured(String file, Map<String, ?> values) throws IOException, InterruptedException {
        String table;
        try {
            table = console("pishkhan:config-show " + file);
        } catch (CityException e) {
            return false; // the hub has not read the file yet
        }
        return values.entrySet().stream().allMatch(one -> isInForce(table, file, one.getKey(), one.getValue()));
    }

    /** Returns {@code true} if a row of the table has this value, or has a masked value from this file. */
    private static boolean isInForce(String table, String file, String key, Object value) {
        String shown = "(?:" + Pattern.quote(value.toString()) + "|\\*+)";
        String column = "\\s*[|│]\\s*";
        return Pattern.compile("(?m)" + column + Pattern.quote(key) + column + shown + column + Pattern.quote(file))
                .matcher(table)
                .find();
    }

    /**
     * Copies a route file to {@code etc/routes}.
     *
     * @param file {@code <name>.camel.yaml}
     */
    public void route(Path file) throws IOException {
        write(home.etc().resolve("routes").resolve(file.getFileName().toString()), Files.readString(file));
    }

    /** Writes a file atomically, so that readers never see an incomplete file. */
    private static void write(Path file, String text) throws IOException {
        Path draft = Files.writeString(file.resolveSibling("." + file.getFileName() + ".draft"), text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Runs {@code pishkhan:deploy} with a bundle, a route file or a configuration.
     *
     * @return output of the command
     * @throws CityException if the deployment was refused or rolled back
     */
    public String deploy(Path file) throws IOException, InterruptedException {
        return console("pishkhan:deploy " + file.toAbsolutePath());
    }

    /**
     * Runs a command at the operator's console.
     *
     * @throws CityException if the command failed
     */
    public String console(String command) throws IOException, InterruptedException {
        return city.hub().console(command);
    }

    /** Adds an inquiry to the agency to every building permit from now on; the agency's name is also its title. */
    public void addAgency(String agency) throws InterruptedException {
        // the hub refuses rules with titles that have no Persian letters
        city.addAgency(agency, agency, "دستگاه " + agency);
    }

    /**
     * Opens a building permit that sends an inquiry to the agency.
     *
     * @throws CityException if no answer comes within 60 seconds
     */
    public InquiryTrial.Answered ask(String agency) throws InterruptedException {
        return trial.ask(agency);
    }

    /** @throws CityException if no seal that an outside witness keeps covers the answer within 90 seconds */
    public InquiryTrial.Sealed awaitSeal(InquiryTrial.Answered answered) throws InterruptedException {
        return trial.awaitSeal(answered);
    }

    /** Returns the hub's whole log. */
    public String log() throws IOException {
        return Files.readString(home.logs().resolve("karaf.log"), StandardCharsets.UTF_8);
    }

    void printLog() {
        try {
            List<String> lines = log().lines().toList();
            LOG.info(() -> "The end of " + home.logs().resolve("karaf.log") + ":\n"
                    + lines.stream()
                            .skip(Math.max(0, lines.size() - LAST_LINES))
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            LOG.info(() -> "The hub's log cannot be read: " + e);
        }
    }

    @Override
    public void close() {
        if (!isOwned) {
            return;
        }
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the hook need not be removed, because the JVM is already shutting down
        }
    }

    private void kill() {
        try {
            city.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void logProgress(String who, String what) {
        LOG.info(() -> who + ": " + what);
    }
}
