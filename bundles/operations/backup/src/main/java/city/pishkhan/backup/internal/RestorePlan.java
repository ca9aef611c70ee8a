package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupManifest;
import city.pishkhan.persistence.copy.ErasureRegister;
import city.pishkhan.persistence.copy.RestoreOrder;
import city.pishkhan.persistence.copy.RestoreOrder.Phase;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.WitnessFile;
import city.pishkhan.verification.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A restore before the hub starts. All checks run before anything is written. Then the keys, the configuration and the
 * order for the hub's next start are written.
 */
public final class RestorePlan implements AutoCloseable {
    private static final Pattern MIGRATION = Pattern.compile("db/([a-z_]+)/V[^/]+\\.sql");
    private static final String SETTINGS = "etc/city.pishkhan.backup.cfg";

    /**
     * Options of a restore.
     *
     * @param erasures register of erasures; {@code null} if not given
     * @param withoutKeys {@code true} if the operator confirms that there are no keys
     * @param withoutErasures {@code true} if the operator confirms that there is no register
     * @param keepEtc {@code true} to keep the present configuration
     * @param sample number of random files and row parts to verify; 0 for all
     * @param signer public key of the seals from a trusted source, PEM; {@code null} if not given
     * @param witness seals of the external witness, or their folder; {@code null} if not given
     * @param outside decides which keys are written outside {@code etc} and {@code data}
     */
    public record RestoreOptions(
            Path file,
            KeyPlace keys,
            @Nullable Path erasures,
            boolean withoutKeys,
            boolean withoutErasures,
            boolean keepEtc,
            int sample,
            @Nullable Path signer,
            @Nullable Path witness,
            OutsideKeyPolicy outside) {}

    /** Decides about keys whose location is outside {@code etc} and {@code data}. */
    public interface OutsideKeyPolicy {

        /** Returns {@code true} if the operator confirmed this file. */
        boolean isConfirmed(Path file);

        /** Returns {@code true} if keys at such locations are skipped; the operator then copies these keys. */
        boolean skipped();
    }

    private final RestoreOptions options;
    private final InstallationFiles target;
    private final Path system;
    private final String version;
    private final BackupFile backup;
    private @Nullable KeyBundle keys;

    /**
     * @param system folder of the distribution's bundles
     * @param version version of this hub
     * @throws BackupFault if there is no backup
     */
    public RestorePlan(RestoreOptions options, Path base, Path etc, Path data, Path system, String version)
            throws IOException {
        this.options = options;
        this.target = new InstallationFiles(normalize(base), normalize(etc), normalize(data));
        this.system = system;
        this.version = version;
        if (!Files.isReadable(options.file())) {
            throw new BackupFault(options.file() + " does not exist");
        }
        this.backup = BackupFile.open(options.file());
    }

    private static Path normalize(Path path) {
        return path.toAbsolutePath().normalize();
    }

    public BackupManifest manifest() {
        return backup.manifest();
    }

    /**
     * Checks the backup.
     *
     * @param progress receives progress messages
     * @return all obstacles to the restore, one per line
     */
    public List<String> faults(Consumer<String> progress) throws IOException {
        List<String> faults = new ArrayList<>(backup.verify(options.sample(), progress));
        List<String> other = backup.versionDifferences(versions());
        // if the backup is of a newer hub version, only that is reported: its other schema versions follow from it
        faults.addAll(backup.newerVersionFault(version).map(List::of).orElse(other));
        faults.addAll(keys());
        faults.addAll(checkSignature(progress));
        faults.addAll(checkNames(progress));
        faults.addAll(erasures());
        if (faults.isEmpty() && !isInterrupted()) {
            faults.addAll(targetFaults());
        }
        return faults;
    }

