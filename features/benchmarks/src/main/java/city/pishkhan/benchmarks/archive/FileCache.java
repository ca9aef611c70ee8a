package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which files are in the system's memory when something is asked: some are put out of it, some are read into it. */
final class FileCache {
    private static final int BUFFER = 1 << 20;
    /** of one command line */
    private static final int FILES_AT_ONCE = 200;

    private final Figures figures;

    FileCache(Figures figures) {
        this.figures = figures;
    }

    /** A file and what goes on in {@code <file>.1}, {@code <file>.2} …, as the database writes them. */
    static List<Path> segments(Path file) throws IOException {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            String name = file.getFileName().toString();
            return beside.filter(one -> one.getFileName().toString().matches(name + "(\\.\\d+)?"))
                    .toList();
        }
    }

    /** These files alone leave the memory; what was not written yet stays. @return whether the system can do it */
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
                    figures.say("nothing is asked cold: dd knows no iflag=nocache here");
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            figures.say("nothing is asked cold: " + e.getMessage());
            return false;
        }
    }

    /** Reads them from their beginning to their end. @return bytes */
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
