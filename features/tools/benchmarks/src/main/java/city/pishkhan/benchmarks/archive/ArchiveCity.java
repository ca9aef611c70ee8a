package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** A demo city in a separate folder, with an office that scans into cases, and the archive's file store. */
final class ArchiveCity implements AutoCloseable {
    private static final String OFFICE = "clerk-1204";
    private static final String BROKER = "city.pishkhan.platform.artemis.cfg";
    private static final String KIND = "deed";
    private static final int FLOORS = 4;
    private static final long AREA = 300;

    private final Installation home;
    private final CitySettings settings;
    private final RunningCity city;
    private final Figures figures;
    private Clerk clerk;
    private HubClient office;
    private Plots plots;
    private Connection sql;

    /** @param folder an empty or new folder */
    ArchiveCity(Installation distribution, Path folder, Figures figures) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new CityException(folder + " is not empty. Use an empty folder.");
            }
        }
        this.figures = figures;
        home = distribution.createCopy(folder);
        settings = new CitySettings(home);
        settings.set(BROKER, "acceptor.port", Ports.findFree());
        city = new RunningCity(
                home, new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree()), (who, what) -> {});
    }

    /** A sheet that belongs to a case. */
    record Scan(String caseId, String sha256, int bytes) {
        String path() {
            return OfficeCases.path(caseId) + "/papers/" + sha256;
        }
    }

    /** Sets a key in a file of etc; a running hub applies it shortly afterwards. */
    void set(String file, String key, int value) {
        settings.set(file, key, value);
    }

    void start() throws IOException, InterruptedException, SQLException {
        figures.writeProgress("starting a demo city in " + home.base());
        city.start();
        office = city.door(OFFICE);
        clerk = new Clerk(office);
        plots = Plots.read(city.plots(), 17);
        sql = DatabaseCounters.superuser(home, "hub");
    }

    HubClient office() {
        return office;
    }

    HubClient district(int number) {
        return city.door("district-" + number);
    }

    /**
     * Runs a command at the operator's console.
     *
     * @return output of the command
     * @throws CityException if the command failed
     */
    String console(String command) throws IOException {
        return city.hub().console(command);
    }

    /** Returns a property without a case. */
    Plot plot() {
        return plots.next(plot -> plot.floors() >= FLOORS
                && plot.buildable() >= AREA
                && plot.uses().contains("residential"));
    }

    /** Opens a case for an unused property, and returns the id of the case. */
    String open() throws InterruptedException {
        return clerk.open(plot(), "Bench", FLOORS, Map.of("residential", AREA))
                .path("id")
                .asText();
    }

    /**
     * Uploads a scan, which is not yet a paper of the case.
     *
     * @return SHA-256 of the sheet
     */
    String scan(String caseId, String mediaType, byte[] content) throws InterruptedException {
        String ending = mediaType.substring(mediaType.indexOf('/') + 1);
        return office.upload(
                        OfficeCases.path(caseId) + "/sheets?kind=" + KIND + "&name=" + KIND + "." + ending,
                        mediaType,
                        content)
                .path("sha256")
                .asText();
    }

    /** Uploads a scan and adds it to the papers of the case. */
    Scan paper(String caseId, String mediaType, byte[] content) throws InterruptedException {
        String sha256 = scan(caseId, mediaType, content);
        clerk.addPaper(caseId, KIND, sha256);
        return new Scan(caseId, sha256, content.length);
    }

    /** Returns the folder of the file store. */
    Path store() {
        return home.data().resolve("archive");
    }

    /** Returns the path of a sheet in the file store. */
    Path file(String sha256) {
        return store().resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    void run(String statement) throws SQLException {
        try (Statement one = sql.createStatement()) {
            one.execute(statement);
        }
    }

    /** Returns the value of a query with one row and one column. */
    String text(String query) throws SQLException {
        try (Statement one = sql.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    Connection sql() {
        return sql;
    }

    void stop() throws IOException, InterruptedException, SQLException {
        if (sql != null) {
            sql.close();
        }
        city.stop();
    }

    /** Stops the city and deletes all of its files. */
    @Override
    public void close() throws IOException, InterruptedException, SQLException {
        stop();
        // walks the tree, because a list of a million names would need too much memory
        Files.walkFileTree(store(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        FileTrees.delete(home.base());
    }
}
