package city.pishkhan.itests;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A template for the cities of tests: a demo city that was installed, has made its initial decisions, and was stopped
 * cleanly. The template is built once for all JVMs of a run. A test's city starts as a copy with its own ports, because
 * a start from nothing takes several times the processor time. Only {@code OfflineIT}, {@code AgencyWalkIT},
 * {@code StockKarafIT}, {@code SftpIT} and {@code TwoNodesIT} start their cities from nothing.
 */
public final class SettledCity {
    /** A service that exists only in these tests: it issues a note at once and has it delivered by post. */
    public static final String NOTE = "posted-note";

    private static final String NOTE_PROCEDURE =
            """
            service: posted-note
            version: 1
            subject: property
            title: {en: Posted note, fa: یادداشت پستی}
            stages:
              - {id: note, kind: certificate, title: {en: Note, fa: صدور یادداشت}, template: building-permit}
              - {id: delivery, kind: delivery, title: {en: Delivery, fa: تحویل}}
            """;

    private static final Path FOLDER = Path.of("target", "settled").toAbsolutePath();
    private static final Path CITY = FOLDER.resolve("city");
    private static final Path MADE = FOLDER.resolve("made");
    private static final Path HOST = FOLDER.resolve("host.json");
    private static final Path CONFIGURATIONS = Path.of("data", "config");
    /** files of keys that the hub creates shortly after its first start */
    private static final List<String> KEYS =
            List.of("pishkhan/journal/seal.p12", "pishkhan/certificates/certificates.p12");

    private SettledCity() {}

    /**
     * Copies the settled city's settings and data. The ports in the copied settings are still those of the settled city.
     *
     * @param base an empty folder, or a folder that does not exist yet
     */
    public static Installation copy(Path base) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (FileChannel channel =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (Files.notExists(MADE) || !Files.readString(MADE).equals(buildAndDay())) {
                create();
                Files.writeString(MADE, buildAndDay());
            }
        }
        Files.createDirectories(base);
        try (Stream<Path> files = Files.walk(CITY)) {
            for (Path file : (Iterable<Path>) files.filter(one -> !one.equals(CITY))::iterator) {
                copy(file, base.resolve(CITY.relativize(file)), base);
            }
        }
        // the template's own data folder has no host file, so the hub takes each copy for a data folder that was moved,
        // and not for a second city
        Files.copy(HOST, base.resolve("data").resolve(HOST.getFileName()));
        return new Installation(distribution().root(), base);
    }

    private static Installation distribution() {
        return Installation.at(Path.of(System.getProperty("demo.assembly")));
    }

    /** Identifies the build and the day from which the city was made; the contracts take effect on that day. */
    private static String buildAndDay() throws IOException {
        Path archive = Path.of(System.getProperty("demo.archive"));
        return archive + " " + Files.getLastModifiedTime(archive) + " " + LocalDate.now();
    }

    private static void copy(Path from, Path to, Path base) throws IOException {
        String name = from.getFileName().toString();
        if (name.endsWith(".jar")) {
            // jars are never modified
            Files.createLink(to, from);
        } else if (name.endsWith(".config") && from.toString().contains(CONFIGURATIONS.toString())) {
            // the copied files of Config Admin name the path of each configuration file, which is changed to that of
            // this city
            Files.writeString(to, Files.readString(from).replace(CITY.toString(), base.toString()));
        } else {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static void create() throws IOException, InterruptedException {
        Files.deleteIfExists(MADE);
        FileTrees.delete(CITY);
        Installation home = distribution().createCopy(Files.createDirectories(CITY));
        QuickPasswords.install(home);
        Files.writeString(home.etc().resolve("procedures").resolve(NOTE + ".yaml"), NOTE_PROCEDURE);
        // sets new.logins=at-once now, because the hub applies this value later only if it was set at the hub's first
        // start
        Path users = home.etc().resolve("city.pishkhan.access.users.cfg");
        Files.writeString(users, Files.readString(users).replace("new.logins=waits", "new.logins=at-once"));
        RunningCity city = new RunningCity(
                home, new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree()), TestReport::step);
        Thread atExit = new Thread(() -> kill(city), "kill the settled city");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            city.prepare();
            Awaitility.await("all keys").until(() -> KEYS.stream()
                    .allMatch(key -> Files.exists(home.data().resolve(key))));
            deleteMerchantAccounts(home);
            city.stop();
        } catch (IOException | InterruptedException | RuntimeException e) {
            kill(city);
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        if (Files.exists(home.data().resolve("postgres/data/postmaster.pid"))) {
            throw new IllegalStateException("The settled city's database did not end in good order");
        }
        for (Path left :
                List.of(home.logs(), home.data().resolve("tmp"), home.data().resolve("port"))) {
            FileTrees.delete(left);
        }
        Files.deleteIfExists(home.base().resolve("karaf.pid"));
        Files.move(home.data().resolve(HOST.getFileName()), HOST, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the merchant accounts: an account refers to the address of its bank, which differs in every copy. */
    private static void deleteMerchantAccounts(Installation home) throws IOException {
        try (Connection connection = DatabaseCounters.superuser(home, "hub");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from payments.merchant");
        } catch (SQLException e) {
            throw new IOException("The settled city's database", e);
        }
    }

    private static void kill(RunningCity city) {
        try {
            city.kill();
        } catch (IOException e) {
            TestReport.log("The settled city may still run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
