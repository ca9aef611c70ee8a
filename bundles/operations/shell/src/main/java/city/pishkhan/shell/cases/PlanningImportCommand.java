package city.pishkhan.shell.cases;

import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.planning.ImportReport;
import city.pishkhan.planning.InvalidIslandFile;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Imports the data of the former planning systems ("islands") into the registry: one CSV file per district and one for
 * the head office. The path is one such file, e.g. {@code 1.csv} or {@code head.csv}, or a folder of them.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "planning-import",
        description = "Imports planning islands from CSV, with a report per island")
public class PlanningImportCommand extends HubCommand {
    private static final String CSV = ".csv";

    @Reference
    IslandImport islands;

    @Option(name = "--rows", description = "Show each reject and conflict as well")
    boolean rows;

    @Argument(
            name = "path",
            description = "<island>.csv, or a folder of such files; an island is 1 to " + RenovationCode.DISTRICTS
                    + " or head",
            required = true)
    String path;

    @Override
    protected void run() {
        long read = 0;
        long merged = 0;
        long conflicts = 0;
        long rejects = 0;
        for (Path file : files(Path.of(path))) {
            String name = file.getFileName().toString();
            ImportReport importReport = importIsland(file, name.substring(0, name.length() - CSV.length()));
            Stream<String> lines = importReport.text().lines();
            (rows ? lines : lines.limit(2)).forEach(session.getConsole()::println);
            read += importReport.rows();
            merged += importReport.merged();
            conflicts += importReport.conflicts();
            rejects += importReport.rejects();
        }
        session.getConsole()
                .println(
                        "rows " + read + " = merged " + merged + " + conflicts " + conflicts + " + rejects " + rejects);
    }

    private ImportReport importIsland(Path file, String island) {
        try {
            return islands.importIsland(file, island);
        } catch (InvalidIslandFile e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.english());
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            if (!path.getFileName().toString().endsWith(CSV)) {
                throw new IllegalArgumentException("Name a file <island>" + CSV + " or a folder of such files.");
            }
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        Stream.concat(
                        IntStream.rangeClosed(1, RenovationCode.DISTRICTS).mapToObj(Integer::toString),
                        Stream.of(IslandImport.HEAD))
                .map(island -> path.resolve(island + CSV))
                .filter(Files::exists)
                .forEach(files::add);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No file <island>" + CSV + " in " + path + ".");
        }
        return files;
    }
}
