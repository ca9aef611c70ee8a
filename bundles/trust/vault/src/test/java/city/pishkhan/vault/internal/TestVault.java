package city.pishkhan.vault.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A vault for tests, with master keys in its own folder. */
public final class TestVault {
    /** The configuration that waives a key-encryption key. */
    static final KeyEncryptionKeys NO_KEK = new KeyEncryptionKeys(KeyEncryptionKeys.NONE, List.of(), "", Map.of());

    private TestVault() {}

    /**
     * Returns a vault with the same master keys, like another hub.
     *
     * @param folder folder of the master keys
     */
    public static Vault create(Tx tx, Schemas schemas, Path folder) {
        return new SqlVault(tx, schemas, new MasterKeys("", List.of(), folder, NO_KEK));
    }

    public static Vault create(Tx tx, Schemas schemas) {
        try {
            Path folder = Files.createTempDirectory("vault");
            folder.toFile().deleteOnExit();
            return create(tx, schemas, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
