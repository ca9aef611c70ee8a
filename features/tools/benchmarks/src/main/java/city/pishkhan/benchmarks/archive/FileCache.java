package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Evicts files from the system's file cache, or reads them into it, before a measurement. */
final class FileCache {
    private static final int BUFFER = 1 << 20;
    /** maximum number of files on a command line */
    private static final int FILES_AT_ONCE = 200;

    private final Figures figures;

    FileCache(Figures figures) {
        this.figures = figures;
    }

    /** Returns a file and its further segments {@code <file>.1}, {@code <file>.2} …, as the database writes them. */
    static List<Path> segments(Path file) throws IOException {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            String name = file.getFileName().toString();
            return beside.filter(one -> one.getFileName().toString().matches(name + "(\\.\\d+)?"))
                    .toList();
        }
    }

    /**
     * Evicts the given files from the file cache; data that is not yet written to disk stays.
     *
     * @return {@code true} if the system supports it
     */
    boolean evict(Collection<Path> files) throws InterruptedException {
        try {
            List<String> all = files.stream().map(Path::toString).toList();
            for (int i = 0; i < all.size(); i += FILES_AT_ONCE) {
                Process shell = new ProcessBuilder(Stream.concat(
                                        Stream.of(
                                                "sh",
                                                "-c",
                                                "for f in \"$@\"; do dd if=\"$f\" iflag=nocache count=0 2>/dev/null || exit 1; done",
                                                "sh"),
                                        all.subList(i, Math.min(all.size(), i + FILES_AT_ONCE)).stream())
                                .toList())
                        .start();
                shell.getInputStream().readAllBytes();
                if (shell.waitFor() != 0) {
                    figures.writeProgress("cold reads are not measured: dd does not support iflag=nocache here");
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            figures.writeProgress("cold reads are not measured: " + e.getMessage());
            return false;
        }
    }

    /**
     * Reads the files completely.
     *
     * @return number of bytes
     */
    static long read(Collection<Path> files) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (Path file : files) {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                    bytes += some;
                }
            }
        }
        return bytes;
    }
}
