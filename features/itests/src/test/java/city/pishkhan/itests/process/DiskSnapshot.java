package city.pishkhan.itests.process;

import city.pishkhan.itests.TestJvm;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a stopped hub's data folder, as a snapshot of a virtual machine keeps it. The partners run on other machines, so their files
 * are not part of it.
 */
final class DiskSnapshot {
    private static final Set<String> OUTSIDE = Set.of("partners", "log", "demo");

    private final Path data;
    private final Path other;

    /** Stops the database server, which outlives a killed hub, and copies the folder. */
    static DiskSnapshot take(Installation home) throws IOException, InterruptedException {
        stopDatabase(home);
        Path copy = TestJvm.folder("process").resolve(home.base().getFileName() + "-snapshot");
        FileTrees.delete(copy);
        Files.createDirectories(copy);
        for (Path file : entriesOf(home.data())) {
            // keeps the permissions, which the database server requires
            int status = new ProcessBuilder("cp", "-a", file.toString(), copy.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException(file + " cannot be copied");
            }
        }
        return new DiskSnapshot(home.data(), copy);
    }

    private DiskSnapshot(Path data, Path other) {
        this.data = data;
        this.other = other;
    }

    /** Exchanges the data folder of a killed hub and the copy. */
    void swap(Installation home) throws IOException {
        stopDatabase(home);
        Path aside = Files.createDirectories(other.resolveSibling(other.getFileName() + "-swap"));
        move(data, aside);
        move(other, data);
        move(aside, other);
    }

    private static void stopDatabase(Installation home) {
        Signals.postmaster(home.data().resolve("postgres/data")).ifPresent(Signals::kill);
    }

    private static void move(Path from, Path to) throws IOException {
        for (Path file : entriesOf(from)) {
            Files.move(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !OUTSIDE.contains(file.getFileName().toString()))
                    .toList();
        }
    }
}
