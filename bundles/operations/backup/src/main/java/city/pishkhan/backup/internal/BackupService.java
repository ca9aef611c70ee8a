package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.Seals;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.BackupStore;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.persistence.copy.RestoredVault;
import city.pishkhan.persistence.copy.ScratchTx;
import city.pishkhan.persistence.copy.StoredFiles;
import city.pishkhan.platform.postgres.ScratchDatabases;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.SealKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Implements {@link Backups}: writes a {@link BackupFile} and a {@link KeyBundle}. */
@Component(service = Backups.class)
public final class BackupService implements Backups {
    private final BundleContext context;
    private final Tx tx;
    private final HubJournal journal;
    private final ErasureRecorder erasures;
    private final Seals seals;
    private final ScratchDatabases scratch;
    private final ScratchTx transactions;
    private final InstallationFiles installation;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<BackupPart> parts = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<RestoredCheck> checks = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RestoredVault vault;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Deployments deployments;

    @Activate
    public BackupService(
            BundleContext context,
            @Reference Tx tx,
            @Reference HubJournal journal,
            @Reference Seals seals,
            @Reference ErasureRecorder erasures,
            @Reference ScratchDatabases scratch,
            @Reference ScratchTx transactions) {
        this.transactions = transactions;
        this.context = context;
        this.tx = tx;
        this.journal = journal;
        this.seals = seals;
        this.erasures = erasures;
        this.scratch = scratch;
        this.installation = new InstallationFiles(folder("karaf.base"), folder("karaf.etc"), folder("karaf.data"));
    }

    private Path folder(String property) {
        return Path.of(context.getProperty(property)).toAbsolutePath().normalize();
    }

    @Override
    public Summary write(Path file, KeyPlace keys, boolean withDeployed, Caller operator) throws IOException {
        RecipientInfoGenerator recipient = keys.file() == null ? null : KeyBundle.recipient(keys);
        for (Path target : keys.file() == null ? List.of(file) : List.of(file, keys.file())) {
            if (Files.exists(target)) {
                throw new IllegalArgumentException(target + " already exists; a backup overwrites no file");
            }
            Path folder = target.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new IllegalArgumentException(folder + " is not a folder");
            }
        }
        InstallationFiles.Found files = installation.find();
        Summary summary = new Summary(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                keys.file() == null ? List.of() : List.copyOf(files.secret().keySet()));
        Path draft = draft(file);
        Path hashes = draft(file);
        try (BackupStore.Lock lock = BackupStore.forBackup(file).lock()) {
            BackupManifest manifest;
            try (BackupWriter writer = new BackupWriter(draft, hashes)) {
                manifest = writer.with(new DeployedFiles(deployments, withDeployed))
                        .write(
                                tx,
                                new StoredFiles(file, parts),
                                files,
                                context.getBundle().getVersion().toString(),
                                erasures.write(),
                                summary,
                                this::signature);
            }
            force(draft);
            Path bundle = keys.file();
            if (recipient != null && bundle != null) {
                bundle(manifest, files, recipient, bundle);
            }
            publish(draft, file);
            new BackupRepository(tx).recordBackup(manifest, summary);
            journal.record(
                    "backup.written",
                    operator,
                    Map.of(
                            "backup",
                            manifest.id().toString(),
                            "keys",
                            summary.keys().size(),
                            "missing",
                            summary.missing().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()));
            return summary;
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(hashes);
        }
    }

    private ManifestSignature signature(byte[] manifest) {
        EvidenceFile.Signature signed = seals.sign(manifest);
        String key = seals.keys().stream()
                .filter(one -> one.id().equals(signed.key()))
                .map(SealKey::publicKey)
                .findFirst()
                .orElseThrow();
        return new ManifestSignature(signed.key(), key, signed.signature());
    }

    private void bundle(
            BackupManifest manifest, InstallationFiles.Found files, RecipientInfoGenerator recipient, Path target)
            throws IOException {
        SortedMap<String, byte[]> content = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.secret().entrySet()) {
            content.put(file.getKey(), Files.readAllBytes(file.getValue()));
        }
        String hash = HexFormat.of().formatHex(BackupFile.sha256().digest(manifest.json()));
        Path draft = draft(target);
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                out.write(new KeyBundle(
                                manifest.id(), hash, signature(manifest.json()).key(), content)
                        .encrypted(recipient));
            }
            force(draft);
            publish(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Creates a temporary file in the target's folder. Only the hub's user can read the file. */
    private static Path draft(Path target) throws IOException {
        return Files.createTempFile(
                target.toAbsolutePath().getParent(),
                target.getFileName().toString() + ".",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Publishes the file atomically and never replaces an existing file. */
    private static void publish(Path draft, Path target) throws IOException {
        try {
            Files.createLink(target, draft);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, target);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(target + " already exists; a backup overwrites no file", e);
        }
        force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public PruneResult prune(Path folder, Caller operator) throws IOException {
        PruneResult pruned = new StorePrune(folder.toAbsolutePath()).run();
        journal.record(
                "backup.pruned",
                operator,
                Map.of("backups", pruned.backups(), "rows", pruned.rows(), "files", pruned.files()));
        return pruned;
    }

    @Override
    public RehearsalResult rehearse(Path file, KeyPlace keys, int sample, Caller operator) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (Rehearsal rehearsal = new Rehearsal(context, installation, scratch, transactions)) {
            BackupManifest manifest = rehearsal.open(file, keys);
            try {
                rehearsal.run(erasures, vault, checks, sample, lines, faults);
            } catch (BackupFault e) {
                faults.addAll(e.lines());
            }
            new BackupRepository(tx).recordRehearsal(manifest, faults.size());
            journal.record(
                    "backup.rehearsed", operator, Map.of("backup", manifest.id().toString(), "faults", faults.size()));
        } catch (BackupFault e) {
            faults.addAll(e.lines());
        }
        return new RehearsalResult(lines, faults);
    }
}
