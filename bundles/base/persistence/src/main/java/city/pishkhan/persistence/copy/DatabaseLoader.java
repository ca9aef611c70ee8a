package city.pishkhan.persistence.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Loads a backup's rows into an empty database, for a restore at start-up or a rehearsal. It applies the migrations of all
 * installed bundles, whether started or not.
 */
public final class DatabaseLoader {
    private static final String MIGRATIONS = "db";
    private static final String WITHOUT_KEYS = "without-keys.sql";
    private static final String RESTORED = "restored.sql";

    private final BundleContext framework;
    private final DataSource database;

    /**
     * @param framework framework with the bundles whose migrations are applied
     * @param database the empty database
     */
    public DatabaseLoader(BundleContext framework, DataSource database) {
        this.framework = framework;
        this.database = database;
    }

    /**
     * Loads the rows.
     *
     * @param order the restore order, which names the register of erasures
     * @param report receives a line for each step
     * @return number of rows by table; empty if this restore order has already loaded the rows
     * @throws BackupFault if the restore is not possible; the rows of the database are then unchanged
     */
    public Map<String, Long> load(RestoreOrder order, BackupFile backup, Erasures erasures, Consumer<String> report) {
        Map<String, ClassLoader> schemas = schemas();
        schemas.keySet().retainAll(backup.manifest().schemas().keySet());
        schemas.forEach((schema, loader) -> Migration.run(database, loader, schema));
        return Jdbi.create(database).registerArrayType(UUID.class, "uuid").inTransaction(sql -> {
            if (sql.createQuery("select exists (select from backup.restored where id = :id)")
                    .bind("id", order.id())
                    .mapTo(Boolean.class)
                    .one()) {
                return Map.of();
            }
            DatabaseCopy copy = new DatabaseCopy(sql);
            Map<String, Long> rows = copy.restore(backup);
            ErasureRegister register = erasures.register();
            int destroyed =
                    register == null || erasures.lines().isEmpty() ? 0 : copy.destroyKeys(register, erasures.lines());
            schemas.forEach((schema, loader) -> runScript(sql, schema, loader, RESTORED));
            if (order.withoutKeys()) {
                schemas.forEach((schema, loader) -> runScript(sql, schema, loader, WITHOUT_KEYS));
            }
            recordRestore(sql, order, backup, destroyed);
            report.accept(rows.size() + " tables, "
                    + rows.values().stream().mapToLong(Long::longValue).sum() + " rows, " + destroyed
                    + " keys of erased persons destroyed again");
            return rows;
        });
    }

    /**
     * The erased persons.
     *
     * @param register {@code null} if there are no lines
     */
    public record Erasures(@Nullable ErasureRegister register, List<ErasureRegister.Line> lines) {
        /** No erased persons. */
        public static final Erasures NONE = new Erasures(null, List.of());
    }

    /** Returns the class loader of the bundle with the migrations of each schema. */
    private Map<String, ClassLoader> schemas() {
        Map<String, ClassLoader> schemas = new TreeMap<>();
        for (Bundle bundle : framework.getBundles()) {
            var files = bundle.findEntries(MIGRATIONS, "V*.sql", true);
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (files != null && wiring != null) {
                for (URL file : Collections.list(files)) {
                    String path = file.getPath();
                    String folder = path.substring(0, path.lastIndexOf('/'));
                    schemas.put(folder.substring(folder.lastIndexOf('/') + 1), wiring.getClassLoader());
                }
            }
        }
        return new LinkedHashMap<>(schemas);
    }

    /** Runs a script that a bundle provides for its schema after a restore, or after the loss of its keys. */
    private static void runScript(Handle sql, String schema, ClassLoader loader, String name) {
        try (InputStream script = loader.getResourceAsStream(MIGRATIONS + "/" + schema + "/" + name)) {
            if (script != null) {
                sql.createScript(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                        .execute();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void recordRestore(Handle sql, RestoreOrder order, BackupFile backup, int destroyed) {
        sql.createUpdate("insert into backup.restored (id, backup, made, at, without_keys, without_erasures, destroyed)"
                        + " values (:id, :backup, :made, now(), :keys, :erasures, :destroyed)")
                .bind("id", order.id())
                .bind("backup", backup.manifest().id())
                .bind("made", backup.manifest().made().atOffset(ZoneOffset.UTC))
                .bind("keys", order.withoutKeys())
                .bind("erasures", order.erasures().isEmpty())
                .bind("destroyed", destroyed)
                .execute();
    }
}
