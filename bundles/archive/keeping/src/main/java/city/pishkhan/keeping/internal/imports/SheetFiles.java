package city.pishkhan.keeping.internal.imports;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.sheets.EncryptedPaper;
import city.pishkhan.archive.sheets.SheetIntake;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Checks the files of a manifest against their hashes and the rules for sheets, and puts them into the store. */
final class SheetFiles {
    private final Path root;
    private final SheetStore store;
    private final SheetIntake intake;
    private final ByteRate rate;

    /** @param folder folder of the manifest; no files outside it are read */
    SheetFiles(Path folder, SheetStore store, SheetIntake intake, ByteRate rate) throws IOException {
        this.root = folder.toRealPath();
        this.store = store;
        this.intake = intake;
        this.rate = rate;
    }

    /**
     * A row whose content is in the store.
     *
     * @param type code of the type in the index
     * @param wasStored {@code true} if the content was stored before; a sweep may remove it until the row is locked
     * @param scan encrypted identity paper; {@code null} if it was already encrypted in the archive, and for papers of properties
     */
    record Stored(ManifestRow row, int size, String type, boolean wasStored, @Nullable EncryptedPaper scan) {}

    /** @param encrypted {@code true} if the row is an identity paper that is already encrypted in the archive */
    Stored store(ManifestRow row, boolean encrypted) throws RowFault, IOException, InterruptedException {
        Path file = file(row);
        long size = Files.size(file);
        if (size == 0 || size > intake.maxBytes()) {
            throw new RowFault("file", row.file(), size == 0 ? "sheet.empty" : "sheet.too-large");
        }
        rate.acquire(size);
        String type = check(row, file);
        if (row.ofPerson()) {
            return new Stored(row, Math.toIntExact(size), type, false, encrypted ? null : encrypt(row));
        }
        boolean wasStored = store.contains(row.sha256());
        if (!wasStored) {
            put(row);
        }
        return new Stored(row, Math.toIntExact(size), type, wasStored, null);
    }

    /** Returns the file of a row. Links are resolved before the check that the file is inside the folder. */
    private Path file(ManifestRow row) throws RowFault, IOException {
        try {
            Path file = root.resolve(row.file()).toRealPath();
            if (!file.startsWith(root)) {
                throw new RowFault("file", row.file(), "manifest.file");
            }
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (NoSuchFileException e) {
            // a missing file is rejected below
        }
        throw new RowFault("file", row.file(), "file.missing");
    }

    private String check(ManifestRow row, Path file) throws RowFault, IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            MessageDigest digest = sha256();
            digest.update(bytes.duplicate());
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(row.sha256())) {
                throw new RowFault("sha256", row.sha256(), "file.hash");
            }
            return intake.check(bytes);
        } catch (Refusal e) {
            throw new RowFault("file", row.file(), e.code());
        }
    }

    /** Stores the file. Rejects a file that was changed after it was hashed. */
    void put(ManifestRow row) throws RowFault, IOException {
        try (InputStream in = Files.newInputStream(file(row))) {
            if (!store.put(in).sha256().equals(row.sha256())) {
                throw new RowFault("sha256", row.sha256(), "file.hash");
            }
        }
    }

    /** Encrypts and stores the file like {@link #put}. */
    EncryptedPaper encrypt(ManifestRow row) throws RowFault, IOException {
        Path file = file(row);
        EncryptedPaper scan = intake.encrypt(store, () -> opened(file));
        if (!scan.sha256().equals(row.sha256())) {
            throw new RowFault("sha256", row.sha256(), "file.hash");
        }
        return scan;
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the content again if a sweep has removed it. The caller has locked the row. */
    void ensureStored(Stored stored) throws RowFault, IOException {
        if (stored.wasStored && !store.contains(stored.row.sha256())) {
            put(stored.row);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
