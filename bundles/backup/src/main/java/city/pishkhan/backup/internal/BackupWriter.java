package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.Summary;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.DatabaseCopy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the entries of one backup, each with its hash. */
final class BackupWriter implements AutoCloseable {
    private final ZipOutputStream zip;
    private final Path hashFile;
    private final OutputStream hashes;
    private final MessageDigest digest = BackupFile.sha256();
    private final OutputStream content;
    private String current;

    /** @param draft takes the backup; it is there and empty @param hashFile the same for its hashes */
    BackupWriter(Path draft, Path hashFile) throws IOException {
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)));
        this.hashFile = hashFile;
        this.hashes = new BufferedOutputStream(Files.newOutputStream(hashFile));
        this.content = new DigestOutputStream(zip, digest);
    }

    /**
     * The database as it stands at one moment, then everything beside it.
     *
     * @param erasures how many the register had before
     */
    BackupManifest write(
            Tx tx,
            List<BackupPart> parts,
            InstallationFiles.Found files,
            String version,
            long erasures,
            Summary summary)
            throws IOException {
        Map<String, Long> schemas = new TreeMap<>();
        Map<String, Long> sequences = new TreeMap<>();
        Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        // sheets never change and are stored before the row that names them: files after the snapshot hold all it needs
        List<String> tables = tx.separate(sql -> {
            sql.execute("set transaction isolation level repeatable read, read only");
            DatabaseCopy copy = new DatabaseCopy(sql);
            schemas.putAll(copy.schemas());
            sequences.putAll(copy.sequences());
            summary.rows().putAll(copy.write(table -> begin(BackupFile.table(table))));
            return copy.tables();
        });
        for (Map.Entry<String, Path> file : files.plain().entrySet()) {
            Files.copy(file.getValue(), begin(file.getKey()));
        }
        summary.files().put("etc", (long) files.plain().size());
        for (BackupPart part : parts) {
            summary.files().put(part.folder(), part(part));
        }
        end();
        hashes.close();
        digest.reset();
        zip.putNextEntry(new ZipEntry(BackupFile.HASHES));
        Files.copy(hashFile, content);
        String hash = HexFormat.of().formatHex(digest.digest());
        BackupManifest manifest = new BackupManifest(
                BackupManifest.FORMAT,
                UUID.randomUUID(),
                made,
                version,
                schemas,
                tables,
                summary.rows(),
                sequences,
                summary.files(),
                summary.keys(),
                List.copyOf(files.environment()),
                erasures,
                hash);
        zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
        zip.write(manifest.json());
        return manifest;
    }

    private OutputStream begin(String name) throws IOException {
        end();
        zip.putNextEntry(new ZipEntry(name));
        digest.reset();
        current = name;
        return content;
    }

    private void end() throws IOException {
        if (current != null) {
            hashes.write((HexFormat.of().formatHex(digest.digest()) + "  " + current + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            current = null;
        }
    }

    private long part(BackupPart part) throws IOException {
        long files = 0;
        try (Stream<String> names = part.names()) {
            for (String name : (Iterable<String>) names::iterator) {
                OutputStream out = begin(part.folder() + "/" + name);
                try (InputStream in = part.open(name)) {
                    in.transferTo(out);
                }
                files++;
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        hashes.close();
        zip.close();
    }
}
