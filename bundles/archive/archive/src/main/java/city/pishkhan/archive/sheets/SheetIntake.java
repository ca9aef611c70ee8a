package city.pishkhan.archive.sheets;

import city.pishkhan.api.Refusal;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Checks and encrypts sheets that were scanned outside the hub, in the same way as uploads. */
public interface SheetIntake {
    /** Returns the maximum size of a sheet in bytes. */
    long maxBytes();

    /**
     * Checks a sheet like an upload.
     *
     * @return code of the sheet's type in the index
     * @throws Refusal UNSUPPORTED if the file is not a valid sheet of a supported type; TOO_LARGE if the file exceeds a
     *     limit
     */
    String check(ByteBuffer sheet);

    /** Locks the sheets, so that they cannot be removed until the transaction ends. */
    void lock(Handle sql, List<String> sha256s);

    /**
     * Encrypts and stores an identity paper.
     *
     * @param content opens the paper
     */
    EncryptedPaper encrypt(SheetStore store, Supplier<InputStream> content) throws IOException;

    /**
     * Returns the given papers that are already stored encrypted, each as its owner and its SHA-256 with a space
     * between.
     *
     * @param digests owners of the papers, in the order of the papers
     */
    List<String> encrypted(List<String> digests, List<String> sha256s);

    /**
     * Finds or creates the vault keys of several persons in the transaction that writes their sheets. Also creates
     * missing persons.
     *
     * @return id of each person's key in the vault, by the person's digest
     */
    Map<String, UUID> findOrCreateVaultKeys(Handle sql, List<String> digests);
}
