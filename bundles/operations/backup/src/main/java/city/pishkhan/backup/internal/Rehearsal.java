package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.DatabaseLoader;
import city.pishkhan.persistence.copy.DatabaseLoader.Erasures;
import city.pishkhan.persistence.copy.RestoreOrder;
import city.pishkhan.persistence.copy.RestoredBackup;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.persistence.copy.RestoredVault;
import city.pishkhan.persistence.copy.ScratchTx;
import city.pishkhan.platform.postgres.ScratchDatabases;
import city.pishkhan.platform.postgres.ScratchDatabases.ScratchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * A restore into a scratch environment with its own database server and folder, for checks of the backup only. There
 * are no routes, connectors or timers, so that nothing is sent.
 */
final class Rehearsal implements AutoCloseable {
    private final BundleContext context;
    private final InstallationFiles installation;
    private final ScratchDatabases databases;
    private final ScratchTx transactions;
    private final Instant begun = Instant.now();
    private final Path place;
    private @Nullable BackupFile backup;
    private @Nullable KeyBundle keys;

    Rehearsal(BundleContext context, InstallationFiles installation, ScratchDatabases databases, ScratchTx transactions)
            throws IOException {
        this.transactions = transactions;
        this.context = context;
        this.installation = installation;
        this.databases = databases;
        this.place = Files.createDirectories(installation.data().resolve("rehearsal-" + UUID.randomUUID()));
    }

    /**
     * Opens the backup and its keys.
     *
     * @throws BackupFault if the file is not a backup
     */
    BackupManifest open(Path file, KeyPlace place) throws IOException {
        backup = BackupFile.open(file);
        if (place.file() != null) {
            keys = KeyBundle.read(place);
        }
        return backup.manifest();
    }

    void run(
            ErasureRecorder recorder,
            RestoredVault vaults,
            List<RestoredCheck> checks,
            int sample,
            List<String> lines,
            List<String> faults)
            throws IOException {
        BackupFile backup = Objects.requireNonNull(this.backup, "open is called first");
        BackupManifest manifest = backup.manifest();
        String here = context.getBundle().getVersion().toString();
        lines.add("backup " + manifest.id() + " of " + manifest.made() + " by Pishkhan " + manifest.version()
                + ", schemas " + manifest.schemas() + "; this is Pishkhan " + here);
        faults.addAll(backup.verify(sample, lines::add));
        backup.newerVersionFault(here).ifPresent(faults::add);
        faults.addAll(RestorePlan.keyFaults(backup, keys));
        Optional<ManifestSignature> signature = ManifestSignature.of(backup, faults::add);
        if (keys != null) {
            signature.ifPresent(
                    one -> faults.addAll(RestorePlan.signerFaults(Objects.requireNonNull(keys), one.key())));
        }
        if (keys == null || !faults.isEmpty()) {
            return;
        }
        lines.add("hashes: " + backup.lines(BackupFile.HASHES).lines().count() + " entries read, all unaltered");
        lines.add("keys: " + keys.files().size() + " files decrypted");
        try (ScratchDatabase database = databases.open(place.resolve("postgres"))) {
            RestoreOrder order = new RestoreOrder(
                    UUID.randomUUID(),
                    "",
                    backup.manifestHash(),
                    "",
                    "",
                    false,
                    begun,
                    RestoreOrder.Phase.DATABASE,
                    null);
            Erasures erasures =
                    new Erasures(recorder.register(), recorder.register().read(recorder.file()));
            new DatabaseLoader(context, database.dataSource())
                    .load(order, backup, erasures, line -> lines.add("database: " + line));
            check(database, vaults, checks, lines, faults);
        }
        lines.add("took " + Duration.between(begun, Instant.now()).toSeconds() + " s");
    }

    private void check(
            ScratchDatabase database,
            RestoredVault vaults,
            List<RestoredCheck> checks,
            List<String> lines,
            List<String> faults)
            throws IOException {
        UnaryOperator<Path> file = writeKeys(Objects.requireNonNull(keys));
        Tx tx = transactions.on(database.dataSource());
        Optional<Vault> vault = Optional.empty();
        try {
            vault = Optional.ofNullable(vaults).map(one -> one.open(tx, file));
        } catch (RuntimeException e) {
            faults.add("vault: " + e.getMessage());
        }
        RestoredBackup restored = new RestoredBackup(backup, database.dataSource(), tx, vault, file);
        List<String> results = new ArrayList<>();
        for (RestoredCheck check : checks) {
            try {
                results.add(check.check(restored, faults));
            } catch (Exception e) {
                faults.add(check.getClass().getSimpleName() + ": " + e);
            }
        }
        results.sort(Comparator.naturalOrder());
        lines.addAll(results);
    }

    /**
     * Writes the keys to a folder that only the hub's user can read.
     *
     * @return function that maps the path of a file on a hub to the path of its copy in this folder
     */
    private UnaryOperator<Path> writeKeys(KeyBundle keys) throws IOException {
        Path folder = Files.createDirectory(
                place.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Map.Entry<String, byte[]> key : keys.files().entrySet()) {
            Path target = folder.resolve(key.getKey()).normalize();
            if (!target.startsWith(folder)) {
                throw new BackupFault("keys: " + key.getKey() + " is not a valid file name of the hub");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, key.getValue());
        }
        return path -> folder.resolve(installation.name(path));
    }

    @Override
    public void close() throws IOException {
        if (backup != null) {
            backup.close();
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
