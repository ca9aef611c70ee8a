package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.Summary;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.DatabaseCopy;
import city.pishkhan.persistence.copy.StoredFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the entries of a backup and their hashes. */
final class BackupWriter implements AutoCloseable {
    private final ZipOutputStream zip;
    private final Path hashFile;
    private final OutputStream hashes;
    private final MessageDigest digest = BackupFile.sha256();
    private final OutputStream content;
    private @Nullable String current;
    private DeployedFiles deployed = new DeployedFiles(null, false);

    /**
     * @param draft existing, empty file for the backup
     * @param hashFile existing, empty file for the hashes
     */
    BackupWriter(Path draft, Path hashFile) throws IOException {
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)));
        this.hashFile = hashFile;
        this.hashes = new BufferedOutputStream(Files.newOutputStream(hashFile));
        this.content = new DigestOutputStream(zip, digest);
    }

    /** Includes the given deployed files in the backup. */
    BackupWriter with(DeployedFiles files) {
        deployed = files;
        return this;
    }

    /**
     * Writes a snapshot of the database, then the remaining parts.
     *
     * @param erasures number of entries in the register before the backup
     */
    BackupManifest write(
            Tx tx,
            StoredFiles stored,
            InstallationFiles.Found files,
            String version,
            long erasures,
            Summary summary,
            ManifestSignature.Signer signer)
            throws IOException {
        Map<String, Long> schemas = new TreeMap<>();
        Map<String, Long> sequences = new TreeMap<>();
        Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        // Files never change and are stored before the row that refers to them. Files copied after the snapshot are
        // therefore complete.
        List<String> tables = tx.separate(sql -> {
            sql.execute("set transaction isolation level repeatable read, read only");
            DatabaseCopy copy = new DatabaseCopy(sql);
            schemas.putAll(copy.schemas());
            sequences.putAll(copy.sequences());
            summary.rows().putAll(copy.write(this::begin, stored));
            return copy.tables();
        });
        for (Map.Entry<String, Path> file : files.plain().entrySet()) {
            Files.copy(file.getValue(), begin(file.getKey()));
        }
        summary.files().put("etc", (long) files.plain().size());
        long deployedEntries = deployed.write(this::begin);
        files(stored, summary);
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
                new TreeMap<>(summary.files()),
                stored.named(),
                summary.keys(),
                List.copyOf(files.environment()),
                erasures,
                hash);
        zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
        byte[] json = manifest.json();
        zip.write(json);
        zip.putNextEntry(new ZipEntry(BackupFile.SIGNATURE));
        zip.write(signer.sign(json).json());
        // not included in the manifest: a restore waits for a service that restores each part of the manifest, and
        // deployed files have none
        summary.files().put(DeployedFiles.PART, deployedEntries);
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

    /** Copies the files of all parts to the store and records those that cannot be read. */
    private void files(StoredFiles stored, Summary summary) throws IOException {
        List<String> missing = new ArrayList<>();
        for (BackupPart owner : stored.owners()) {
            StoredFiles.Result result = stored.put(owner);
            String part = owner.folder();
            summary.files().put(part, summary.rows().get(owner.table()));
            summary.copied().put(part, result.copied());
            summary.missing().put(part, (long) result.missing().size());
            result.missing().forEach(name -> missing.add(part + "/" + name));
        }
        if (!missing.isEmpty()) {
            OutputStream out = begin(BackupFile.MISSING);
            for (String name : missing) {
                out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        hashes.close();
        zip.close();
    }
}
