package city.pishkhan.archive.sheets;

import java.util.UUID;

/** An identity paper whose encrypted content is stored. Its key is not in the database yet. */
public interface EncryptedPaper {
    /** Returns the SHA-256 of the unencrypted content. */
    String sha256();

    /** Returns the address in the store: the SHA-256 of the encrypted content. */
    String stored();

    /**
     * Returns the paper's key, encrypted with the key of its person.
     *
     * @param vaultKey id of the person's key, see {@link SheetIntake#findOrCreateVaultKeys}
     */
    byte[] sealedKey(UUID vaultKey);
}
