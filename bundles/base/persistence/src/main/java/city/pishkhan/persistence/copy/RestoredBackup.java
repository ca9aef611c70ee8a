package city.pishkhan.persistence.copy;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was restored into a scratch environment.
 *
 * @param vault empty if the vault could not be opened, which is already reported as a fault
 * @param file maps the usual path of a hub file to its restored path; the file exists only if the backup or its key bundle
 *     contains it
 */
public record RestoredBackup(
        @Nullable BackupFile backup, DataSource database, Tx tx, Optional<Vault> vault, UnaryOperator<Path> file) {}
