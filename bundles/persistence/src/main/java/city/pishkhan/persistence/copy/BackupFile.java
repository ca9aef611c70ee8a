package city.pishkhan.persistence.copy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A backup: a ZIP of {@code db/<schema>.<table>.jsonl}, for large tables {@code .parts} ({@link RowParts}), {@code etc/…}, {@code missing.txt},
 * {@code hashes.txt} ("SHA-256, two blanks, name" for each of them, as {@code sha256sum} writes it), {@code manifest.json} and its signature; and of the {@link BackupStore} beside it
 * what these name.
 */
public final class BackupFile implements AutoCloseable {
    public static final String MANIFEST = "manifest.json";
    /** of the manifest */
    public static final String SIGNATURE = "manifest.sig";

    public static final String HASHES = "hashes.txt";
    public static final String MISSING = "missing.txt";
    public static final String ETC = "etc/";

    private static final int HASH = 64;
    /** of what is wrong in the same way */
    private static final int MOST_LINES = 20;

    private final ZipFile zip;
    private final BackupStore store;
    private final BackupManifest manifest;
    private final byte[] manifestBytes;

    private BackupFile(ZipFile zip, BackupStore store, BackupManifest manifest, byte[] manifestBytes) {
        this.zip = zip;
        this.store = store;
        this.manifest = manifest;
        this.manifestBytes = manifestBytes;
    }

