package city.pishkhan.persistence.copy;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Opens the vault of what was restored in a scratch place. */
public interface RestoredVault {

    /** @param file as in {@link Restored} @throws IllegalStateException if a key is missing; says which */
    Vault open(Tx tx, UnaryOperator<Path> file);
}