    /** Returns the number of migrations by schema in the bundles of this distribution. */
    private Map<String, Long> versions() throws IOException {
        Map<String, Long> versions = new HashMap<>();
        try (Stream<Path> jars = Files.walk(system.resolve("city/pishkhan"))) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    zip.stream()
                            .map(ZipEntry::getName)
                            .map(MIGRATION::matcher)
                            .filter(Matcher::matches)
                            .forEach(migration -> versions.merge(migration.group(1), 1L, Long::sum));
                }
            }
        }
        return versions;
    }

    private List<String> keys() throws IOException {
        if (options.withoutKeys()) {
            return options.keys().file() == null ? List.of() : List.of("keys: give --keys or --without-keys, not both");
        }
        List<String> faults = new ArrayList<>();
        try {
            keys = options.keys().file() == null ? null : KeyBundle.read(options.keys());
        } catch (BackupFault e) {
            return e.lines();
        }
        faults.addAll(keyFaults(backup, keys));
        manifest().environment().stream()
                .filter(name -> !options.keepEtc() && System.getenv(name) == null)
                .forEach(name -> faults.add("keys: the configuration reads a secret from the variable " + name
                        + ", which is not set here"));
        return faults;
    }

    /**
     * Compares a key bundle with its backup.
     *
     * @param keys {@code null} if none was given
     */
    static List<String> keyFaults(BackupFile backup, @Nullable KeyBundle keys) {
        BackupManifest manifest = backup.manifest();
        if (keys == null) {
            return List.of(
                    manifest.keys().isEmpty()
                            ? "keys: the backup was written without keys"
                            : "keys: give the key bundle of this backup with --keys");
        }
        if (!keys.backup().equals(manifest.id()) || !keys.manifest().equals(backup.manifestHash())) {
            return List.of("keys: the key bundle belongs to another backup, " + keys.backup() + ", and this one is "
                    + manifest.id());
        }
        return manifest.keys().stream()
                .filter(name -> !keys.files().containsKey(name))
                .map(name -> "keys: " + name + " is missing in the key bundle")
                .toList();
    }

    /** Checks that the manifest is signed, and by the city's key if that key is known here. */
    private List<String> checkSignature(Consumer<String> progress) throws IOException {
        List<String> faults = new ArrayList<>();
        Optional<ManifestSignature> signature = ManifestSignature.of(backup, faults::add);
        if (signature.isEmpty()) {
            return faults;
        }
        String key = signature.get().key();
        if (options.signer() != null
                && Trust.read(options.signer()).stream().map(SealKey::id).noneMatch(key::equals)) {
            faults.add("manifest: it was signed with key " + key + ", which is not in " + options.signer());
        }
        if (keys != null) {
            faults.addAll(signerFaults(Objects.requireNonNull(keys), key));
        }
        if (options.witness() != null) {
            Seal last = lastSeal();
            progress.accept("witness: its last seal is " + last.number() + " of " + last.at());
            if (!last.isSignedBy(SealKey.read(signature.get().publicKey()))) {
                progress.accept("WARNING: key " + key + " signed this backup, but another key (" + last.key()
                        + ") signed the witness's last seal: compare both with the list of the city's keys");
            }
        }
        // anyone can make a key bundle without a passphrase, because the recipient's certificate is public
        boolean isVouchedFor =
                options.signer() != null || keys != null && options.keys().passphrase() != null;
        if (!isVouchedFor) {
            progress.accept("WARNING: the manifest is signed with key " + key
                    + ", whose owner is unknown: give the public key of the seals with --seal-key");
        }
        return faults;
    }

    static List<String> signerFaults(KeyBundle keys, String signer) {
        return signer.equals(keys.signer())
                ? List.of()
                : List.of("manifest: it was signed with key " + signer + ", the key bundle names "
                        + (keys.signer() == null ? "none" : keys.signer()));
    }

    private Seal lastSeal() throws IOException {
        Path witness = Objects.requireNonNull(options.witness());
        List<Path> files = List.of(witness);
        if (Files.isDirectory(witness)) {
            try (Stream<Path> all = Files.list(witness)) {
                files = all.filter(file -> file.getFileName().toString().endsWith(".json"))
                        .toList();
            }
        }
        Optional<Seal> last = Optional.empty();
        for (Path file : files) {
            for (Seal seal : WitnessFile.read(file)) {
                last = last.filter(before -> before.number() >= seal.number()).or(() -> Optional.of(seal));
            }
        }
        return last.orElseThrow(() -> new BackupFault("witness: there is no seal in " + options.witness()));
    }

    /** Checks the names of files in the backup and key bundle: each must be in the manifest and have a permitted location. */
    private List<String> checkNames(Consumer<String> progress) {
        List<String> faults = new ArrayList<>();
        if (!options.keepEtc()) {
            backup.namesBelow(BackupFile.ETC).forEach(name -> place(name, faults));
        }
        for (String name : keys == null ? Set.<String>of() : keys.files().keySet()) {
            if (!manifest().keys().contains(name)) {
                faults.add("keys: " + name + " is in the key bundle, and the manifest does not name it");
                continue;
            }
            Path file = place(name, faults);
            if (file == null || target.isInside(name)) {
                continue;
            }
            if (options.outside().skipped()) {
                progress.accept("WARNING: " + file + " is outside etc and data and is not written: copy it yourself");
            } else if (!options.outside().isConfirmed(file)) {
                faults.add("target: " + file
                        + " is outside etc and data. If it belongs to the hub, confirm it with --outside " + file
                        + "; to write no such file use --without-outside");
            }
        }
        return faults;
    }

    private @Nullable Path place(String name, List<String> faults) {
        try {
            return target.resolve(name);
        } catch (IllegalArgumentException e) {
            faults.add("target: " + e.getMessage());
            return null;
        }
    }

    /** Returns the keys that the restore writes, by file name. */
    private Map<String, byte[]> keysToWrite() {
        Map<String, byte[]> written = new TreeMap<>(Objects.requireNonNull(keys).files());
        written.keySet()
                .removeIf(name -> options.outside().skipped() && !target.isInside(name)
                        || options.keepEtc() && name.startsWith(BackupFile.ETC));
        return written;
    }

    /** Data that is lost permanently without the keys, one line each; empty if there are keys. */
    public List<String> losses() {
        return options.withoutKeys() ? KeyLosses.describe(manifest().keys()) : List.of();
    }

    private List<String> erasures() throws IOException {
        if (options.withoutErasures() || options.withoutKeys()) {
            return List.of();
        }
        if (options.erasures() == null) {
            return List.of(
                    "erasures: give the register with --erasures; without it data of persons erased since the backup would come back");
        }
        if (!Files.isReadable(options.erasures())) {
            return List.of("erasures: " + options.erasures() + " does not exist");
        }
        String key = registerKey();
        if (key.isEmpty()) {
            return List.of(
                    "erasures: the register cannot be read: its key is not in a key bundle that was opened, nor at "
                            + registerKeyReference());
        }
        try {
            long lines = new ErasureRegister(key).read(options.erasures()).size();
            if (lines < manifest().erasures()) {
                return List.of("erasures: " + options.erasures() + " has " + lines + ", but the backup has "
                        + manifest().erasures() + ": it is an older copy");
            }
        } catch (BackupFault e) {
            return e.lines();
        }
        Path place = registerFile();
        return Files.exists(place) && Files.mismatch(place, options.erasures()) >= 0
                ? List.of("erasures: " + place + " already exists and is a different register")
                : List.of();
    }

    /**
     * Returns the key that protects the register of erasures of the restored hub; empty if the key is not available.
     */
    private String registerKey() throws IOException {
        String reference = registerKeyReference();
        if (reference.startsWith("file:")) {
            Path file = normalize(Path.of(reference.substring("file:".length())));
            byte[] kept = keys == null ? null : keys.files().get(target.name(file));
            if (kept != null) {
                return new String(kept, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
            }
        }
        try {
            return Secrets.resolve(reference);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String registerKeyReference() throws IOException {
        String configured =
                target.resolvePlaceholders(settings().getProperty("key", "").strip());
        return configured.isEmpty() ? "file:" + target.data().resolve(ErasureRegister.KEY_FILE) : configured;
    }

    /** Path of the register of erasures in the restored hub. */
    private Path registerFile() throws IOException {
        return InstallationFiles.register(
                target.data(),
                target.resolvePlaceholders(
                        settings().getProperty("erasures", "").strip()));
    }

    /** Settings of the restored hub. */
    private Properties settings() throws IOException {
        byte[] text = new byte[0];
        Path here = target.etc().resolve(SETTINGS.substring("etc/".length()));
        if (options.keepEtc()) {
            text = Files.exists(here) ? Files.readAllBytes(here) : text;
        } else if (backup.has(SETTINGS)) {
            text = backup.readSmall(SETTINGS);
        } else if (keys != null) {
            text = keys.files().getOrDefault(SETTINGS, text);
        }
        return ConfigurationFile.load(text);
    }

    /**
     * Returns {@code true} if a restore of this backup was interrupted in this installation while its files were
     * copied.
     */
    private boolean isInterrupted() throws IOException {
        Optional<RestoreOrder> order = RestoreOrder.find(target.data());
        return order.isPresent()
                && order.get().phase() == Phase.FILES
                && order.get().manifest().equals(backup.manifestHash());
    }

    private List<String> targetFaults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String folder : List.of("postgres", "pishkhan", "archive", "archive-keys", "artemis")) {
            if (hasFiles(target.data().resolve(folder))) {
                faults.add("target: " + target.data().resolve(folder)
                        + " is not empty; a backup can be restored only into an installation that was never started");
            }
        }
        if (RestoreOrder.find(target.data()).isPresent()) {
            faults.add("target: another restore is waiting in " + RestoreOrder.path(target.data()));
        }
        if (!options.withoutKeys() && keys != null) {
            for (Map.Entry<String, byte[]> key : keysToWrite().entrySet()) {
                Path place = target.resolve(key.getKey());
                if (!key.getKey().startsWith("etc/")
                        && Files.exists(place)
                        && !Arrays.equals(Files.readAllBytes(place), key.getValue())) {
                    faults.add("target: " + place + " already exists and is a different key");
                }
            }
        }
        return faults;
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(Files::isRegularFile);
        }
    }

    /**
     * Performs the restore. Call it only if there are no {@link #faults()}.
     *
     * @return the steps performed, one per line
     */
    public List<String> execute() throws IOException {
        List<String> lines = new ArrayList<>();
        RestoreOrder order = new RestoreOrder(
                UUID.randomUUID(),
                options.file().toAbsolutePath().toString(),
                backup.manifestHash(),
                options.erasures() == null || options.withoutKeys()
                        ? ""
                        : options.erasures().toAbsolutePath().toString(),
                registerKeyReference(),
                options.withoutKeys(),
                Instant.now(),
                Phase.FILES,
                witnessed());
        order.write(target.data());
        if (!options.keepEtc()) {
            lines.add("etc: " + writeConfiguration() + " files; the previous files are in " + previousConfiguration());
        }
        if (keys != null) {
            Map<String, byte[]> laid = keysToWrite();
            for (Map.Entry<String, byte[]> key : laid.entrySet()) {
                writeSecret(target.resolve(key.getKey()), key.getValue());
            }
            lines.add("keys: " + laid.size() + " files");
        }
        if (options.erasures() != null && !Files.exists(registerFile())) {
            Files.createDirectories(registerFile().getParent());
            Files.copy(options.erasures(), registerFile());
        }
        order.withPhase(Phase.DATABASE).write(target.data());
        lines.add("database, sheets and erasures: when the hub starts; until then " + options.file()
                + " and the store in the same folder must remain where they are");
        return lines;
    }

    private RestoreOrder.@Nullable WitnessedSeal witnessed() throws IOException {
        if (options.witness() == null) {
            return null;
        }
        Seal last = lastSeal();
        return new RestoreOrder.WitnessedSeal(last.number(), last.signature());
    }

    private Path previousConfiguration() {
        return target.data().resolve("restore").resolve("etc-before");
    }

    /** Replaces the whole configuration, so that files of the distribution which the backup does not have are removed. */
    private int writeConfiguration() throws IOException {
        Set<String> names = new HashSet<>();
        backup.namesBelow(BackupFile.ETC).forEach(names::add);
        Set<String> secret = keys == null ? Set.of() : keys.files().keySet();
        for (Path file : InstallationFiles.files(target.etc())) {
            String name = target.name(file);
            Path kept = previousConfiguration().resolve(name);
            Files.createDirectories(kept.getParent());
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
            if (!names.contains(name) && !secret.contains(name) && !options.withoutKeys()) {
                Files.delete(file);
            }
        }
        for (String name : names) {
            Path file = target.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = backup.open(name)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return names.size();
    }

    private static void writeSecret(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(
                file.getParent(),
                ".restore",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        backup.close();
    }
}
