package city.pishkhan.persistence.copy;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * What was restored in a scratch place.
 *
 * @param vault empty if it could not be opened, which is a fault already
 * @param file  where a file of the hub, by its usual path, lies now; there only if the backup or its key bundle has it
 */
public record Restored(
        BackupFile backup, DataSource database, Tx tx, Optional<Vault> vault, UnaryOperator<Path> file) {}
