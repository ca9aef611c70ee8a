package city.pishkhan.vault.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A vault for tests, with master keys in a folder of its own. */
public final class TestVault {
    private TestVault() {}

    public static Vault over(Tx tx, Schemas schemas) {
        try {
            Path folder = Files.createTempDirectory("vault");
            folder.toFile().deleteOnExit();
            return new SqlVault(tx, schemas, new MasterKeys("", List.of(), folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
