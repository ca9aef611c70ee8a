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
 * A demo city that has installed and decided what each city does first, made once for all JVMs of a run, and then stopped in good order. A test's
 * city begins as its copy, with ports of its own: a start from nothing takes several times the processor time. What is started from nothing by
 * itself are the cities of {@code OfflineIT}, {@code AgencyWalkIT}, {@code StockKarafIT}, {@code SftpIT} and {@code TwoNodesIT}.
 */
public final class SettledCity {
    /** A service of these tests alone: it issues a note at once, and delivers it. */
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
    /** made a moment after the first start */
    private static final List<String> KEYS =
            List.of("pishkhan/journal/seal.p12", "pishkhan/certificates/certificates.p12");

    private SettledCity() {}

    /**
     * A copy of its settings and data; the ports in them are still its own.
     *
     * @param base an empty folder, or one that is not there
     */
    public static Installation copy(Path base) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (FileChannel channel =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (Files.notExists(MADE) || !Files.readString(MADE).equals(origin())) {
                make();
                Files.writeString(MADE, origin());
            }
        }
        Files.createDirectories(base);
        try (Stream<Path> files = Files.walk(CITY)) {
            for (Path file : (Iterable<Path>) files.filter(one -> !one.equals(CITY))::iterator) {
                copy(file, base.resolve(CITY.relativize(file)), base);
            }
        }
        // the file lies beside the city, so that each copy is a city that was moved and not a second one
        Files.copy(HOST, base.resolve("data").resolve(HOST.getFileName()));
        return new Installation(distribution().root(), base);
    }

    private static Installation distribution() {
        return Installation.at(Path.of(System.getProperty("hub.assembly")));
    }

    /** What it was made of, and the day from which its contracts count. */
    private static String origin() throws IOException {
        Path archive = Path.of(System.getProperty("hub.archive"));
        return archive + " " + Files.getLastModifiedTime(archive) + " " + LocalDate.now();
    }

    private static void copy(Path from, Path to, Path base) throws IOException {
        String name = from.getFileName().toString();
        if (name.endsWith(".jar")) {
            // nobody writes into one
            Files.createLink(to, from);
        } else if (name.endsWith(".config") && from.toString().contains(CONFIGURATIONS.toString())) {
            // by the path of its file Config Admin's own copy finds it again
            Files.writeString(to, Files.readString(from).replace(CITY.toString(), base.toString()));
        } else {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static void make() throws IOException, InterruptedException {
        Files.deleteIfExists(MADE);
        FileTrees.delete(CITY);
        Installation home = distribution().apart(Files.createDirectories(CITY));
        QuickPasswords.lay(home);
        Files.writeString(home.etc().resolve("procedures").resolve(NOTE + ".yaml"), NOTE_PROCEDURE);
        // only who was founded so may add logins at once later
        Path users = home.etc().resolve("city.pishkhan.access.users.cfg");
        Files.writeString(users, Files.readString(users).replace("adding=waits", "adding=at-once"));
        RunningCity city = new RunningCity(home, new Ports(Ports.any(), Ports.any(), Ports.any()), TestReport::step);
        Thread atExit = new Thread(() -> kill(city), "kill the settled city");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            city.prepare();
            Awaitility.await("all keys").until(() -> KEYS.stream()
                    .allMatch(key -> Files.exists(home.data().resolve(key))));
            forgetAccounts(home);
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

    /** Merchant accounts are known by their bank's address, which no copy has. */
    private static void forgetAccounts(Installation home) throws IOException {
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
            TestReport.say("The settled city may still run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
