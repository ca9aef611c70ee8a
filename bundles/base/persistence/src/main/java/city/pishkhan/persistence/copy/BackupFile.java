package city.pishkhan.persistence.copy;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
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
 * A backup file.
 *
 * <p>It is a ZIP archive with {@code db/<schema>.<table>.jsonl} for small tables, {@code .parts} for large tables
 * ({@link RowParts}), {@code etc/…}, {@code missing.txt}, {@code hashes.txt}, {@code manifest.json} and the signature of the
 * manifest. Each line of {@code hashes.txt} is "SHA-256, two blanks, name", as {@code sha256sum} writes it. The row parts and
 * files that the archive refers to are in the {@link BackupStore} in the same folder.
 */
public final class BackupFile implements AutoCloseable {
    public static final String MANIFEST = "manifest.json";
    /** Entry with the signature of the manifest. */
    public static final String SIGNATURE = "manifest.sig";

    /** Entry with the hashes of all other entries except the manifest and its signature. */
    public static final String HASHES = "hashes.txt";
    /** Entry with the names of files that could not be read. */
    public static final String MISSING = "missing.txt";

    public static final String ETC = "etc/";

    private static final int HASH = 64;
    /** Maximum size of a manifest in bytes; real manifests have less than 100 kB. */
    private static final int MAX_MANIFEST_BYTES = 16 << 20;
    /** Longest line in characters; the longest rows contain a document. */
    private static final int MAX_LINE_CHARACTERS = 64 << 20;
    /** Maximum number of reported problems of the same kind. */
    private static final int MAX_REPORTED = 20;

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