    /** Whether it is a backup, and no other ZIP. @throws BackupFault if it is damaged, so that nobody knows */
    public static boolean is(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(MANIFEST) != null;
        } catch (ZipException e) {
            throw new BackupFault(file + " is no backup, or its end is missing: " + e.getMessage());
        }
    }

    /** @throws BackupFault if this is no backup, or one of another format */
    public static BackupFile open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupFault(file + " is no backup, or its end is missing: " + e.getMessage());
        }
        try {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw new BackupFault(file + " is no backup: it has no " + MANIFEST);
            }
            byte[] json = zip.getInputStream(entry).readAllBytes();
            int format = BackupManifest.format(json);
            if (format != BackupManifest.FORMAT) {
                throw new BackupFault("format: " + file + " has format " + format + ", this version reads format "
                        + BackupManifest.FORMAT + "; Pishkhan " + BackupManifest.version(json)
                        + " wrote it: restore with that");
            }
            return new BackupFile(zip, BackupStore.beside(file), BackupManifest.read(json), json);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    public BackupManifest manifest() {
        return manifest;
    }

    /** SHA-256 of the manifest, and so of everything. */
    public String manifestHash() {
        return HexFormat.of().formatHex(sha256().digest(manifestBytes));
    }

    /** The manifest as it stands in the file: its signature is over these bytes. */
    public byte[] manifestBytes() {
        return manifestBytes.clone();
    }

    /** Name of a table's entry. */
    public static String table(String table) {
        return "db/" + table + ".jsonl";
    }

    /** Name of the entry that names a large table's parts. */
    static String parts(String table) {
        return "db/" + table + ".parts";
    }

    /** Takes the files of a part. */
    @FunctionalInterface
    public interface FileOutput {
        /** @param name in its part */
        void file(String name) throws IOException;
    }

    /** All that rows name as files of a part, e.g. of {@code sheets}, whether they are here or {@link #missing}. */
    public void files(String part, FileOutput files) throws IOException {
        BackupManifest.Naming naming = manifest.named().get(part);
        RowParts all = rowParts(naming.table()).orElseThrow();
        for (RowParts.RowPart one : all.parts()) {
            all.names(rows(one), naming.columns(), files::file);
        }
    }

    /** @throws BackupFault if it is not in the store */
    public InputStream open(String part, String name) throws IOException {
        return store.open(part, name);
    }

    /** Files that could not be read when the backup was written, as {@code part/name}. */
    public Set<String> missing() throws IOException {
        if (!has(MISSING)) {
            return Set.of();
        }
        try (BufferedReader lines = lines(MISSING)) {
            return lines.lines().collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Empty for a table whose rows are in the file itself. */
    Optional<RowParts> rowParts(String table) throws IOException {
        if (!has(parts(table))) {
            return Optional.empty();
        }
        try (BufferedReader lines = lines(parts(table))) {
            return Optional.of(RowParts.read(lines));
        }
    }

    /** SHA-256 of all parts of rows. */
    public Set<String> storedRows() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String table : manifest.tables()) {
            rowParts(table).ifPresent(parts -> parts.parts().forEach(part -> all.add(part.sha256())));
        }
        return all;
    }

    /** @throws BackupFault if they are not in the store, or not what they were */
    byte[] rows(RowParts.RowPart part) throws IOException {
        return store.rows(part.sha256());
    }

    BackupStore store() {
        return store;
    }

    public boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** @throws BackupFault if it is not there */
    public InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupFault(name + " is missing in the backup");
        }
        return zip.getInputStream(entry);
    }

    /** All below a folder, e.g. {@code sheets/}, by their whole names. */
    public Stream<String> below(String folder) {
        return zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith(folder));
    }

    /**
     * Looks whether all is as it was written.
     *
     * @param sample how many parts of rows, and how many files of each part of the backup, are read of what is in the store, by chance; 0 for all
     * @param told   takes lines that say what was looked at
     * @return what is missing, too much or damaged, a line each
     */
    public List<String> faults(int sample, Consumer<String> told) throws IOException {
        List<String> faults = new ArrayList<>(faults());
        if (faults.isEmpty()) {
            faults.addAll(new StoreCheck(this, sample).faults(told));
        }
        return faults;
    }

    private List<String> faults() throws IOException {
        if (!has(HASHES)) {
            return List.of(HASHES + " is missing in the backup");
        }
        if (!hash(HASHES).equals(manifest.hashes())) {
            return List.of(HASHES + " is not what " + MANIFEST + " says of it");
        }
        List<String> faults = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        try (BufferedReader lines = lines(HASHES)) {
            for (String line = lines.readLine(); line != null && faults.size() < MOST_LINES; line = lines.readLine()) {
                String name = line.substring(HASH + 2);
                seen.put(name, 1);
                if (!has(name)) {
                    faults.add(name + " is missing in the backup");
                } else if (!hash(name).equals(line.substring(0, HASH))) {
                    faults.add(name + " is damaged: its SHA-256 is another");
                }
            }
        }
        manifest.tables().stream()
                .filter(table -> !seen.containsKey(table(table)) && !seen.containsKey(parts(table)))
                .forEach(table -> faults.add("table " + table + " is missing in the backup"));
        if (faults.isEmpty()) {
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !List.of(MANIFEST, SIGNATURE, HASHES).contains(name) && !seen.containsKey(name))
                    .limit(MOST_LINES)
                    .forEach(name -> faults.add(name + " does not belong to the backup"));
            counts(seen, faults);
        }
        return faults;
    }

    private void counts(Map<String, Integer> seen, List<String> faults) {
        if (seen.keySet().stream().noneMatch(name -> name.startsWith(ETC))) {
            faults.add(ETC + " is missing in the backup");
        }
        manifest.parts().forEach((part, files) -> {
            if (manifest.named().containsKey(part)) {
                return;
            }
            long found = seen.keySet().stream()
                    .filter(name -> name.startsWith(part + "/"))
                    .count();
            if (found != files) {
                faults.add(part + ": " + files + " files were written, " + found + " are here");
            }
        });
    }

    /**
     * Why this hub is too old for it; empty if it is not.
     *
     * @param here version of this hub, as {@link BackupManifest#version}
     */
    public Optional<String> newerThan(String here) {
        return compared(manifest.version()).compareTo(compared(here)) <= 0
                ? Optional.empty()
                : Optional.of("version: Pishkhan " + manifest.version() + " wrote this backup, this is Pishkhan " + here
                        + ", which is older: unpack Pishkhan " + manifest.version()
                        + " and restore with its bin/restore");
    }

    /** As a bundle writes it, a snapshot comes before its release. */
    private static Version compared(String version) {
        return Version.parse(version.replace(".SNAPSHOT", "-SNAPSHOT"));
    }

    /** @return what schemas are of another version than here, a line each */
    public List<String> otherVersions(Map<String, Long> here) {
        List<String> faults = new ArrayList<>();
        // one that the backup does not have its owner makes when it first needs it
        for (String schema : new TreeSet<>(manifest.schemas().keySet())) {
            Long then = manifest.schemas().get(schema);
            Long now = here.get(schema);
            if (now == null) {
                faults.add("schema " + schema + ": the backup has version " + then + ", this hub has none");
            } else if (!then.equals(now)) {
                faults.add("schema " + schema + ": the backup has version " + then + ", this hub "
                        + (now > then ? "a newer one, " : "an older one, ") + now);
            }
        }
        if (!faults.isEmpty()) {
            faults.add("version: restore with the hub that wrote it (Pishkhan " + manifest.version()
                    + "), then update that");
        }
        return faults;
    }

    public BufferedReader lines(String name) throws IOException {
        return new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8));
    }

    private String hash(String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(open(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException e) {
            return "damaged";
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
