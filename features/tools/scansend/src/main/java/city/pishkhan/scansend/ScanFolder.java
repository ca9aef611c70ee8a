package city.pishkhan.scansend;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scan folder: finds completely written files and moves processed files. */
final class ScanFolder {
    static final String OWN = ".scan-send";

    private final Path folder;
    private final Duration settled;
    private Map<Path, FileStamp> before = Map.of();

    private record FileStamp(long size, long modified) {}

    /** @param settled time without a change after which a file counts as completely written */
    ScanFolder(Path folder, Duration settled) {
        this.folder = folder;
        this.settled = settled;
    }

    Path own() {
        return folder.resolve(OWN);
    }

    /**
     * Returns the completely written files, sorted by name. A file counts as completely written if it has not changed since the previous
     * call and its last change is at least the settling time ago.
     */
    List<Path> completeFiles() throws IOException {
        Map<Path, FileStamp> now = new HashMap<>();
        List<Path> whole = new ArrayList<>();
        for (Path file : files()) {
            try {
                FileStamp stamp = new FileStamp(
                        Files.size(file), Files.getLastModifiedTime(file).toMillis());
                now.put(file, stamp);
                if (stamp.equals(before.get(file))
                        && stamp.modified <= Instant.now().minus(settled).toEpochMilli()) {
                    whole.add(file);
                }
            } catch (NoSuchFileException e) {
                // the file was removed from the folder
            }
        }
        before = now;
        return whole;
    }

    boolean isEmpty() throws IOException {
        return files().isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.getFileName().toString().matches("(?i).*\\.(part|tmp|crdownload)"))
                    .sorted()
                    .toList();
        }
    }

    void moveToSent(Path file) throws IOException {
        move(file, target("sent", file));
    }

    /** Moves a file to the folder of rejected files, and writes the reason to a text file next to it. */
    void moveToRejected(Path file, String why) throws IOException {
        Path target = target("refused", file);
        Files.writeString(target.resolveSibling(target.getFileName() + ".txt"), why + System.lineSeparator());
        move(file, target);
    }

    /** Never overwrites a file, because a paper that is scanned again has the same name. */
    private Path target(String where, Path file) throws IOException {
        Path to = Files.createDirectories(folder.resolve(where));
        String name = file.getFileName().toString();
        Path target = to.resolve(name);
        for (int i = 2; Files.exists(target); i++) {
            int dot = name.lastIndexOf('.');
            target = to.resolve(
                    dot < 1 ? name + " (" + i + ")" : name.substring(0, dot) + " (" + i + ")" + name.substring(dot));
        }
        return target;
    }

    private static void move(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(file, target);
        }
    }
}