    /**
     * Returns {@code true} if the ZIP file is a backup.
     *
     * @throws BackupFault if the file is damaged, so that this cannot be determined
     */
    public static boolean isBackup(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(MANIFEST) != null;
        } catch (ZipException e) {
            throw new BackupFault(file + " is not a backup, or its end is missing: " + e.getMessage());
        }
    }

    /**
     * Opens a backup.
     *
     * @throws BackupFault if the file is not a backup or has another format version
     */
    public static BackupFile open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupFault(file + " is not a backup, or its end is missing: " + e.getMessage());
        }
        try {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw new BackupFault(file + " is not a backup: it has no " + MANIFEST);
            }
            byte[] json = readLimited(zip.getInputStream(entry), MANIFEST);
            int format = BackupManifest.format(json);
            if (format != BackupManifest.FORMAT) {
                throw new BackupFault("format: " + file + " has format " + format + ", this version reads format "
                        + BackupManifest.FORMAT + "; Pishkhan " + BackupManifest.version(json)
                        + " wrote it: restore with that version");
            }
            return new BackupFile(zip, BackupStore.forBackup(file), BackupManifest.read(json), json);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /**
     * Reads a small entry.
     *
     * @throws BackupFault if the entry is missing or larger than any entry that the hub writes, because an altered
     *     entry could fill the heap
     */
    public byte[] readSmall(String name) throws IOException {
        try (InputStream in = open(name)) {
            return readLimited(in, name);
        }
    }

    private static byte[] readLimited(InputStream entry, String name) throws IOException {
        byte[] bytes = entry.readNBytes(MAX_MANIFEST_BYTES + 1);
        if (bytes.length > MAX_MANIFEST_BYTES) {
            throw new BackupFault(name + " has more than " + MAX_MANIFEST_BYTES + " bytes: it was altered");
        }
        return bytes;
    }

    public BackupManifest manifest() {
        return manifest;
    }

    /** SHA-256 of the manifest, as hexadecimal digits. The manifest contains the hashes of all other entries. */
    public String manifestHash() {
        return HexFormat.of().formatHex(sha256().digest(manifestBytes));
    }

    /** The manifest exactly as it is in the file; its signature covers these bytes. */
    public byte[] manifestBytes() {
        return manifestBytes.clone();
    }

    /** Returns the name of the entry with a table's rows. */
    public static String table(String table) {
        return "db/" + table + ".jsonl";
    }

    /** Returns the name of the entry that lists a large table's parts. */
    static String parts(String table) {
        return "db/" + table + ".parts";
    }

    /** Receives the names of the files of a backup part, e.g. of {@code sheets}. */
    @FunctionalInterface
    public interface FileOutput {
        /** @param name name of the file within its part */
        void accept(String name) throws IOException;
    }

    /** Lists all files that the rows of a part refer to, e.g. those of {@code sheets}, including {@link #missing} files. */
    public void files(String part, FileOutput files) throws IOException {
        BackupManifest.Naming naming = manifest.named().get(part);
        RowParts all = rowParts(naming.table()).orElseThrow();
        for (RowParts.RowPart one : all.parts()) {
            all.forEachName(rows(one), naming.columns(), files::accept);
        }
    }

    /**
     * Opens a file of a backup part, e.g. of {@code sheets}.
     *
     * @throws BackupFault if the file is not in the store
     */
    public InputStream open(String part, String name) throws IOException {
        return store.open(part, name);
    }

    /** Returns the files that could not be read when the backup was written, as {@code part/name}. */
    public Set<String> missing() throws IOException {
        if (!has(MISSING)) {
            return Set.of();
        }
        try (BufferedReader lines = lines(MISSING)) {
            return lines.lines().collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns the parts of a large table; empty for a table whose rows are in the backup file itself. */
    Optional<RowParts> rowParts(String table) throws IOException {
        if (!has(parts(table))) {
            return Optional.empty();
        }
        try (BufferedReader lines = lines(parts(table))) {
            return Optional.of(RowParts.read(lines));
        }
    }

    /** Returns the SHA-256 of all row parts. */
    public Set<String> storedRows() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String table : manifest.tables()) {
            rowParts(table).ifPresent(parts -> parts.parts().forEach(part -> all.add(part.sha256())));
        }
        return all;
    }

    /**
     * Reads the rows of one part of a large table.
     *
     * @throws BackupFault if the part is missing in the store or its hash differs
     */
    byte[] rows(RowParts.RowPart part) throws IOException {
        return store.rows(part.sha256());
    }

    BackupStore store() {
        return store;
    }

    /** Returns {@code true} if the backup file has an entry of this name. */
    public boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /**
     * Opens an entry of the backup file.
     *
     * @throws BackupFault if the entry is missing
     */
    public InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupFault(name + " is missing in the backup");
        }
        return zip.getInputStream(entry);
    }

    /** Returns the full names of all entries of a folder, e.g. {@code sheets/}. */
    public Stream<String> namesBelow(String folder) {
        return zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith(folder));
    }

    /**
     * Verifies the hashes of the backup.
     *
     * @param sample number of random row parts, and of random files of each part of the backup, to read from the store; 0
     *     reads all
     * @param progress receives progress messages
     * @return the missing, unexpected and damaged entries, one per line
     */
    public List<String> verify(int sample, Consumer<String> progress) throws IOException {
        List<String> faults = new ArrayList<>(verify());
        if (faults.isEmpty()) {
            faults.addAll(new StoreCheck(this, sample).verify(progress));
        }
        return faults;
    }

    private List<String> verify() throws IOException {
        if (!has(HASHES)) {
            return List.of(HASHES + " is missing in the backup");
        }
        if (!hash(HASHES).equals(manifest.hashes())) {
            return List.of(HASHES + " does not match its hash in " + MANIFEST);
        }
        List<String> faults = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        try (BufferedReader lines = lines(HASHES)) {
            for (String line = lines.readLine();
                    line != null && faults.size() < MAX_REPORTED;
                    line = lines.readLine()) {
                if (line.length() < HASH + 2) {
                    return List.of(HASHES + " has a line without a name");
                }
                String name = line.substring(HASH + 2);
                seen.put(name, 1);
                if (!has(name)) {
                    faults.add(name + " is missing in the backup");
                } else if (!hash(name).equals(line.substring(0, HASH))) {
                    faults.add(name + " is damaged: its SHA-256 hash differs");
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
                    .limit(MAX_REPORTED)
                    .forEach(name -> faults.add(name + " does not belong to the backup"));
            checkCounts(seen, faults);
        }
        return faults;
    }

    private void checkCounts(Map<String, Integer> seen, List<String> faults) {
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
     * Returns an error message if the backup was written by a newer version than this hub; otherwise empty.
     *
     * @param current version of this hub, as in {@link BackupManifest#version}
     */
    public Optional<String> newerVersionFault(String current) {
        return parseVersion(manifest.version()).compareTo(parseVersion(current)) <= 0
                ? Optional.empty()
                : Optional.of(
                        "version: Pishkhan " + manifest.version() + " wrote this backup, this is Pishkhan " + current
                                + ", which is older: unpack Pishkhan " + manifest.version()
                                + " and restore with its bin/restore");
    }

    /** Parses an OSGi version so that a snapshot sorts before its release. */
    private static Version parseVersion(String version) {
        return Version.parse(version.replace(".SNAPSHOT", "-SNAPSHOT"));
    }

    /**
     * Compares the schema versions of the backup with those of this hub.
     *
     * @param current schema versions of this hub
     * @return the differences, one per line; empty if there are none
     */
    public List<String> versionDifferences(Map<String, Long> current) {
        List<String> faults = new ArrayList<>();
        // a schema that is missing in the backup is created by its owner at first use
        for (String schema : new TreeSet<>(manifest.schemas().keySet())) {
            Long then = manifest.schemas().get(schema);
            Long now = current.get(schema);
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

    /**
     * Opens a text entry in UTF-8.
     *
     * @throws BackupFault if the entry is missing; also later, at a line that is too long
     */
    public BufferedReader lines(String name) throws IOException {
        return new BufferedReader(new BoundedLines(new InputStreamReader(open(name), StandardCharsets.UTF_8), name));
    }

    /** Throws {@link BackupFault} at a line longer than {@link #MAX_LINE_CHARACTERS}, before the line fills the heap. */
    private static final class BoundedLines extends FilterReader {
        private final String name;
        private int length;

        BoundedLines(Reader in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read(char[] characters, int from, int count) throws IOException {
            int read = super.read(characters, from, count);
            for (int i = from; i < from + read; i++) {
                length = characters[i] == '\n' ? 0 : length + 1;
            }
            if (length > MAX_LINE_CHARACTERS) {
                throw new BackupFault(
                        name + " has a line of more than " + MAX_LINE_CHARACTERS + " characters: it was altered");
            }
            return read;
        }
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

    /** Returns a new SHA-256 digest. */
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
