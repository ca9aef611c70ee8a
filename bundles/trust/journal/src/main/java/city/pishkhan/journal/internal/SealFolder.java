package city.pishkhan.journal.internal;

import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.WitnessFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with each seal as a file {@code seal-<number>.json}. Files are written atomically and never overwritten.
 * Which seals are missing is determined from the existing files.
 */
final class SealFolder {
    private static final int BATCH = 1_000;

    private final Path folder;
    private final Tx tx;

    SealFolder(Path folder, Tx tx) {
        this.folder = folder;
        this.tx = tx;
    }

    /**
     * Writes the missing seals.
     *
     * @throws IllegalStateException if the last seal in the folder differs from the database, because the database was rolled
     *     back or rewritten
     */
    void catchUp() {
        try {
            Files.createDirectories(folder);
            long last = last();
            if (last > 0) {
                checkStoredSeal(last);
            }
            List<Seal> missing = tx.required(sql -> SealRepository.after(sql, last, BATCH));
            for (Seal seal : missing) {
                write(seal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long last() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("seal-\\d{10}\\.json"))
                    .mapToLong(name -> Long.parseLong(name.substring("seal-".length(), name.indexOf('.'))))
                    .max()
                    .orElse(0);
        }
    }

    private void checkStoredSeal(long number) throws IOException {
        Seal kept = WitnessFile.read(file(number)).get(0);
        Optional<Seal> ours =
                tx.required(sql -> SealRepository.find(sql, number)).map(found -> found.seal());
        if (!ours.map(Seal::hash).equals(Optional.of(kept.hash()))) {
            throw new IllegalStateException("the witness's folder has a seal " + number + " that the database "
                    + (ours.isEmpty() ? "lacks" : "has with different content")
                    + ": its journal was rolled back or rewritten");
        }
    }

    private void write(Seal seal) throws IOException {
        Path draft = Files.createTempFile(folder, ".seal", null);
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(
                        (CanonicalJson.line(CanonicalJson.write(seal)) + "\n").getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
            Files.move(draft, file(seal.number()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path file(long number) {
        return folder.resolve("seal-%010d.json".formatted(number));
    }
}
