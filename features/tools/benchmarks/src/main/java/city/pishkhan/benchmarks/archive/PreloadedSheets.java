package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;

/**
 * Sheets that are written directly into a city's file store and database, as if scanned earlier. The content is pseudo-random and depends
 * only on the file's number.
 */
final class PreloadedSheets {
    private static final int BLOCK = 4_096;
    /** bytes of an inode and a directory entry */
    private static final int NAMED = 400;

    private static final long FOLDERS = 65_536L * BLOCK;
    private static final double SPARE = 1.25;
    private static final int STEP = 50_000;
    private static final int ROW = 90;

    private final ArchiveCity city;
    private final Figures figures;
    private final int size;

    /** @param size size of a file in bytes */
    PreloadedSheets(ArchiveCity city, Figures figures, int size) {
        this.city = city;
        this.figures = figures;
        this.size = size;
    }

    /** Estimates the disk space of files of a size in bytes. */
    static double forecast(long files, int size) {
        long blocks = (size + BLOCK - 1) / BLOCK;
        return files * (double) (blocks * BLOCK + NAMED) + Math.min(FOLDERS, files * (double) BLOCK);
    }

    /** @throws CityException if the disk has less than the estimated space plus 25% */
    void checkDiskSpace(long files) throws IOException {
        double needed = forecast(files, size);
        double free = Files.getFileStore(city.store()).getUsableSpace();
        figures.figure("forecast_gb", needed / 1e9, "GB");
        if (free < needed * SPARE) {
            throw new CityException(String.format(
                    Locale.ROOT,
                    "The disk is too small for this number of files: %.1f GB plus a quarter are needed, %.1f GB are free.",
                    needed / 1e9,
                    free / 1e9));
        }
    }

    /** Writes the files from {@code from} (inclusive) to {@code to} (exclusive), and their rows. */
    void write(long from, long to) throws IOException, SQLException {
        long began = System.nanoTime();
        city.run("alter table archive.content disable trigger user");
        for (long at = from; at < to; at += STEP) {
            StringBuilder rows = new StringBuilder(STEP * ROW);
            for (long i = at; i < Math.min(to, at + STEP); i++) {
                byte[] content = content(i);
                String sha256 = hash(content);
                Path file = city.file(sha256);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
                rows.append(size).append("\tp\t\\\\x").append(sha256).append('\n');
            }
            city.sql()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy archive.content (size, media, sha256) from stdin", new StringReader(rows.toString()));
        }
        city.run("alter table archive.content enable trigger user");
        city.run("vacuum (analyze) archive.content");
        figures.writeProgress(String.format(
                Locale.ROOT,
                "%d files of %d bytes stored in %.0f s",
                to - from,
                size,
                (System.nanoTime() - began) / 1e9));
    }

    /** Returns the path of file {@code number}. */
    Path file(long number) {
        return city.file(hash(content(number)));
    }

    private byte[] content(long number) {
        SplittableRandom random = new SplittableRandom(number);
        ByteBuffer content = ByteBuffer.allocate(size + Long.BYTES);
        while (content.position() < size) {
            content.putLong(random.nextLong());
        }
        byte[] cut = new byte[size];
        content.get(0, cut);
        return cut;
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
