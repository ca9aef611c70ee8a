package city.pishkhan.persistence.copy;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Opens the vault of a backup restored into a scratch environment. */
public interface RestoredVault {

    /**
     * Opens the vault.
     *
     * @param file as in {@link RestoredBackup}
     * @throws IllegalStateException if a key is missing; the message names it
     */
    Vault open(Tx tx, UnaryOperator<Path> file);
}
