package city.pishkhan.persistence.internal;

import city.pishkhan.api.backup.RestoreProgress;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.DatabaseLoader;
import city.pishkhan.persistence.copy.DatabaseLoader.Erasures;
import city.pishkhan.persistence.copy.ErasureRegister;
import city.pishkhan.persistence.copy.RestoreOrder;
import city.pishkhan.persistence.copy.RestoreOrder.Phase;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database phase of a restore: loads the rows and destroys the keys of erased persons before any other code uses the database. */
final class StartRestore {
    private static final Logger LOG = LoggerFactory.getLogger(StartRestore.class);

    private StartRestore() {}

    /**
     * Runs the phase if a restore is ordered.
     *
     * @throws BackupFault if the restore is not possible; the hub must not start with partial data
     */
    static void run(BundleContext context, DataSource database) throws IOException {
        String karaf = context.getProperty("karaf.data");
        Optional<RestoreOrder> order = karaf == null ? Optional.empty() : RestoreOrder.find(Path.of(karaf));
        if (order.isPresent() && context.getServiceReference(RestoreProgress.class) == null) {
            Path file = RestoreOrder.path(Path.of(karaf));
            // registered before any endpoint can be opened
            context.registerService(RestoreProgress.class, () -> Files.exists(file), new Hashtable<>());
        }
        if (order.isEmpty() || order.get().phase().compareTo(Phase.DATABASE) > 0) {
            return;
        }
        Path data = Path.of(karaf);
        if (order.get().phase() == Phase.FILES) {
            throw new BackupFault("A restore was interrupted before its files were written. Start it again");
        }
        LOG.warn("A BACKUP IS BEING RESTORED: {}", order.get().backup());
        try (BackupFile backup = BackupFile.open(Path.of(order.get().backup()))) {
            if (!backup.manifestHash().equals(order.get().manifest())) {
                throw new BackupFault(order.get().backup() + " is a different backup than the requested one");
            }
            new DatabaseLoader(context, database)
                    .load(order.get(), backup, erasures(order.get()), line -> LOG.warn("Restored: {}", line));
            if (hasLastSeal(database, order.get().witnessed())) {
                new HostRegister(data).acceptRestored(database);
            }
            order.get().withPhase(Phase.PARTS).write(data);
        } catch (BackupFault | IOException e) {
            LOG.error(
                    "THE RESTORE FAILED, AND THE HUB DOES NOT START: {}. Correct the cause and start again, or delete {}",
                    e.getMessage(),
                    RestoreOrder.path(data));
            throw e;
        }
    }

    /**
     * Returns {@code true} if the backup contains the last seal of the external witness. Then the backup has everything that
     * the city has published.
     */
    private static boolean hasLastSeal(DataSource database, RestoreOrder.@Nullable WitnessedSeal last) {
        return last != null
                && Jdbi.create(database).withHandle(sql -> sql.createQuery(
                                "select exists (select from journal.seal where number = :number and signature = :signature)")
                        .bindMethods(last)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static Erasures erasures(RestoreOrder order) throws IOException {
        if (order.erasures().isEmpty()) {
            return Erasures.NONE;
        }
        ErasureRegister register = new ErasureRegister(Secrets.resolve(order.erasureKey()));
        return new Erasures(register, register.read(Path.of(order.erasures())));
    }
}
